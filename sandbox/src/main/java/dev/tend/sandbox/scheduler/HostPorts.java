package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Ports of a node that a pod wants for itself. */
final class HostPorts {
  private HostPorts() {}

  /** {@code TCP/8080}; addresses of the node are not told apart. */
  static Set<String> of(JsonNode podSpec) {
    Set<String> ports = new TreeSet<>();
    boolean hostNetwork = podSpec.path("hostNetwork").asBoolean(false);
    for (JsonNode container : podSpec.path("containers")) {
      for (JsonNode port : container.path("ports")) {
        int number = port.path("hostPort").asInt(0);
        int taken = number == 0 && hostNetwork ? port.path("containerPort").asInt(0) : number;
        if (taken > 0) {
          ports.add(port.path("protocol").asText("TCP") + "/" + taken);
        }
      }
    }
    return ports;
  }
}
