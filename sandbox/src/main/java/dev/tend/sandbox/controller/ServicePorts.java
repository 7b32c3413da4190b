package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The ports of a Service on one of its pods. */
final class ServicePorts {
  private ServicePorts() {}

  /** Named target ports as the pod numbers them; those that it doesn't have are left out. */
  static ArrayNode on(JsonNode service, JsonNode pod) {
    ArrayNode ports = JsonNodeFactory.instance.arrayNode();
    for (JsonNode port : service.path("spec").path("ports")) {
      int number = target(port, pod);
      if (number > 0) {
        ObjectNode added = ports.addObject().put("name", port.path("name").asText(""));
        added.put("port", number).put("protocol", port.path("protocol").asText("TCP"));
        if (port.has("appProtocol")) {
          added.set("appProtocol", port.get("appProtocol"));
        }
      }
    }
    return ports;
  }

  private static int target(JsonNode port, JsonNode pod) {
    JsonNode target = port.path("targetPort");
    if (target.isMissingNode() || (target.isNumber() && target.asInt() == 0)) {
      return port.path("port").asInt(0);
    }
    if (target.isNumber()) {
      return target.asInt();
    }
    for (String list : new String[] {"containers", "initContainers"}) {
      for (JsonNode container : pod.path("spec").path(list)) {
        for (JsonNode named : container.path("ports")) {
          boolean sameProtocol =
              named.path("protocol").asText("TCP").equals(port.path("protocol").asText("TCP"));
          if (sameProtocol && named.path("name").asText("").equals(target.asText())) {
            return named.path("containerPort").asInt(0);
          }
        }
      }
    }
    return 0;
  }
}
