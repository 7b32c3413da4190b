package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** HorizontalPodAutoscalers of autoscaling/v2alpha1, v2beta1 and v2beta2 into autoscaling/v2. */
final class AutoscalerUpgrades {
  private static final Set<String> APPS =
      Set.of("Deployment", "DaemonSet", "StatefulSet", "ReplicaSet");
  private static final Set<String> OLD_GROUPS =
      Set.of("extensions/v1beta1", "apps/v1beta1", "apps/v1beta2");

  private AutoscalerUpgrades() {}

  static final Upgrade AUTOSCALER =
      (object, notes) -> {
        ObjectNode spec = Upgrade.at(object, "spec");
        target(Upgrade.at(spec, "scaleTargetRef"), notes);
        for (ObjectNode metric : Upgrade.items(spec.path("metrics"))) {
          resource(Upgrade.at(metric, "resource"));
          resource(Upgrade.at(metric, "containerResource"));
          pods(Upgrade.at(metric, "pods"));
          external(Upgrade.at(metric, "external"));
          object(Upgrade.at(metric, "object"));
        }
      };

  private static void target(ObjectNode reference, List<String> notes) {
    String version = reference.path("apiVersion").asText();
    if (!APPS.contains(reference.path("kind").asText())) {
      return;
    }
    if (version.isEmpty()) {
      Upgrade.putBefore(reference, "kind", "apiVersion", reference.textNode("apps/v1"));
      notes.add("`scaleTargetRef.apiVersion` is written, which newer versions need");
    } else if (OLD_GROUPS.contains(version)) {
      reference.put("apiVersion", "apps/v1");
    }
  }

  private static void resource(ObjectNode source) {
    amount(
        source,
        Map.of(
            "targetAverageUtilization",
            "averageUtilization",
            "targetAverageValue",
            "averageValue"));
  }

  private static void pods(ObjectNode source) {
    metric(source, "selector");
    amount(source, Map.of("targetAverageValue", "averageValue"));
  }

  private static void external(ObjectNode source) {
    metric(source, "metricSelector");
    amount(source, Map.of("targetValue", "value", "targetAverageValue", "averageValue"));
  }

  /** What was called target is the object; what it should come to is the target now. */
  private static void object(ObjectNode source) {
    if (source.path("target").has("kind")) {
      Upgrade.rename(source, "target", "describedObject");
    }
    metric(source, "selector");
    amount(source, Map.of("targetValue", "value", "averageValue", "averageValue"));
  }

  private static void metric(ObjectNode source, String selector) {
    if (!source.has("metricName")) {
      return;
    }
    ObjectNode metric = source.objectNode();
    metric.set("name", source.get("metricName"));
    if (source.has(selector)) {
      metric.set("selector", source.remove(selector));
    }
    Upgrade.replace(source, "metricName", source.objectNode().set("metric", metric));
  }

  private static void amount(ObjectNode source, Map<String, String> names) {
    if (source.has("target")) {
      return;
    }
    ObjectNode target = source.objectNode();
    String first = "";
    for (Map.Entry<String, JsonNode> field : List.copyOf(source.properties())) {
      String name = names.get(field.getKey());
      if (name != null) {
        target.set(name, field.getValue());
        if (first.isEmpty()) {
          first = field.getKey();
        } else {
          source.remove(field.getKey());
        }
      }
    }
    if (!first.isEmpty()) {
      ObjectNode typed = source.objectNode();
      typed.put("type", type(target));
      typed.setAll(target);
      Upgrade.replace(source, first, source.objectNode().set("target", typed));
    }
  }

  private static String type(ObjectNode target) {
    return target.has("averageUtilization")
        ? "Utilization"
        : target.has("averageValue") ? "AverageValue" : "Value";
  }
}
