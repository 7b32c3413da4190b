package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.stream.Collectors;

/** Life cycle hooks: how long they take, and what their failure says. */
final class Hooks {
  private Hooks() {}

  /**
   * At the sandbox's pace.
   *
   * @param hook of the container's {@code lifecycle}; missing where it has none
   */
  static Duration takes(JsonNode hook, Behaviour.Hook behaviour, Host host) {
    if (!hook.isObject()) {
      return Duration.ZERO;
    }
    Duration takes = behaviour.takes();
    return host.paced(
        takes != null ? takes : Duration.ofSeconds(hook.path("sleep").path("seconds").asLong(0)));
  }

  static boolean fails(JsonNode hook, Behaviour.Hook behaviour) {
    return hook.isObject() && behaviour.fails();
  }

  static String failure(JsonNode hook, Behaviour.Hook behaviour, String container, PodFacts pod) {
    if (!behaviour.message().isEmpty()) {
      return behaviour.message();
    }
    if (hook.path("exec").isObject()) {
      String command =
          hook.path("exec")
              .path("command")
              .valueStream()
              .map(JsonNode::asText)
              .collect(Collectors.joining(" "));
      return "Exec lifecycle hook ([%s]) for Container \"%s\" in Pod \"%s\" failed - error: command '%s' exited with 1: , message: \"\""
          .formatted(command, container, pod.fullName(), command);
    }
    return "HTTP lifecycle hook (%s) for Container \"%s\" in Pod \"%s\" failed - error: HTTP probe failed with statuscode: 500, message: \"\""
        .formatted(hook.path("httpGet").path("path").asText("/"), container, pod.fullName());
  }
}
