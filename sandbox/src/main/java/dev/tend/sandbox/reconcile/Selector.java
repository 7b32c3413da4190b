package dev.tend.sandbox.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Whether labels are what a selector asks for. */
public final class Selector {
  private Selector() {}

  /** A {@code LabelSelector}; an absent one matches nothing, an empty one everything. */
  public static boolean matches(JsonNode selector, JsonNode labels) {
    if (!selector.isObject() || !matchesMap(selector.path("matchLabels"), labels)) {
      return false;
    }
    for (JsonNode requirement : selector.path("matchExpressions")) {
      if (!meets(requirement, labels)) {
        return false;
      }
    }
    return true;
  }

  /** A plain map of labels, as in a Service or a {@code nodeSelector}. */
  public static boolean matchesMap(JsonNode wanted, JsonNode labels) {
    for (Map.Entry<String, JsonNode> entry : wanted.properties()) {
      JsonNode value = labels.path(entry.getKey());
      if (value.isMissingNode() || !value.asText().equals(entry.getValue().asText())) {
        return false;
      }
    }
    return true;
  }

  /** One {@code key operator values} requirement, of label selectors and of node selectors. */
  public static boolean meets(JsonNode requirement, JsonNode labels) {
    JsonNode value = labels.path(requirement.path("key").asText());
    boolean present = !value.isMissingNode();
    return switch (requirement.path("operator").asText()) {
      case "In" -> present && contains(requirement.path("values"), value.asText());
      case "NotIn" -> !present || !contains(requirement.path("values"), value.asText());
      case "Exists" -> present;
      case "DoesNotExist" -> !present;
      case "Gt" -> present && compare(value, requirement) > 0;
      case "Lt" -> present && compare(value, requirement) < 0;
      default -> false;
    };
  }

  private static int compare(JsonNode value, JsonNode requirement) {
    try {
      return Long.compare(
          Long.parseLong(value.asText()),
          Long.parseLong(requirement.path("values").path(0).asText()));
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  private static boolean contains(JsonNode values, String wanted) {
    for (JsonNode value : values) {
      if (value.asText().equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
