package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.items;
import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Containers of every sort. */
final class ContainerDefaults {
  private ContainerDefaults() {}

  static void container(ObjectNode container) {
    put(container, "imagePullPolicy", pullPolicy(container.path("image").asText("")));
    put(container, "terminationMessagePath", "/dev/termination-log");
    put(container, "terminationMessagePolicy", "File");
    object(container, "resources");
    for (ObjectNode port : items(container, "ports")) {
      put(port, "protocol", "TCP");
    }
    for (ObjectNode variable : items(container, "env")) {
      if (variable.path("valueFrom").path("fieldRef") instanceof ObjectNode reference) {
        put(reference, "apiVersion", "v1");
      }
      if (variable.path("valueFrom").path("resourceFieldRef") instanceof ObjectNode reference) {
        put(reference, "divisor", "0");
      }
    }
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.get(probe) instanceof ObjectNode present) {
        probe(present);
      }
    }
    for (String hook : List.of("postStart", "preStop")) {
      httpGet(container.path("lifecycle").path(hook).path("httpGet"));
    }
  }

  private static void probe(ObjectNode probe) {
    put(probe, "timeoutSeconds", 1);
    put(probe, "periodSeconds", 10);
    put(probe, "successThreshold", 1);
    put(probe, "failureThreshold", 3);
    // Nought means the default, too.
    zeroIs(probe, "timeoutSeconds", 1);
    zeroIs(probe, "periodSeconds", 10);
    zeroIs(probe, "successThreshold", 1);
    zeroIs(probe, "failureThreshold", 3);
    if (probe.path("initialDelaySeconds").asInt(1) == 0) {
      probe.remove("initialDelaySeconds");
    }
    httpGet(probe.path("httpGet"));
    if (probe.get("grpc") instanceof ObjectNode grpc && !grpc.hasNonNull("service")) {
      grpc.put("service", "");
    }
  }

  private static void zeroIs(ObjectNode probe, String field, int value) {
    if (probe.path(field).isInt() && probe.path(field).asInt() == 0) {
      probe.put(field, value);
    }
  }

  private static void httpGet(com.fasterxml.jackson.databind.JsonNode action) {
    if (action instanceof ObjectNode get) {
      put(get, "path", "/");
      put(get, "scheme", "HTTP");
    }
  }

  /** What moves is pulled always. */
  static String pullPolicy(String image) {
    int at = image.indexOf('@');
    if (at >= 0) {
      return "IfNotPresent";
    }
    int colon = image.lastIndexOf(':');
    boolean tagged = colon > image.lastIndexOf('/');
    String tag = tagged ? image.substring(colon + 1) : "latest";
    return tag.equals("latest") ? "Always" : "IfNotPresent";
  }
}
