package dev.tend.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the objects out of one document, and says what they lack to be manifests. */
final class ManifestReader {
  private static final List<String> TYPE_FIELDS = List.of("apiVersion", "kind");
  private static final Set<String> TOP_FIELDS =
      Set.of("apiVersion", "kind", "metadata", "spec", "status", "data", "type", "items");

  private final YamlDocument document;
  private final List<Problem> problems;

  ManifestReader(YamlDocument document, List<Problem> problems) {
    this.document = document;
    this.problems = problems;
  }

  List<Manifest> read(JsonNode content) {
    Origin origin = new Origin(document.source(), document.number(), -1);
    Optional<ObjectNode> object = typed(content, origin);
    if (object.isEmpty()) {
      return List.of();
    }
    String kind = object.get().path("kind").textValue();
    JsonNode items = object.get().path("items");
    if (kind.equals("List") || kind.endsWith("List") && items.isArray()) {
      return items(object.get(), origin);
    }
    return named(object.get(), origin).map(List::of).orElse(List.of());
  }

  private List<Manifest> items(ObjectNode list, Origin origin) {
    JsonNode items = list.path("items");
    if (!items.isArray() && !items.isNull() && !items.isMissingNode()) {
      error("manifest/list", origin, FieldPath.of("items"), "A List's items must be a list", "");
    }
    List<Manifest> manifests = new ArrayList<>();
    for (int i = 0; i < items.size() && items.isArray(); i++) {
      Origin place = new Origin(document.source(), document.number(), i);
      JsonNode item = withTypeOf(list, items.get(i));
      typed(item, place)
          .filter(object -> !isNestedList(object, place))
          .flatMap(object -> named(object, place))
          .ifPresent(manifests::add);
    }
    return manifests;
  }

  /** Items of a ConfigMapList need not say that they are ConfigMaps. */
  private static JsonNode withTypeOf(ObjectNode list, JsonNode item) {
    String kind = list.path("kind").textValue();
    if (kind.equals("List") || !item.isObject() || item.has("kind") || item.has("apiVersion")) {
      return item;
    }
    ObjectNode typed = ((ObjectNode) item).objectNode();
    typed.put("apiVersion", list.path("apiVersion").textValue());
    typed.put("kind", kind.substring(0, kind.length() - "List".length()));
    return typed.setAll((ObjectNode) item);
  }

  private boolean isNestedList(ObjectNode object, Origin origin) {
    boolean nested = object.path("kind").textValue().equals("List");
    if (nested) {
      error(
          "manifest/list",
          origin,
          FieldPath.of("kind"),
          "A List inside of a List",
          "Put its items into the outer one");
    }
    return nested;
  }

  /** The content as an object whose apiVersion and kind are text. */
  private Optional<ObjectNode> typed(JsonNode content, Origin origin) {
    if (!(content instanceof ObjectNode object)) {
      noObject(content, origin);
      return Optional.empty();
    }
    ObjectNode current = object;
    if (!object.has("apiVersion") && !object.has("kind") && nearMisses(object).isEmpty()) {
      error(
          "manifest/no-object",
          origin,
          FieldPath.ROOT,
          "No Kubernetes object: apiVersion and kind are missing",
          object.isEmpty()
              ? ""
              : "A values file or other configuration? Keep it out of the source");
      return Optional.empty();
    }
    for (String field : TYPE_FIELDS) {
      JsonNode value = current.path(field);
      if (value.isTextual() && !value.textValue().isBlank()) {
        continue;
      }
      Optional<String> meant = value.isMissingNode() ? nearMiss(field, current) : Optional.empty();
      reportType(field, value, meant, origin);
      if (meant.isEmpty()) {
        return Optional.empty();
      }
      current = renamed(current, meant.get(), field);
    }
    return Optional.of(current);
  }

  private void reportType(String field, JsonNode value, Optional<String> meant, Origin origin) {
    String rule = "manifest/" + (field.equals("kind") ? "kind" : "api-version");
    if (meant.isPresent()) {
      FieldPath path = FieldPath.of(meant.get());
      String message = field + " is missing, and there is no field `" + meant.get() + "`";
      error(rule, origin, path, message, "Did you mean `" + field + "`?");
    } else if (value.isMissingNode()) {
      error(rule, origin, FieldPath.ROOT, field + " is missing", "Every object says its " + field);
    } else {
      String message = field + " must be text, and it is " + described(value);
      error(rule, origin, FieldPath.of(field), message, "");
    }
  }

  private static List<String> nearMisses(ObjectNode object) {
    return TYPE_FIELDS.stream().flatMap(field -> nearMiss(field, object).stream()).toList();
  }

  private static Optional<String> nearMiss(String field, ObjectNode object) {
    List<String> strangers =
        object.properties().stream()
            .filter(entry -> entry.getValue().isTextual())
            .map(Map.Entry::getKey)
            .filter(key -> !TOP_FIELDS.contains(key))
            .toList();
    return NearMiss.of(field, strangers);
  }

  /** With one field renamed in its place: so that what follows is checked as it was meant. */
  private static ObjectNode renamed(ObjectNode object, String from, String to) {
    ObjectNode renamed = object.objectNode();
    object
        .properties()
        .forEach(
            entry ->
                renamed.set(entry.getKey().equals(from) ? to : entry.getKey(), entry.getValue()));
    return renamed;
  }

  /** The object as a manifest, if its metadata gives it a name. */
  private Optional<Manifest> named(ObjectNode object, Origin origin) {
    JsonNode metadata = object.path("metadata");
    String kind = object.path("kind").textValue();
    if (!metadata.isObject()) {
      boolean absent = metadata.isMissingNode() || metadata.isNull();
      String hint =
          metadata.isTextual()
              ? MissingSpace.hint(metadata.textValue())
              : absent ? metadataHint(object) : "";
      String message =
          absent
              ? "The " + kind + " has no metadata, so no name"
              : "metadata must be a mapping, and it is " + described(metadata);
      error("manifest/name", origin, FieldPath.of("metadata"), message, hint);
      return Optional.empty();
    }
    for (String field : List.of("name", "namespace", "generateName")) {
      JsonNode value = metadata.path(field);
      if (!value.isTextual() && !value.isNull() && !value.isMissingNode()) {
        String hint = value.isContainerNode() ? "" : "Quote it: \"" + value.asText() + "\"";
        String message = "metadata." + field + " must be text, and it is " + described(value);
        error("manifest/name", origin, FieldPath.of("metadata", field), message, hint);
        return Optional.empty();
      }
    }
    if (metadata.path("name").asText("").isEmpty()
        && metadata.path("generateName").asText("").isEmpty()) {
      String hint = nearMissIn((ObjectNode) metadata);
      String message = "The " + kind + " has no metadata.name";
      error("manifest/name", origin, FieldPath.of("metadata"), message, hint);
      return Optional.empty();
    }
    return Optional.of(Manifest.of(object, origin));
  }

  private static String metadataHint(ObjectNode object) {
    List<String> strangers = new ArrayList<>();
    object.fieldNames().forEachRemaining(strangers::add);
    strangers.removeAll(TOP_FIELDS);
    return NearMiss.of("metadata", strangers)
        .map(found -> "Did you mean `metadata` where it says `" + found + "`?")
        .orElse("");
  }

  private static String nearMissIn(ObjectNode metadata) {
    List<String> fields = new ArrayList<>();
    metadata.fieldNames().forEachRemaining(fields::add);
    fields.removeAll(List.of("name", "namespace", "labels", "annotations", "generateName"));
    return NearMiss.of("name", fields)
        .map(found -> "Did you mean `name` where it says `" + found + "`?")
        .orElse("");
  }

  private void noObject(JsonNode content, Origin origin) {
    Optional<String> word =
        content.isTextual() ? MissingSpace.in(content.textValue()) : Optional.empty();
    if (word.isPresent()) {
      error(
          "yaml/missing-space",
          origin,
          FieldPath.ROOT,
          MissingSpace.message(word.get()),
          MissingSpace.hint(word.get()));
    } else {
      String message = "A manifest is a mapping with apiVersion and kind, and this is ";
      error("manifest/no-object", origin, FieldPath.ROOT, message + described(content), "");
    }
  }

  private void error(String rule, Origin origin, FieldPath path, String message, String hint) {
    problems.add(Problem.error(rule, origin.locate(path), path, message, hint));
  }

  private static String described(JsonNode value) {
    return switch (value) {
      case ArrayNode ignored -> "a list";
      case ObjectNode ignored -> "a mapping";
      default ->
          value.isNull()
              ? "null"
              : "the "
                  + value.getNodeType().name().toLowerCase(Locale.ROOT)
                  + " `"
                  + shortened(value.asText())
                  + "`";
    };
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }
}
