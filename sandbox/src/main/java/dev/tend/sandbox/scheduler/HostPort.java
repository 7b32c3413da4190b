package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of a node that a pod wants for itself.
 *
 * @param address of the node; {@code 0.0.0.0} for all of them
 */
record HostPort(String address, String protocol, int number) {
  private static final String ALL = "0.0.0.0";

  static List<HostPort> of(JsonNode podSpec) {
    List<HostPort> ports = new ArrayList<>();
    boolean hostNetwork = podSpec.path("hostNetwork").asBoolean(false);
    for (JsonNode init : podSpec.path("initContainers")) {
      if (init.path("restartPolicy").asText().equals("Always")) {
        collect(init, hostNetwork, ports);
      }
    }
    podSpec.path("containers").forEach(container -> collect(container, hostNetwork, ports));
    return List.copyOf(ports);
  }

  private static void collect(JsonNode container, boolean hostNetwork, List<HostPort> ports) {
    for (JsonNode port : container.path("ports")) {
      int asked = port.path("hostPort").asInt(0);
      int number = asked == 0 && hostNetwork ? port.path("containerPort").asInt(0) : asked;
      if (number > 0) {
        String address = port.path("hostIP").asText("");
        ports.add(
            new HostPort(
                address.isEmpty() ? ALL : address, port.path("protocol").asText("TCP"), number));
      }
    }
  }

  boolean conflictsWith(HostPort other) {
    return number == other.number
        && protocol.equals(other.protocol)
        && (address.equals(other.address) || address.equals(ALL) || other.address.equals(ALL));
  }
}
