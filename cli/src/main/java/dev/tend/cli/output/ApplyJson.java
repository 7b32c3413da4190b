package dev.tend.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent;
import dev.tend.apply.ApplyReport;
import dev.tend.apply.rollout.Diagnosis;
import dev.tend.apply.rollout.Readiness;
import dev.tend.apply.rollout.RolloutReport;
import dev.tend.manifest.ResourceId;
import java.util.Locale;

/**
 * A stream of JSON lines: one for each event, the last one is the report. The kind of a line is the
 * line's own; the object that an event is about stands in a field.
 */
final class ApplyJson implements ApplyPrinter {
  private final Console console;

  ApplyJson(Console console) {
    this.console = console;
  }

  @Override
  public void accept(ApplyEvent event) {
    Json.printLine(console.out(), of(event));
  }

  private static ObjectNode of(ApplyEvent event) {
    return switch (event) {
      case ApplyEvent.Started(int objects, String cluster) ->
          typed("Started").put("objects", objects).put("cluster", cluster);
      case ApplyEvent.Applied(var id, var action, var warnings) -> {
        ObjectNode node = about("Applied", id);
        node.put("action", action.name().toLowerCase(Locale.ROOT));
        warnings.forEach(node.putArray("warnings")::add);
        yield node;
      }
      case ApplyEvent.Failed(var id, String message, String hint) ->
          about("Failed", id).put("message", message).put("hint", hint);
      case ApplyEvent.Progressed(var id, var readiness) ->
          readiness(about("Progressed", id), readiness);
      case ApplyEvent.Diagnosed(var id, var diagnosis) -> {
        ObjectNode node = about("Diagnosed", id);
        node.set("diagnosis", of(diagnosis));
        yield node;
      }
      case ApplyEvent.DeletionBlocked(var id, var finalizers) -> {
        ObjectNode node = about("DeletionBlocked", id);
        finalizers.forEach(node.putArray("finalizers")::add);
        yield node;
      }
      case ApplyEvent.Noted(String message) -> typed("Noted").put("message", message);
    };
  }

  private static ObjectNode typed(String type) {
    return Json.document("ApplyEvent").put("type", type);
  }

  private static ObjectNode about(String type, ResourceId id) {
    return PlanJson.object(typed(type), id);
  }

  private static ObjectNode readiness(ObjectNode node, Readiness readiness) {
    return node.put("readiness", readiness.getClass().getSimpleName())
        .put("message", readiness.message());
  }

  static ObjectNode of(Diagnosis diagnosis) {
    ObjectNode node = Json.object().put("cause", diagnosis.cause()).put("fatal", diagnosis.fatal());
    PlanJson.identify(node.putObject("subject"), diagnosis.subject());
    node.put("summary", diagnosis.summary());
    diagnosis.evidence().forEach(node.putArray("evidence")::add);
    diagnosis.advice().forEach(node.putArray("advice")::add);
    return node;
  }

  @Override
  public void finish(ApplyReport report) {
    ObjectNode node = Json.document("ApplyReport").put("succeeded", report.succeeded());
    node.put("applied", report.applied().size()).put("failed", report.failed().size());
    var notAttempted = node.putArray("notAttempted");
    report.notAttempted().forEach(id -> PlanJson.identify(notAttempted.addObject(), id));
    report
        .rollout()
        .ifPresent(
            rollout -> {
              ObjectNode part = node.putObject("rollout");
              part.put("succeeded", rollout.succeeded()).put("timedOut", rollout.timedOut());
              part.setAll(of(rollout));
              var overtaken = part.putArray("overtaken");
              rollout
                  .overtaken()
                  .forEach(
                      (id, words) ->
                          PlanJson.identify(overtaken.addObject(), id).put("message", words));
            });
    Json.printLine(console.out(), node);
  }

  /** The objects with their readiness, and the diagnoses. */
  static ObjectNode of(RolloutReport rollout) {
    ObjectNode node = Json.object();
    var objects = node.putArray("objects");
    rollout
        .readiness()
        .forEach(
            (id, readiness) -> readiness(PlanJson.identify(objects.addObject(), id), readiness));
    var diagnoses = node.putArray("diagnoses");
    rollout.diagnoses().forEach(diagnosis -> diagnoses.add(of(diagnosis)));
    return node;
  }

  @Override
  public void close() {}
}
