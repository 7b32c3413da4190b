package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The syntax that servers ask of label and annotation maps, wherever they stand. */
final class LabelRules {
  private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  private static final String POD_SPEC = "io.k8s.api.core.v1.PodSpec";

  private LabelRules() {}

  /** Whether a definition holds such maps. */
  static boolean concern(String definition) {
    return definition.equals(META + "ObjectMeta")
        || definition.equals(META + "LabelSelector")
        || definition.equals(POD_SPEC);
  }

  /** Adds the rules to the strict form of the definition of this name, if it holds such maps. */
  static void addTo(ObjectNode strict, String definition) {
    switch (definition) {
      case META + "ObjectMeta" -> {
        labels(strict.path("properties").path("labels"));
        keys(strict.path("properties").path("annotations"), "annotation-key");
      }
      case META + "LabelSelector" -> labels(strict.path("properties").path("matchLabels"));
      case POD_SPEC -> labels(strict.path("properties").path("nodeSelector"));
      default -> {}
    }
  }

  private static void labels(JsonNode map) {
    keys(map, "label-key");
    if (map.path("additionalProperties") instanceof ObjectNode values) {
      values.put("format", "label-value");
    }
  }

  private static void keys(JsonNode map, String format) {
    if (map instanceof ObjectNode object) {
      object.putObject("propertyNames").put("format", format);
    }
  }
}
