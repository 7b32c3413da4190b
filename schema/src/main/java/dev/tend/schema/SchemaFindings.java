package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes one clear finding of each fault in a manifest, out of all that the validator reports. */
final class SchemaFindings {
  static final String DUPLICATE = "schema/duplicate";
  static final String REQUIRED = "schema/required";

  private final Manifest manifest;
  private final ResourceType type;
  private final KubernetesVersion version;
  private final ObjectView object;
  private final Suggestions suggestions;
  private final boolean custom;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<List<Object>> places = new HashSet<>();

  SchemaFindings(
      Manifest manifest, ResourceType type, SchemaCatalog catalog, KubernetesVersion version) {
    this.version = version;
    this.manifest = manifest;
    this.type = type;
    this.object = new ObjectView(manifest.content(), type.schema());
    this.suggestions = new Suggestions(object, catalog);
    this.custom = catalog.structure(type.gvk()).isPresent();
  }

  List<Problem> of(List<Fault> all) {
    List<Fault> faults = all.stream().filter(this::matters).toList();
    Set<List<Object>> mistyped = new HashSet<>();
    Set<List<Object>> explained = new HashSet<>();
    Map<String, List<Fault>> choices = new LinkedHashMap<>();
    for (Fault fault : faults) {
      if (fault.choice().isPresent()) {
        choices.computeIfAbsent(fault.choice().get(), key -> new ArrayList<>()).add(fault);
      } else if (fault.keyword().equals("type")) {
        mistyped.add(fault.steps());
        mistyped(fault);
      } else if (fault.isUnknownField()) {
        explained.add(unknown(fault));
      }
    }
    for (Fault fault : faults) {
      if (fault.choice().isEmpty() && !fault.isUnknownField() && !fault.keyword().equals("type")) {
        if (fault.isMissingField()) {
          if (!explained.contains(member(fault))) {
            missing(fault);
          }
        } else if (!mistyped.contains(fault.steps())) {
          refused(fault);
        }
      }
    }
    choices.values().forEach(this::choice);
    places.addAll(explained);
    places.remove(List.of());
    return problems;
  }

  /** Where something was found, by positions, and the places of fields that were meant. */
  Set<List<Object>> places() {
    return places;
  }

  /** Servers ignore what a manifest says of status, where it is served apart. */
  private boolean matters(Fault fault) {
    boolean status = !fault.steps().isEmpty() && fault.steps().getFirst().equals("status");
    return !status || fault.isUnknownField() || !type.has("status");
  }

  /** The answer is the place of the field that was meant. */
  private List<Object> unknown(Fault fault) {
    if (object.schemaAt(fault.steps()) instanceof StructView struct) {
      Optional<History.Span> span =
          History.known().knownField(struct.definition(), fault.subject());
      if (span.isPresent()) {
        add(
            "version",
            member(fault),
            "Kubernetes " + version + " has no field `" + fault.subject() + "` here",
            span.get().words());
        return List.of();
      }
    }
    Suggestions.Meant meant = suggestions.forField(fault.steps(), fault.subject(), fault.value());
    add("unknown-field", member(fault), "Unknown field `" + fault.subject() + "`", meant.hint());
    return meant.field().isEmpty() ? List.of() : plus(fault.steps(), meant.field());
  }

  private void missing(Fault fault) {
    List<Object> place = member(fault);
    add("required", place, "Missing field `" + fault.subject() + "`", described(place));
  }

  private void mistyped(Fault fault) {
    boolean quantity =
        object.schemaAt(fault.steps()) instanceof FieldSchema.Scalar scalar
            && scalar.type() == FieldSchema.Scalar.Type.QUANTITY;
    String message =
        "Must be "
            + Wording.type(fault.wanted(), quantity)
            + ", and it is "
            + words(fault).value(fault.value());
    String written =
        manifest
            .origin()
            .scalar(ObjectView.exact(fault.steps()))
            .map(Origin.Scalar::text)
            .orElse(fault.value().asText());
    String hint = words(fault).typeHint(fault.wanted(), fault.value(), written);
    add("type", fault.steps(), message, hint);
  }

  private void refused(Fault fault) {
    Wording words = words(fault);
    String subject = words.subject(fault.value());
    JsonNode wanted = fault.wanted();
    switch (fault.keyword()) {
      case "enum" -> {
        String one = wanted.size() < 2 ? "" : "one of ";
        String message = subject + " is not " + one + Wording.choices(wanted);
        add("enum", fault.steps(), message, words.choiceHint(wanted, fault.value()));
      }
      case "const" ->
          add("enum", fault.steps(), subject + " must be `" + wanted.asText() + "`", "");
      case "format" ->
          add(
              "format",
              fault.steps(),
              subject + " " + Wording.format(wanted.asText()),
              Wording.formatHint(wanted.asText()));
      case "propertyNames" ->
          add(
              "format",
              member(fault),
              "`" + fault.subject() + "` " + Wording.format(wanted.path("format").asText()),
              Wording.formatHint(wanted.path("format").asText()));
      case UniqueKeys.KEYWORD -> {
        String same = fault.subject().isEmpty() ? "" : " of the same " + fault.subject();
        duplicate(fault.steps(), "A second item" + same);
      }
      case "pattern" ->
          add(
              "pattern",
              fault.steps(),
              subject + " doesn't match `" + wanted.asText() + "`",
              described(fault.steps()));
      default -> add("limit", fault.steps(), subject + " " + Limits.broken(fault), "");
    }
  }

  /** Of built-in kinds most lists take it on a create; of custom resources none does. */
  private void duplicate(List<Object> steps, String what) {
    String hint = "The list holds each one once";
    if (custom && !steps.getFirst().equals("metadata")) {
      add("duplicate", steps, what, hint);
    } else {
      problems.add(
          Problem.warning(
              DUPLICATE,
              manifest.origin().locate(ObjectView.exact(steps)),
              object.readable(steps),
              what + ": server-side apply refuses it",
              hint));
    }
  }

  /** All that the alternatives report becomes one finding, where they begin to differ. */
  private void choice(List<Fault> faults) {
    List<Object> place = faults.getFirst().steps();
    for (Fault fault : faults) {
      place = fault.steps().size() < place.size() ? fault.steps() : place;
    }
    List<Fault> reasons = faults.stream().filter(fault -> !fault.isChoice()).toList();
    if (reasons.isEmpty()) {
      add("choice", place, "Matches several of the forms of which one is allowed here", "");
    } else if (reasons.stream().allMatch(Fault::isMissingField)) {
      List<String> fields =
          reasons.stream().map(fault -> "`" + fault.subject() + "`").distinct().toList();
      add("required", place, "Needs " + Wording.alternatives(fields), described(place));
    } else {
      add("choice", place, "Matches none of the forms that are allowed here", described(place));
    }
  }

  private Wording words(Fault fault) {
    boolean secret =
        manifest.id().kind().equals("Secret")
            && manifest.id().group().isEmpty()
            && !fault.steps().isEmpty()
            && Set.of("data", "stringData").contains(String.valueOf(fault.steps().getFirst()));
    return new Wording(secret);
  }

  private static List<Object> member(Fault fault) {
    return plus(fault.steps(), fault.subject());
  }

  private static List<Object> plus(List<Object> steps, String name) {
    List<Object> longer = new ArrayList<>(steps);
    longer.add(name);
    return longer;
  }

  /** The first sentence of what the API says of a field. */
  private String described(List<Object> steps) {
    String description = object.schemaAt(steps).facts().description();
    int end = description.indexOf(". ");
    String first = end < 0 ? description : description.substring(0, end);
    return first.lines().findFirst().orElse("").replaceAll("\\.$", "");
  }

  private void add(String rule, List<Object> steps, String message, String hint) {
    FieldPath exact = ObjectView.exact(steps);
    if (!rule.equals("required")) {
      places.add(steps);
    }
    problems.add(
        Problem.error(
            "schema/" + rule,
            manifest.origin().locate(exact),
            object.readable(steps),
            message,
            hint));
  }
}
