package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** A container runs, and its readiness or startup probe fails. */
final class ProbeCause implements Cause {
  /** One failure is common while something starts. */
  private static final int FAILURES = 2;

  @Override
  public List<Finding> find(Evidence evidence) {
    return evidence
        .containers()
        .filter(container -> container.running().isObject() && !container.isReady())
        .filter(container -> failures(evidence, container) >= FAILURES)
        .map(container -> finding(evidence, container))
        .toList();
  }

  private static int failures(Evidence evidence, PodContainer container) {
    return unhealthy(evidence, container).stream().mapToInt(ClusterEvent::count).sum();
  }

  private static List<ClusterEvent> unhealthy(Evidence evidence, PodContainer container) {
    return evidence.eventsAbout(container, "Unhealthy").stream()
        .filter(event -> !event.message().startsWith("Liveness"))
        .toList();
  }

  private static Finding finding(Evidence evidence, PodContainer container) {
    String message = unhealthy(evidence, container).getFirst().message();
    boolean startup = message.startsWith("Startup");
    JsonNode probe = container.spec().path(startup ? "startupProbe" : "readinessProbe");
    return Finding.of("Probe", container.title(), container.pod().id())
        .summary(
            "%s: %s (image %s) runs, but its %s probe%s fails"
                .formatted(
                    evidence.workload(),
                    evidence.title(container),
                    container.image(),
                    startup ? "startup" : "readiness",
                    target(probe)))
        .evidence(message)
        .evidence(Wording.count(failures(evidence, container), "failure"))
        .evidence(evidence.log(container))
        .advice(advice(message.toLowerCase(Locale.ROOT), probe))
        .build();
  }

  /** {@code (GET /healthz on port 8080)}, with a space before it; empty where unknown. */
  private static String target(JsonNode probe) {
    JsonNode http = probe.path("httpGet");
    if (http.isObject()) {
      return " (GET %s on port %s)".formatted(http.path("path").asText("/"), port(http));
    }
    if (probe.path("tcpSocket").isObject()) {
      return " (TCP port " + port(probe.path("tcpSocket")) + ")";
    }
    if (probe.path("grpc").isObject()) {
      return " (gRPC port " + port(probe.path("grpc")) + ")";
    }
    if (probe.path("exec").isObject()) {
      StringBuilder command = new StringBuilder();
      probe.path("exec").path("command").forEach(word -> command.append(' ').append(word.asText()));
      return " (" + command.toString().strip() + ")";
    }
    return "";
  }

  private static String port(JsonNode action) {
    return action.path("port").asText();
  }

  private static String advice(String message, JsonNode probe) {
    if (message.contains("connection refused")) {
      return "nothing listens there: does the app use another port, or only 127.0.0.1, or does it "
          + "need longer to start?";
    }
    if (message.contains("statuscode: 404")) {
      return "the app doesn't know the probe's path: correct httpGet.path";
    }
    if (message.contains("statuscode: 401") || message.contains("statuscode: 403")) {
      return "the app wants a login on the probe's path: probe one that is open";
    }
    if (message.contains("statuscode: 5")) {
      return "the app says that it isn't ready: look at its log, and at what it depends on";
    }
    if (message.contains("deadline exceeded") || message.contains("timeout")) {
      return "the answer takes longer than timeoutSeconds (%d): raise it, or make the check cheaper"
          .formatted(probe.path("timeoutSeconds").asInt(1));
    }
    return "run the probe by hand in the container, and look at the app's log";
  }
}
