package dev.tend.sandbox.podsecurity;

import static dev.tend.sandbox.podsecurity.Finding.containers;
import static dev.tend.sandbox.podsecurity.Finding.plural;
import static dev.tend.sandbox.podsecurity.Finding.quoted;
import static dev.tend.sandbox.podsecurity.Finding.setters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What pods may share with their node. */
final class HostChecks {
  private HostChecks() {}

  static Optional<Finding> namespaces(PodView pod) {
    List<String> shared = new ArrayList<>();
    for (String field : List.of("hostNetwork", "hostPID", "hostIPC")) {
      if (pod.spec().path(field).asBoolean()) {
        shared.add(field + "=true");
      }
    }
    return shared.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding("host namespaces", String.join(", ", shared)));
  }

  static Optional<Finding> pathVolumes(PodView pod) {
    List<String> names = new ArrayList<>();
    for (JsonNode volume : pod.spec().path("volumes")) {
      if (volume.hasNonNull("hostPath")) {
        names.add(volume.path("name").asText());
      }
    }
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding("hostPath volumes", plural("volume", names.size()) + " " + quoted(names)));
  }

  static Optional<Finding> ports(PodView pod) {
    Set<String> ports = new TreeSet<>();
    List<String> names =
        pod.containersWhere(
            container -> {
              Set<String> own = new TreeSet<>();
              for (JsonNode port : container.path("ports")) {
                if (port.path("hostPort").asInt() != 0) {
                  own.add(port.path("hostPort").asText());
                }
              }
              ports.addAll(own);
              return !own.isEmpty();
            });
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "hostPort",
                "%s %s %s %s"
                    .formatted(
                        containers(names),
                        names.size() == 1 ? "uses" : "use",
                        plural("hostPort", ports.size()),
                        String.join(", ", ports))));
  }

  /** Probes and hooks that ask another host than the pod. */
  static Optional<Finding> probes(PodView pod) {
    Set<String> hosts = new TreeSet<>();
    Set<String> names =
        new TreeSet<>(
            pod.containersWhere(
                container -> {
                  Set<String> own = new TreeSet<>();
                  for (String probe : List.of("livenessProbe", "readinessProbe", "startupProbe")) {
                    own.addAll(hosts(container.path(probe)));
                  }
                  for (String hook : List.of("postStart", "preStop")) {
                    own.addAll(hosts(container.path("lifecycle").path(hook)));
                  }
                  hosts.addAll(own);
                  return !own.isEmpty();
                }));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "probe or lifecycle host",
                "%s %s %s %s"
                    .formatted(
                        containers(names),
                        names.size() == 1 ? "uses" : "use",
                        plural("probe or lifecycle host", hosts.size()),
                        quoted(hosts))));
  }

  private static Set<String> hosts(JsonNode handler) {
    Set<String> hosts = new TreeSet<>();
    for (String way : List.of("httpGet", "tcpSocket")) {
      String host = handler.path(way).path("host").asText("");
      if (!host.isEmpty()) {
        hosts.add(host);
      }
    }
    return hosts;
  }

  static Optional<Finding> windowsProcess(PodView pod) {
    boolean ofPod = isHostProcess(pod.security());
    List<String> names = pod.containersWhere(one -> isHostProcess(PodView.security(one)));
    return !ofPod && names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "hostProcess",
                setters(ofPod, names)
                    + " must not set securityContext.windowsOptions.hostProcess=true"));
  }

  private static boolean isHostProcess(JsonNode security) {
    return security.path("windowsOptions").path("hostProcess").asBoolean();
  }
}
