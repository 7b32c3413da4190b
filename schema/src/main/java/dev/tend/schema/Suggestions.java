package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.NearMiss;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds what somebody may have meant by a field that isn't there. */
final class Suggestions {
  private static final int DEPTH = 3;

  private final ObjectView object;
  private final SchemaCatalog catalog;

  Suggestions(ObjectView object, SchemaCatalog catalog) {
    this.object = object;
    this.catalog = catalog;
  }

  /**
   * What was meant.
   *
   * @param hint what to write instead, for people
   * @param field the declared field of the same object that it leads to, or empty
   */
  record Meant(String hint, String field) {
    static final Meant UNKNOWN = new Meant("", "");
  }

  /** For an unknown field of the value at these steps. */
  Meant forField(List<Object> steps, String name, JsonNode value) {
    if (!(object.schemaAt(steps) instanceof FieldSchema.Struct struct)) {
      return Meant.UNKNOWN;
    }
    return near(struct, name, value)
        .or(() -> below(struct, name, steps))
        .or(() -> above(steps, name))
        .or(() -> elsewhere(steps, name))
        .orElse(Meant.UNKNOWN);
  }

  private static Optional<Meant> near(FieldSchema.Struct struct, String name, JsonNode value) {
    Collection<String> free = new TreeSet<>(struct.fieldNames());
    value.fieldNames().forEachRemaining(free::remove);
    String lower = name.toLowerCase(Locale.ROOT);
    return struct.fieldNames().stream()
        .filter(field -> field.toLowerCase(Locale.ROOT).equals(lower))
        .findFirst()
        .or(() -> NearMiss.of(name, free))
        .or(() -> NearMiss.of(name, struct.fieldNames()))
        .map(field -> new Meant("Did you mean `" + field + "`?", field));
  }

  /** A field of a member: {@code containers} belongs in {@code template.spec}. */
  private static Optional<Meant> below(FieldSchema.Struct struct, String name, List<Object> steps) {
    String holder = !steps.isEmpty() && steps.getLast() instanceof String last ? last + "." : "";
    record Open(FieldSchema.Struct struct, List<String> path) {}
    Deque<Open> open = new ArrayDeque<>(List.of(new Open(struct, List.of())));
    while (!open.isEmpty()) {
      Open current = open.remove();
      for (String field : current.struct.fieldNames()) {
        FieldSchema member = current.struct.member(field);
        if (member instanceof FieldSchema.Struct inner && !field.equals("status")) {
          List<String> path = new ArrayList<>(current.path);
          path.add(field);
          Optional<String> found = declared(inner, name, field);
          if (found.isPresent()) {
            String full = String.join(".", path) + "." + found.get();
            return Optional.of(new Meant("It belongs in `" + holder + full + "`", path.getFirst()));
          }
          if (path.size() < DEPTH) {
            open.add(new Open(inner, path));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Its own name, or without the holder's: targetAverageValue is averageValue of target. */
  private static Optional<String> declared(
      FieldSchema.Struct holder, String name, String holderName) {
    if (holder.fieldNames().contains(name)) {
      return Optional.of(name);
    }
    if (name.startsWith(holderName) && name.length() > holderName.length()) {
      String rest = name.substring(holderName.length());
      String field = rest.substring(0, 1).toLowerCase(Locale.ROOT) + rest.substring(1);
      return Optional.of(field).filter(holder.fieldNames()::contains);
    }
    return Optional.empty();
  }

  /** A field of what the object stands in: a container's restartPolicy belongs in spec. */
  private Optional<Meant> above(List<Object> steps, String name) {
    for (int end = steps.size() - 1; end >= 0; end--) {
      List<Object> outer = steps.subList(0, end);
      boolean general = outer.isEmpty() || outer.equals(List.of("metadata"));
      if (!general
          && object.schemaAt(outer) instanceof FieldSchema.Struct struct
          && struct.fieldNames().contains(name)) {
        String place = ObjectView.exact(outer) + "." + name;
        return Optional.of(new Meant("It belongs in `" + place.substring(1) + "`", ""));
      }
    }
    return Optional.empty();
  }

  /** A field of another kind's spec: containers in a Service. */
  private Optional<Meant> elsewhere(List<Object> steps, String name) {
    if (!steps.equals(List.of("spec"))) {
      return Optional.empty();
    }
    List<String> kinds =
        catalog.types().stream()
            .filter(type -> type.schema().member("spec").member(name) != FieldSchema.Any.INSTANCE)
            .map(type -> type.gvk().kind())
            .distinct()
            .toList();
    return kinds.isEmpty() || kinds.size() > 2
        ? Optional.empty()
        : Optional.of(
            new Meant(
                "It is a field of a " + String.join(" or ", kinds) + ": is the kind right?", ""));
  }
}
