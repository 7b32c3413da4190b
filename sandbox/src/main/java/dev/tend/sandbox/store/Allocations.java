package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What only one object of its kind can have: the address and the node ports of a service. */
final class Allocations {
  private Allocations() {}

  static List<String> of(ObjectNode object) {
    if (!object.path("kind").asText().equals("Service")) {
      return List.of();
    }
    JsonNode spec = object.path("spec");
    List<String> held = new ArrayList<>();
    add(held, spec.path("clusterIP"));
    add(held, spec.path("healthCheckNodePort"));
    for (JsonNode port : spec.path("ports")) {
      add(held, port.path("nodePort"));
    }
    return held;
  }

  private static void add(List<String> held, JsonNode value) {
    String text = value.asText("");
    if (!text.isEmpty() && !text.equals("None") && !text.equals("0")) {
      held.add(text);
    }
  }
}
