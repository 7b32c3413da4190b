package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.util.stream.Stream;

/** What a Job's {@code podFailurePolicy} makes of a pod that has failed. */
final class JobFailureRules {
  private final JsonNode rules;

  JobFailureRules(JsonNode job) {
    this.rules = job.path("spec").path("podFailurePolicy").path("rules");
  }

  /** What follows from a failure. */
  sealed interface Decision {
    record Count() implements Decision {}

    record Ignore() implements Decision {}

    record FailIndex() implements Decision {}

    record FailJob(String message) implements Decision {}
  }

  /** By the first rule that matches; a pod that is only deleted has no end to go by. */
  Decision of(ObjectNode pod) {
    if (!pod.path("status").path("phase").asText().equals("Failed")) {
      return new Decision.Count();
    }
    int number = 0;
    for (JsonNode rule : rules) {
      String match = rule.has("onExitCodes") ? exit(rule, pod) : condition(rule, pod);
      if (!match.isEmpty()) {
        return switch (rule.path("action").asText()) {
          case "Ignore" -> new Decision.Ignore();
          case "FailIndex" -> new Decision.FailIndex();
          case "FailJob" ->
              new Decision.FailJob(match + " matching FailJob rule at index " + number);
          default -> new Decision.Count();
        };
      }
      number++;
    }
    return new Decision.Count();
  }

  /** What matched, in words; empty if nothing did. */
  private static String exit(JsonNode rule, ObjectNode pod) {
    JsonNode wanted = rule.path("onExitCodes");
    String name = wanted.path("containerName").asText("");
    boolean in = wanted.path("operator").asText().equals("In");
    JsonNode status = pod.path("status");
    return Stream.of("containerStatuses", "initContainerStatuses")
        .flatMap(list -> status.path(list).valueStream())
        .filter(container -> name.isEmpty() || container.path("name").asText().equals(name))
        .filter(container -> matches(container.at("/state/terminated/exitCode"), wanted, in))
        .findFirst()
        .map(
            container ->
                "Container %s for pod %s/%s failed with exit code %d"
                    .formatted(
                        container.path("name").asText(),
                        Meta.namespace(pod),
                        Meta.name(pod),
                        container.at("/state/terminated/exitCode").asInt()))
        .orElse("");
  }

  private static boolean matches(JsonNode code, JsonNode wanted, boolean in) {
    boolean failed = code.isInt() && code.asInt() != 0;
    return failed && in == wanted.path("values").valueStream().anyMatch(code::equals);
  }

  private static String condition(JsonNode rule, ObjectNode pod) {
    for (JsonNode wanted : rule.path("onPodConditions")) {
      for (JsonNode present : pod.path("status").path("conditions")) {
        String type = present.path("type").asText();
        if (type.equals(wanted.path("type").asText())
            && present.path("status").asText().equals(wanted.path("status").asText("True"))) {
          return "Pod %s/%s has condition %s".formatted(Meta.namespace(pod), Meta.name(pod), type);
        }
      }
    }
    return "";
  }
}
