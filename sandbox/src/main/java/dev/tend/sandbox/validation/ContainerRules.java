package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One container of a pod. */
final class ContainerRules {
  private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc");

  private ContainerRules() {}

  static void check(String path, JsonNode container, Set<String> volumes, Violations violations) {
    JsonNode name = container.path("name");
    if (name.asText("").isEmpty()) {
      if (name.isTextual()) {
        violations.required(path + ".name");
      }
    } else {
      Texts.dnsLabel(path + ".name", name, violations);
    }
    if (container.path("image").asText("").isEmpty()) {
      violations.required(path + ".image");
    }
    ports(path, container.path("ports"), violations);
    env(path, container.path("env"), violations);
    mounts(path, container.path("volumeMounts"), volumes, violations);
    resources(path + ".resources", container.path("resources"), violations);
    for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
      if (container.path(probe).isObject()) {
        probe(path + "." + probe, container.path(probe), violations);
      }
    }
  }

  private static void ports(String path, JsonNode ports, Violations violations) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String field = "%s.ports[%d]".formatted(path, i);
      JsonNode port = ports.get(i);
      for (String number : List.of("containerPort", "hostPort")) {
        if (port.has(number)) {
          port(field + "." + number, port.path(number), violations);
        }
      }
      if (port.hasNonNull("name")) {
        Texts.portName(field + ".name", port.path("name"), violations);
        if (!names.add(port.path("name").asText())) {
          violations.duplicate(field + ".name", port.path("name"));
        }
      }
    }
  }

  static void port(String field, JsonNode port, Violations violations) {
    if (port.asInt() < 1 || port.asInt() > 65535) {
      violations.invalid(field, port, "must be between 1 and 65535, inclusive");
    }
  }

  private static void env(String path, JsonNode env, Violations violations) {
    for (int i = 0; i < env.size(); i++) {
      String field = "%s.env[%d]".formatted(path, i);
      JsonNode variable = env.get(i);
      if (variable.path("name").isTextual() && variable.path("name").asText().isEmpty()) {
        violations.required(field + ".name");
      }
      if (variable.hasNonNull("valueFrom")) {
        JsonNode source = variable.path("valueFrom");
        if (!variable.path("value").asText("").isEmpty()) {
          violations.invalid(
              field + ".valueFrom", "", "may not be specified when `value` is not empty");
        }
        if (source.isEmpty()) {
          violations.invalid(
              field + ".valueFrom",
              "",
              "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or"
                  + " `secretKeyRef`");
        } else if (source.size() > 1) {
          violations.invalid(
              field + ".valueFrom", "", "may not have more than one field specified at a time");
        }
      }
    }
  }

  private static void mounts(
      String path, JsonNode mounts, Set<String> volumes, Violations violations) {
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < mounts.size(); i++) {
      String field = "%s.volumeMounts[%d]".formatted(path, i);
      JsonNode mount = mounts.get(i);
      if (mount.path("name").isTextual() && !volumes.contains(mount.path("name").asText())) {
        violations.notFound(field + ".name", mount.path("name"));
      }
      JsonNode mountPath = mount.path("mountPath");
      if (mountPath.isTextual() && mountPath.asText().isEmpty()) {
        violations.required(field + ".mountPath");
      } else if (mountPath.isTextual() && !paths.add(mountPath.asText())) {
        violations.invalid(field + ".mountPath", mountPath, "must be unique");
      }
    }
  }

  static void resources(String path, JsonNode resources, Violations violations) {
    JsonNode limits = resources.path("limits");
    for (var request : resources.path("requests").properties()) {
      JsonNode limit = limits.path(request.getKey());
      Optional<Quantity> wanted = Quantity.parse(request.getValue().asText());
      Optional<Quantity> most = Quantity.parse(limit.asText(""));
      if (wanted.isPresent() && most.isPresent() && wanted.get().compareTo(most.get()) > 0) {
        violations.invalid(
            path + ".requests",
            request.getValue(),
            "must be less than or equal to %s limit of %s"
                .formatted(request.getKey(), limit.asText()));
      }
    }
  }

  private static void probe(String path, JsonNode probe, Violations violations) {
    List<String> handlers = HANDLERS.stream().filter(probe::hasNonNull).toList();
    if (handlers.isEmpty()) {
      violations.required(path, "must specify a handler type");
    }
    for (String handler :
        handlers.size() > 1 ? handlers.subList(1, handlers.size()) : List.<String>of()) {
      violations.forbidden(path + "." + handler, "may not specify more than 1 handler type");
    }
    boolean mustBeOne = path.endsWith("livenessProbe") || path.endsWith("startupProbe");
    if (mustBeOne && probe.path("successThreshold").asInt(1) != 1) {
      violations.invalid(path + ".successThreshold", probe.path("successThreshold"), "must be 1");
    }
    for (String number :
        List.of("initialDelaySeconds", "timeoutSeconds", "periodSeconds", "failureThreshold")) {
      if (probe.path(number).asInt() < 0) {
        violations.invalid(
            path + "." + number, probe.path(number), "must be greater than or equal to 0");
      }
    }
  }
}
