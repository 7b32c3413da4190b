package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Horizontal pod autoscalers at v1, which knows processor utilization only. What v1 has no field
 * for is kept in annotations, as the server does.
 */
final class AutoscalerConversion {
  private static final String METRICS = "autoscaling.alpha.kubernetes.io/metrics";
  private static final String BEHAVIOR = "autoscaling.alpha.kubernetes.io/behavior";

  private AutoscalerConversion() {}

  static ObjectNode toV1(ObjectNode v2) {
    ObjectNode v1 = v2.deepCopy().put("apiVersion", "autoscaling/v1");
    if (v1.get("spec") instanceof ObjectNode spec) {
      JsonNode metrics = spec.remove("metrics");
      ObjectNode others = v1.objectNode();
      for (JsonNode metric : metrics == null ? v1.arrayNode() : metrics) {
        JsonNode target = metric.path("resource").path("target");
        boolean processor =
            metric.path("resource").path("name").asText().equals("cpu")
                && target.has("averageUtilization");
        if (processor) {
          spec.set("targetCPUUtilizationPercentage", target.get("averageUtilization"));
        } else {
          others.withArray("metrics").add(metric);
        }
      }
      keep(v1, METRICS, others.get("metrics"));
      keep(v1, BEHAVIOR, spec.remove("behavior"));
    }
    if (v1.get("status") instanceof ObjectNode status) {
      JsonNode current = status.remove("currentMetrics");
      status.remove("conditions");
      for (JsonNode metric : current == null ? v1.arrayNode() : current) {
        JsonNode used = metric.path("resource").path("current").path("averageUtilization");
        if (metric.path("resource").path("name").asText().equals("cpu") && used.isInt()) {
          status.set("currentCPUUtilizationPercentage", used);
        }
      }
    }
    return v1;
  }

  static ObjectNode toV2(ObjectNode v1) {
    ObjectNode v2 = v1.deepCopy().put("apiVersion", "autoscaling/v2");
    if (v2.get("spec") instanceof ObjectNode spec) {
      JsonNode percentage = spec.remove("targetCPUUtilizationPercentage");
      if (percentage != null) {
        ObjectNode metric = spec.withArray("metrics").addObject().put("type", "Resource");
        ObjectNode resource = metric.putObject("resource").put("name", "cpu");
        resource
            .putObject("target")
            .put("type", "Utilization")
            .set("averageUtilization", percentage);
      }
      JsonNode others = restored(v2, METRICS);
      others.forEach(metric -> spec.withArray("metrics").add(metric));
      JsonNode behavior = restored(v2, BEHAVIOR);
      if (behavior.isObject()) {
        spec.set("behavior", behavior);
      }
    }
    if (v2.get("status") instanceof ObjectNode status) {
      status.remove("currentCPUUtilizationPercentage");
    }
    return v2;
  }

  private static void keep(
      ObjectNode object, String annotation, @org.jspecify.annotations.Nullable JsonNode value) {
    if (value != null && !value.isEmpty()) {
      object.withObject("/metadata").withObject("/annotations").put(annotation, value.toString());
    }
  }

  private static JsonNode restored(ObjectNode object, String annotation) {
    if (object.path("metadata").path("annotations") instanceof ObjectNode annotations) {
      JsonNode text = annotations.remove(annotation);
      if (annotations.isEmpty()) {
        object.withObject("/metadata").remove("annotations");
      }
      if (text != null) {
        return JsonText.parse(text.asText());
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }
}
