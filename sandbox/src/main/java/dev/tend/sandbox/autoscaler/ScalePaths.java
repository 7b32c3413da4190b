package dev.tend.sandbox.autoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.store.ObjectApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where a kind keeps its scale.
 *
 * @param resource {@code deployments.apps}
 * @param replicas a JSON pointer; empty where the kind has no scale
 * @param labels a JSON pointer to a selector that is a text; empty for {@code spec.selector}
 */
record ScalePaths(String resource, String replicas, String labels) {
  private static final Set<String> SCALED =
      Set.of("Deployment", "ReplicaSet", "StatefulSet", "ReplicationController");

  /** Empty where nobody serves the kind. */
  static Optional<ScalePaths> find(ObjectApi api, GroupVersionKind type) {
    for (JsonNode definition : api.list("apiextensions.k8s.io", "CustomResourceDefinition", "")) {
      JsonNode spec = definition.path("spec");
      if (spec.path("group").asText().equals(type.group())
          && spec.at("/names/kind").asText().equals(type.kind())) {
        return Optional.of(custom(spec, type));
      }
    }
    boolean served =
        api.kinds().stream()
            .anyMatch(k -> k.group().equals(type.group()) && k.kind().equals(type.kind()));
    String plural = type.kind().toLowerCase(Locale.ROOT) + "s";
    String resource = type.group().isEmpty() ? plural : plural + "." + type.group();
    String replicas = SCALED.contains(type.kind()) ? "/spec/replicas" : "";
    return served ? Optional.of(new ScalePaths(resource, replicas, "")) : Optional.empty();
  }

  private static ScalePaths custom(JsonNode spec, GroupVersionKind type) {
    String resource = spec.at("/names/plural").asText() + "." + type.group();
    for (JsonNode version : spec.path("versions")) {
      JsonNode scale = version.at("/subresources/scale");
      if (version.path("name").asText().equals(type.version()) && scale.isObject()) {
        return new ScalePaths(
            resource,
            scale.path("specReplicasPath").asText().replace('.', '/'),
            scale.path("labelSelectorPath").asText("").replace('.', '/'));
      }
    }
    return new ScalePaths(resource, "", "");
  }

  String selector(JsonNode object) {
    if (!labels.isEmpty()) {
      return object.at(labels).asText("");
    }
    JsonNode selector = object.at("/spec/selector");
    List<String> terms = new ArrayList<>();
    JsonNode map = selector.has("matchLabels") ? selector.path("matchLabels") : selector;
    map.properties().stream()
        .filter(label -> label.getValue().isTextual())
        .forEach(label -> terms.add(label.getKey() + "=" + label.getValue().asText()));
    for (JsonNode one : selector.path("matchExpressions")) {
      terms.add(expression(one));
    }
    return String.join(",", terms);
  }

  private static String expression(JsonNode one) {
    String key = one.path("key").asText();
    List<String> values = new ArrayList<>();
    one.path("values").forEach(value -> values.add(value.asText()));
    String list = "(" + String.join(",", values) + ")";
    return switch (one.path("operator").asText()) {
      case "In" -> key + " in " + list;
      case "NotIn" -> key + " notin " + list;
      case "DoesNotExist" -> "!" + key;
      default -> key;
    };
  }
}
