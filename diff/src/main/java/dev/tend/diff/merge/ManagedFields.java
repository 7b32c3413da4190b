package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who owns which fields of an object: {@code metadata.managedFields}, in the server's order. */
public record ManagedFields(List<Entry> entries) {
  public static final ManagedFields NONE = new ManagedFields(List.of());

  private static final Comparator<Entry> ORDER =
      Comparator.comparing((Entry entry) -> entry.manager().operation())
          .thenComparing(entry -> entry.time().map(Instant::getEpochSecond).orElse(0L))
          .thenComparing(entry -> entry.manager().name(), Values.BY_CODE_POINT)
          .thenComparing(Entry::apiVersion, Values.BY_CODE_POINT)
          .thenComparing(entry -> entry.manager().subresource(), Values.BY_CODE_POINT);

  /** A later entry of the same identity takes the place of an earlier one. */
  public ManagedFields {
    List<Entry> unique = new ArrayList<>();
    for (Entry entry : entries) {
      unique.removeIf(entry::isOf);
      unique.add(entry);
    }
    unique.sort(ORDER);
    entries = List.copyOf(unique);
  }

  /**
   * What one manager owns.
   *
   * @param apiVersion the version that the paths are of
   * @param time of the last change, in whole seconds
   */
  public record Entry(
      FieldManager manager, String apiVersion, Optional<Instant> time, FieldSet fields) {
    public Entry {
      time = time.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether both belong to one manager; an applier has one entry whatever the version. */
    boolean isOf(Entry other) {
      return isOf(other.manager, other.apiVersion);
    }

    boolean isOf(FieldManager other, String version) {
      return manager.equals(other)
          && (manager.operation() == FieldManager.Operation.APPLY || apiVersion.equals(version));
    }

    Entry withFields(FieldSet other) {
      return new Entry(manager, apiVersion, time, other);
    }

    Entry at(Instant instant) {
      return new Entry(manager, apiVersion, Optional.of(instant), fields);
    }

    private ObjectNode toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("manager", manager.name());
      json.put("operation", manager.operation().wireName());
      json.put("apiVersion", apiVersion);
      time.ifPresent(instant -> json.put("time", instant.toString()));
      json.put("fieldsType", "FieldsV1");
      json.set("fieldsV1", fields.toJson());
      if (!manager.subresource().isEmpty()) {
        json.put("subresource", manager.subresource());
      }
      return json;
    }
  }

  /**
   * Those of an object; none where it has none.
   *
   * @throws IllegalArgumentException where an entry is malformed
   */
  public static ManagedFields of(ObjectNode object) {
    return parse(object.path("metadata").path("managedFields"));
  }

  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException where an entry is malformed
   */
  public static ManagedFields parse(JsonNode list) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      entries.add(parseEntry(list.path(i), i));
    }
    return new ManagedFields(entries);
  }

  private static Entry parseEntry(JsonNode json, int position) {
    FieldManager.Operation operation =
        switch (json.path("operation").asText()) {
          case "Apply" -> FieldManager.Operation.APPLY;
          case "Update" -> FieldManager.Operation.UPDATE;
          default -> throw new IllegalArgumentException("operation must be `Apply` or `Update`");
        };
    String apiVersion = json.path("apiVersion").asText("");
    if (apiVersion.isEmpty()) {
      throw new IllegalArgumentException("apiVersion must not be empty");
    }
    String fieldsType = json.path("fieldsType").asText("");
    if (!fieldsType.equals("FieldsV1")) {
      throw new IllegalArgumentException(
          (fieldsType.isEmpty() ? "missing fieldsType" : "invalid fieldsType \"" + fieldsType + '"')
              + " in managed fields entry "
              + position);
    }
    FieldManager manager =
        new FieldManager(
            json.path("manager").asText(""), operation, json.path("subresource").asText(""));
    FieldSet fields = FieldSet.parse(json.path("fieldsV1"));
    return new Entry(manager, apiVersion, time(json.path("time").asText("")), fields);
  }

  private static Optional<Instant> time(String text) {
    Optional<Instant> usual = UsualTime.parse(text);
    if (usual.isPresent()) {
      return usual;
    }
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a time: " + text, e);
    }
  }

  /** Whether a list that a client sends asks to forget all owners: {@code []} or {@code [{}]}. */
  static boolean isReset(JsonNode list) {
    return list.isArray()
        && (list.isEmpty()
            || (list.size() == 1 && list.path(0).isObject() && list.path(0).isEmpty()));
  }

  public ArrayNode toJson() {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    entries.forEach(entry -> json.add(entry.toJson()));
    return json;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The entry of a manager; an applier's whatever its version. */
  public Optional<Entry> find(FieldManager manager, String apiVersion) {
    return entries.stream().filter(entry -> entry.isOf(manager, apiVersion)).findFirst();
  }

  /**
   * The same with this entry, instead of the one that its manager had; without it if it is empty.
   */
  ManagedFields with(Entry entry) {
    List<Entry> others = new ArrayList<>(entries);
    others.removeIf(entry::isOf);
    if (!entry.fields().isEmpty()) {
      others.add(entry);
    }
    return new ManagedFields(others);
  }

  ManagedFields filter(Predicate<Entry> predicate) {
    return new ManagedFields(entries.stream().filter(predicate).toList());
  }

  /** What any of them owns. */
  FieldSet union() {
    return entries.stream().map(Entry::fields).reduce(FieldSet.EMPTY, FieldSet::union);
  }

  /** Whether both say the same but for times. */
  boolean sameButForTimes(ManagedFields other) {
    return timeless().equals(other.timeless());
  }

  private List<Entry> timeless() {
    return new ManagedFields(
            entries.stream()
                .map(e -> new Entry(e.manager, e.apiVersion, Optional.empty(), e.fields))
                .toList())
        .entries();
  }

  /** A copy of the object with these. */
  ObjectNode writeTo(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    @Nullable JsonNode metadata = copy.get("metadata");
    if (entries.isEmpty()) {
      if (metadata instanceof ObjectNode node) {
        node.remove("managedFields");
      }
    } else {
      copy.withObject("/metadata").set("managedFields", toJson());
    }
    return copy;
  }
}
