package dev.tend.diff.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeSet;

/** The annotation in which kubectl's client-side apply remembers what it applied. */
final class LastApplied {
  static final String ANNOTATION = "kubectl.kubernetes.io/last-applied-configuration";

  /** The one manager for which the server minds the annotation. */
  static final String KUBECTL = "kubectl";

  private static final ObjectMapper JSON = new ObjectMapper();

  private LastApplied() {}

  /**
   * The fields that live still has as client-side apply set them: kubectl may take them over
   * without a conflict.
   */
  static FieldSet unchanged(ObjectNode live, Typing typing, String apiVersion) {
    Optional<ObjectNode> last = parse(live.path("metadata").path("annotations").path(ANNOTATION));
    return last.filter(object -> object.path("apiVersion").asText().equals(apiVersion))
        .map(
            object -> {
              Comparison changes = Comparison.of(object, live, typing);
              return OwnedFields.of(object, typing)
                  .difference(changes.written())
                  .difference(changes.removed());
            })
        .orElse(FieldSet.EMPTY);
  }

  private static Optional<ObjectNode> parse(JsonNode annotation) {
    try {
      return annotation.isTextual() && JSON.readTree(annotation.textValue()) instanceof ObjectNode o
          ? Optional.of(o)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Writes what is applied into the annotation of an object that has one. */
  static void refresh(ObjectNode object, ObjectNode applied) {
    if (object.path("metadata").path("annotations") instanceof ObjectNode annotations
        && !annotations.path(ANNOTATION).asText("").isEmpty()) {
      ObjectNode configuration = applied.deepCopy();
      if (configuration.path("metadata").path("annotations") instanceof ObjectNode own) {
        own.remove(ANNOTATION);
      }
      StringBuilder text = new StringBuilder();
      GoJson.append(text, sorted(configuration));
      annotations.put(ANNOTATION, text.append('\n').toString());
    }
  }

  private static JsonNode sorted(JsonNode value) {
    if (value.isObject()) {
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      TreeSet<String> names = new TreeSet<>(Values.BY_CODE_POINT);
      value.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> sorted.set(name, sorted(value.path(name))));
      return sorted;
    }
    if (value.isArray()) {
      var items = JsonNodeFactory.instance.arrayNode();
      value.forEach(item -> items.add(sorted(item)));
      return items;
    }
    return value;
  }
}
