package dev.tend.sandbox.warnings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ports of a pod's containers that are in each other's way. */
final class PortWarnings {
  private PortWarnings() {}

  /** A port and where it stands. */
  private record Port(JsonNode node, String at) {
    String key() {
      return node.path("containerPort").asInt() + "/" + node.path("protocol").asText("TCP");
    }

    /** As Go prints it. */
    String shown() {
      return "{Name:%s HostPort:%d ContainerPort:%d Protocol:%s HostIP:%s}"
          .formatted(
              node.path("name").asText(""),
              host(),
              node.path("containerPort").asInt(),
              node.path("protocol").asText("TCP"),
              address());
    }

    String address() {
      return node.path("hostIP").asText("");
    }

    int host() {
      return node.path("hostPort").asInt();
    }
  }

  static void add(JsonNode spec, String path, List<String> warnings) {
    List<Port> ports = ports(spec, path);
    Map<String, List<Port>> byKey = new LinkedHashMap<>();
    for (Port port : ports) {
      if (!port.address().isEmpty() && port.host() == 0) {
        warnings.add("%s: hostIP set without hostPort: %s".formatted(port.at(), port.shown()));
      }
      List<Port> others = byKey.computeIfAbsent(port.key(), none -> new ArrayList<>());
      for (Port other : others) {
        String how = conflict(port, other);
        if (!how.isEmpty()) {
          warnings.add("%s: %s port definition with %s".formatted(port.at(), how, other.at()));
        }
      }
      others.add(port);
    }
    Map<String, Port> byName = new LinkedHashMap<>();
    for (Port port : ports) {
      String name = port.node().path("name").asText("");
      Port first = name.isEmpty() ? null : byName.putIfAbsent(name, port);
      if (first != null) {
        warnings.add(
            ("%s: duplicate port name \"%s\" with %s, services and probes that select ports by"
                    + " name will use %s")
                .formatted(port.at(), name, first.at(), first.at()));
      }
    }
  }

  private static String conflict(Port port, Port other) {
    if (port.address().equals(other.address()) && port.host() == other.host()) {
      return "duplicate";
    }
    if (port.host() == 0 || other.host() == 0) {
      return "overlapping";
    }
    boolean one = port.address().isEmpty() != other.address().isEmpty();
    return port.host() == other.host() && one ? "dangerously ambiguous" : "";
  }

  private static List<Port> ports(JsonNode spec, String path) {
    List<Port> ports = new ArrayList<>();
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      for (int i = 0; i < spec.path(list).size(); i++) {
        JsonNode own = spec.path(list).get(i).path("ports");
        for (int j = 0; j < own.size(); j++) {
          ports.add(new Port(own.get(j), "%s%s[%d].ports[%d]".formatted(path, list, i, j)));
        }
      }
    }
    return ports;
  }
}
