package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the paths of a custom resource's scale must lead to. */
final class ScaleRules {
  private ScaleRules() {}

  /**
   * @param scale as the definition has it, or missing
   */
  static void check(ObjectNode object, JsonNode scale, Violations violations) {
    if (!scale.isObject()) {
      return;
    }
    replicas(object, scale.path("specReplicasPath").asText(), violations);
    replicas(object, scale.path("statusReplicasPath").asText(), violations);
    String selector = scale.path("labelSelectorPath").asText();
    JsonNode found = selector.isEmpty() ? scale.path("") : object.at(pointer(selector));
    if (!found.isMissingNode() && !found.isTextual()) {
      violations.invalid(selector, "", accessor(selector, found, "string"));
    }
  }

  private static void replicas(ObjectNode object, String path, Violations violations) {
    JsonNode found = object.at(pointer(path));
    JsonNode zero = object.numberNode(0);
    if (found.isMissingNode()) {
      return;
    }
    if (!found.isIntegralNumber()) {
      violations.invalid(path, zero, accessor(path, found, "int64"));
    } else if (found.asLong() < 0) {
      violations.invalid(path, found, "should be a non-negative integer");
    } else if (found.asLong() > Integer.MAX_VALUE) {
      violations.invalid(path, found, "should be less than or equal to " + Integer.MAX_VALUE);
    }
  }

  private static String pointer(String path) {
    return (path.startsWith(".") ? path : "." + path).replace('.', '/');
  }

  /** As Go prints the value and its type. */
  private static String accessor(String path, JsonNode found, String expected) {
    String type =
        found.isTextual()
            ? "string"
            : found.isBoolean() ? "bool" : found.isIntegralNumber() ? "int64" : "float64";
    return ".%s accessor error: %s is of the type %s, expected %s"
        .formatted(path.startsWith(".") ? path.substring(1) : path, found.asText(), type, expected);
  }
}
