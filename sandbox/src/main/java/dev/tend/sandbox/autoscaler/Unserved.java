package dev.tend.sandbox.autoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Metrics that only an adapter would serve, and none does. */
final class Unserved {
  private static final String CUSTOM =
      "unable to fetch metrics from custom metrics API: no custom metrics API"
          + " (custom.metrics.k8s.io) registered";
  private static final String EXTERNAL =
      "unable to fetch metrics from external metrics API: the server could not find the requested"
          + " resource (get %s.external.metrics.k8s.io)";

  private Unserved() {}

  static Proposal of(JsonNode metric, String namespace) {
    return switch (metric.path("type").asText()) {
      case "Pods" -> {
        String name = metric.at("/pods/metric/name").asText();
        String message = "unable to get metric %s: %s".formatted(name, CUSTOM);
        yield new Proposal.Unable(
            "FailedGetPodsMetric", message, "failed to get pods metric value: " + message);
      }
      case "Object" -> {
        JsonNode object = metric.path("object");
        String name = object.at("/metric/name").asText();
        JsonNode about = object.path("describedObject");
        String message =
            "unable to get metric %s: %s on %s %s/%s"
                .formatted(
                    name,
                    about.path("kind").asText(),
                    namespace,
                    about.path("name").asText(),
                    CUSTOM);
        boolean average = object.path("target").has("averageValue");
        yield new Proposal.Unable(
            "FailedGetObjectMetric",
            message,
            "failed to get object metric value: "
                + (average ? "failed to get %s object metric: ".formatted(name) : "")
                + message);
      }
      default -> {
        JsonNode identity = metric.at("/external/metric");
        String name = identity.path("name").asText();
        String message =
            "unable to get external metric %s/%s/%s: %s"
                .formatted(
                    namespace, name, selector(identity.path("selector")), EXTERNAL.formatted(name));
        boolean average = metric.at("/external/target").has("averageValue");
        yield new Proposal.Unable(
            "FailedGetExternalMetric",
            message,
            "failed to get %s external metric value: ".formatted(name)
                + (average
                        ? "failed to get %s external metric: "
                        : "failed to get external metric %s: ")
                    .formatted(name)
                + message);
      }
    };
  }

  /** As Go prints it. */
  private static String selector(JsonNode selector) {
    if (!selector.isObject()) {
      return "nil";
    }
    StringBuilder labels = new StringBuilder();
    selector
        .path("matchLabels")
        .properties()
        .forEach(
            label ->
                labels
                    .append(label.getKey())
                    .append(": ")
                    .append(label.getValue().asText())
                    .append(','));
    List<String> terms = new ArrayList<>();
    for (JsonNode one : selector.path("matchExpressions")) {
      List<String> values = new ArrayList<>();
      one.path("values").forEach(value -> values.add(value.asText()));
      terms.add(
          "LabelSelectorRequirement{Key:%s,Operator:%s,Values:[%s],},"
              .formatted(
                  one.path("key").asText(),
                  one.path("operator").asText(),
                  String.join(" ", values)));
    }
    return "&LabelSelector{MatchLabels:map[string]string{%s},MatchExpressions:[]LabelSelectorRequirement{%s},}"
        .formatted(labels, String.join("", terms));
  }
}
