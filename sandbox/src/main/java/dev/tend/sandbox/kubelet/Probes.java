package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;

/** What a kubelet says of a probe that fails. */
final class Probes {
  private Probes() {}

  static String failure(ProbeKind kind, JsonNode container, Behaviour behaviour, PodFacts pod) {
    Behaviour.Trouble trouble = behaviour.probing().troubles().get(kind);
    String message = trouble == null ? "" : trouble.message();
    String said = message.isEmpty() ? usual(container.path(kind.field()), container, pod) : message;
    return kind.title() + " probe failed: " + said;
  }

  private static String usual(JsonNode probe, JsonNode container, PodFacts pod) {
    if (probe.path("tcpSocket").isObject()) {
      return "dial tcp %s:%s: connect: connection refused"
          .formatted(pod.address(), port(container, probe.path("tcpSocket").path("port")));
    }
    if (probe.path("exec").isObject()) {
      return "command exited with code 1";
    }
    if (probe.path("grpc").isObject()) {
      return "service unhealthy (responded with \"NOT_SERVING\")";
    }
    return "HTTP probe failed with statuscode: 503";
  }

  private static String port(JsonNode container, JsonNode port) {
    for (JsonNode named : container.path("ports")) {
      if (named.path("name").asText("").equals(port.asText())) {
        return named.path("containerPort").asText();
      }
    }
    return port.asText();
  }
}
