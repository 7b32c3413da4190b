package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The metrics of autoscalers at v2beta1: a target's values stand beside its name, not in a target
 * of their own, and a metric is a name and a selector.
 */
final class FlatMetrics {
  private static final List<String> METERS = List.of("pods", "object", "external");

  private FlatMetrics() {}

  /** What v2 has of an autoscaler of v2beta1. */
  static ObjectNode nested(ObjectNode autoscaler, String apiVersion) {
    ObjectNode copy = autoscaler.deepCopy().put("apiVersion", apiVersion);
    for (JsonNode metric : copy.path("spec").path("metrics")) {
      for (String field : List.of("resource", "containerResource")) {
        if (metric.path(field) instanceof ObjectNode source) {
          target(source, source.path("target") instanceof ObjectNode);
        }
      }
      for (String field : METERS) {
        if (metric.path(field) instanceof ObjectNode source) {
          if (field.equals("object")) {
            move(source, "target", source, "describedObject");
          }
          target(source, false);
          ObjectNode identifier = source.putObject("metric");
          move(source, "metricName", identifier, "name");
          move(
              source,
              field.equals("external") ? "metricSelector" : "selector",
              identifier,
              "selector");
        }
      }
    }
    if (copy.path("status") instanceof ObjectNode status) {
      status.remove("currentMetrics");
    }
    return copy;
  }

  private static void target(ObjectNode source, boolean present) {
    if (present) {
      return;
    }
    ObjectNode target = source.objectNode();
    move(source, "targetValue", target, "value");
    move(source, "targetAverageValue", target, "averageValue");
    move(source, "averageValue", target, "averageValue");
    move(source, "targetAverageUtilization", target, "averageUtilization");
    String type =
        target.has("averageUtilization")
            ? "Utilization"
            : target.has("averageValue") ? "AverageValue" : "Value";
    source.set("target", target.put("type", type));
  }

  /** What v2beta1 has of an autoscaler of v2: without its behaviour, and what is measured. */
  static ObjectNode flat(ObjectNode autoscaler, String apiVersion) {
    ObjectNode copy = autoscaler.deepCopy().put("apiVersion", apiVersion);
    if (copy.path("spec") instanceof ObjectNode spec) {
      spec.remove("behavior");
    }
    if (copy.path("status") instanceof ObjectNode status) {
      status.putNull("currentMetrics");
    }
    for (JsonNode metric : copy.path("spec").path("metrics")) {
      for (JsonNode one : metric) {
        if (one instanceof ObjectNode source
            && source.remove("target") instanceof ObjectNode target) {
          flatten(source, target);
        }
      }
    }
    return copy;
  }

  private static void flatten(ObjectNode source, ObjectNode target) {
    boolean object = source.has("describedObject");
    move(target, "value", source, "targetValue");
    move(target, "averageValue", source, object ? "averageValue" : "targetAverageValue");
    move(target, "averageUtilization", source, "targetAverageUtilization");
    if (source.remove("metric") instanceof ObjectNode identifier) {
      boolean external = !object && source.has("targetValue");
      move(identifier, "name", source, "metricName");
      move(identifier, "selector", source, external ? "metricSelector" : "selector");
    }
    if (object) {
      move(source, "describedObject", source, "target");
      if (!source.has("targetValue")) {
        source.put("targetValue", "0");
      }
    }
  }

  private static void move(ObjectNode from, String name, ObjectNode to, String newName) {
    JsonNode value = from.remove(name);
    if (value != null) {
      to.set(newName, value);
    }
  }
}
