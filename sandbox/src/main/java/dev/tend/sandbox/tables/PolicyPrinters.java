package dev.tend.sandbox.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of what rules over other objects. */
final class PolicyPrinters {
  private static final int MOST_TARGETS = 2;

  private static final Column CREATED_AT =
      new Column("Created At", "date", "", "The time at which the object was created.", 0);

  /** Roles and definitions show when they were made, not how old they are. */
  static final Printer CREATED =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("metadata").path("creationTimestamp").asText()),
          Column.NAME,
          CREATED_AT);

  static final Printer ROLE_BINDING =
      Printer.of(
          PolicyPrinters::roleBinding,
          Column.NAME,
          Column.text("Role", "The role that is granted."),
          Column.AGE,
          Column.wide("Users", "Users in the roleBinding"),
          Column.wide("Groups", "Groups in the roleBinding"),
          Column.wide("ServiceAccounts", "ServiceAccounts in the roleBinding"));

  static final Printer DISRUPTION_BUDGET =
      Printer.of(
          (object, now, cells) -> {
            cells.add(Cells.name(object));
            cells.add(Cells.orElse(object.path("spec").path("minAvailable"), "N/A"));
            cells.add(Cells.orElse(object.path("spec").path("maxUnavailable"), "N/A"));
            cells.add(object.path("status").path("disruptionsAllowed").asInt());
            cells.add(Cells.age(object, now));
          },
          Column.NAME,
          Column.text("Min Available", "Pods that must stay."),
          Column.text("Max Unavailable", "Pods that may be missing."),
          Column.number("Allowed Disruptions", "Pods that may be evicted now."),
          Column.AGE);

  static final Printer AUTOSCALER =
      Printer.of(
          PolicyPrinters::autoscaler,
          Column.NAME,
          Column.text("Reference", "What is scaled."),
          Column.text("Targets", "The measures that it is scaled by."),
          Column.text("MinPods", "The fewest replicas."),
          Column.text("MaxPods", "The most replicas."),
          Column.text("Replicas", "The replicas that there are."),
          Column.AGE);

  static final Printer WEBHOOKS =
      Printer.of(
          (object, now, cells) ->
              cells
                  .add(Cells.name(object))
                  .add(object.path("webhooks").size())
                  .add(Cells.age(object, now)),
          Column.NAME,
          Column.number("Webhooks", "How many webhooks there are."),
          Column.AGE);

  private PolicyPrinters() {}

  private static void roleBinding(ObjectNode binding, Instant now, ArrayNode cells) {
    JsonNode role = binding.path("roleRef");
    cells.add(Cells.name(binding));
    cells.add(role.path("kind").asText() + "/" + role.path("name").asText());
    cells.add(Cells.age(binding, now));
    cells.add(subjects(binding, "User")).add(subjects(binding, "Group"));
    cells.add(subjects(binding, "ServiceAccount"));
  }

  private static String subjects(ObjectNode binding, String kind) {
    List<String> names = new ArrayList<>();
    for (JsonNode subject : binding.path("subjects")) {
      if (subject.path("kind").asText().equals(kind)) {
        String namespace = subject.path("namespace").asText("");
        String prefix = kind.equals("ServiceAccount") ? namespace + "/" : "";
        names.add(prefix + subject.path("name").asText());
      }
    }
    return String.join(", ", names);
  }

  private static void autoscaler(ObjectNode object, Instant now, ArrayNode cells) {
    JsonNode spec = object.path("spec");
    JsonNode reference = spec.path("scaleTargetRef");
    cells.add(Cells.name(object));
    cells.add(reference.path("kind").asText() + "/" + reference.path("name").asText());
    cells.add(targets(object));
    cells.add(Cells.orElse(spec.path("minReplicas"), Cells.UNSET));
    cells.add(spec.path("maxReplicas").asInt());
    cells.add(object.path("status").path("currentReplicas").asInt());
    cells.add(Cells.age(object, now));
  }

  private static String targets(ObjectNode autoscaler) {
    List<String> texts = new ArrayList<>();
    JsonNode metrics = autoscaler.path("spec").path("metrics");
    for (int i = 0; i < metrics.size(); i++) {
      JsonNode metric = metrics.get(i);
      JsonNode current = autoscaler.path("status").path("currentMetrics").path(i);
      String source = metric.path("type").asText();
      String field =
          source.isEmpty()
              ? ""
              : source.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + source.substring(1);
      JsonNode target = metric.path(field).path("target");
      JsonNode value = current.path(field).path("current");
      String name =
          source.endsWith("Resource") ? metric.path(field).path("name").asText() + ": " : "";
      boolean averaged = source.equals("External") || source.equals("Object");
      if (target.has("averageUtilization")) {
        String now = value.path("averageUtilization").asText("");
        texts.add(
            name
                + (now.isEmpty() ? Cells.UNKNOWN : now + "%")
                + "/"
                + target.path("averageUtilization").asText()
                + "%");
      } else {
        String which = target.has("averageValue") ? "averageValue" : "value";
        texts.add(
            name
                + Cells.orElse(value.path(which), Cells.UNKNOWN)
                + "/"
                + target.path(which).asText()
                + (averaged && which.equals("averageValue") ? " (avg)" : ""));
      }
    }
    JsonNode utilization = autoscaler.path("spec").path("targetCPUUtilizationPercentage");
    if (!utilization.isMissingNode()) {
      JsonNode now = autoscaler.path("status").path("currentCPUUtilizationPercentage");
      texts.add(
          "cpu: "
              + (now.isMissingNode() ? Cells.UNKNOWN : now.asText() + "%")
              + "/"
              + utilization.asText()
              + "%");
    }
    if (texts.size() > MOST_TARGETS) {
      String shown = String.join(", ", texts.subList(0, MOST_TARGETS));
      return "%s + %d more...".formatted(shown, texts.size() - MOST_TARGETS);
    }
    return texts.isEmpty() ? Cells.NONE : String.join(", ", texts);
  }
}
