package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.is;
import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Horizontal pod autoscalers, at v2. */
final class AutoscalerDefaults {
  private AutoscalerDefaults() {}

  static void autoscaler(ObjectNode autoscaler) {
    ObjectNode spec = object(autoscaler, "spec");
    put(spec, "minReplicas", 1);
    if (is(spec, "metrics") || spec.path("metrics").isEmpty()) {
      ObjectNode metric = spec.putArray("metrics").addObject();
      metric.put("type", "Resource");
      ObjectNode resource = metric.putObject("resource").put("name", "cpu");
      resource.putObject("target").put("type", "Utilization").put("averageUtilization", 80);
    }
    if (spec.get("behavior") instanceof ObjectNode behavior) {
      up(object(behavior, "scaleUp"));
      down(object(behavior, "scaleDown"));
    }
  }

  private static void up(ObjectNode rules) {
    put(rules, "stabilizationWindowSeconds", 0);
    put(rules, "selectPolicy", "Max");
    if (is(rules, "policies")) {
      ArrayNode policies = rules.putArray("policies");
      policy(policies, "Pods", 4);
      policy(policies, "Percent", 100);
    }
  }

  private static void down(ObjectNode rules) {
    put(rules, "selectPolicy", "Max");
    if (is(rules, "policies")) {
      ArrayNode policies = rules.putArray("policies");
      policy(policies, "Percent", 100);
    }
  }

  private static void policy(ArrayNode policies, String type, int value) {
    policies.addObject().put("type", type).put("value", value).put("periodSeconds", 15);
  }
}
