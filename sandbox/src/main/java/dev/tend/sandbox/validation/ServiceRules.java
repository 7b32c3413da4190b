package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Services. */
final class ServiceRules {
  private static final int FIRST_NODE_PORT = 30000;
  private static final int LAST_NODE_PORT = 32767;
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

  private ServiceRules() {}

  /**
   * @param others all services, by which ports and addresses are taken
   */
  static void check(
      @Nullable ObjectNode live,
      ObjectNode service,
      List<ObjectNode> others,
      Violations violations) {
    JsonNode spec = service.path("spec");
    String type = spec.path("type").asText();
    JsonNode ports = spec.path("ports");
    boolean headless = spec.path("clusterIP").asText().equals("None");
    if (type.equals("ExternalName")) {
      if (spec.path("externalName").asText("").isEmpty()) {
        violations.required("spec.externalName");
      }
    } else if (ports.isEmpty() && !headless) {
      violations.required("spec.ports");
    }
    ports(ports, type, violations);
    Texts.labels("spec.selector", spec.path("selector"), violations);
    addresses(live, spec, violations);
    taken(service, others, violations);
  }

  private static void ports(JsonNode ports, String type, Violations violations) {
    Set<String> names = new HashSet<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      JsonNode port = ports.get(i);
      String field = "spec.ports[%d]".formatted(i);
      JsonNode name = port.path("name");
      if (name.asText("").isEmpty()) {
        if (ports.size() > 1) {
          violations.required(field + ".name");
        }
      } else {
        Texts.dnsLabel(field + ".name", name, violations);
        if (!names.add(name.asText())) {
          violations.duplicate(field + ".name", name);
        }
      }
      if (port.has("port")) {
        ContainerRules.port(field + ".port", port.path("port"), violations);
      }
      JsonNode target = port.path("targetPort");
      if (target.isNumber()) {
        ContainerRules.port(field + ".targetPort", target, violations);
      } else if (target.isTextual()) {
        Texts.portName(field + ".targetPort", target, violations);
      }
      if (!seen.add(port.path("protocol").asText() + port.path("port").asText())) {
        ObjectNode shown = port.deepCopy();
        shown.retain("protocol", "port");
        violations.duplicate(field, shown);
      }
      nodePort(field + ".nodePort", port.path("nodePort"), type, violations);
    }
  }

  private static void nodePort(
      String field, JsonNode nodePort, String type, Violations violations) {
    if (nodePort.asInt() == 0) {
      return;
    }
    if (type.equals("ClusterIP") || type.equals("ExternalName")) {
      violations.forbidden(field, "may not be used when `type` is '%s'".formatted(type));
    } else if (nodePort.asInt() < FIRST_NODE_PORT || nodePort.asInt() > LAST_NODE_PORT) {
      violations.invalid(
          field,
          nodePort,
          "provided port is not in the valid range. The range of valid ports is 30000-32767");
    }
  }

  private static void addresses(@Nullable ObjectNode live, JsonNode spec, Violations violations) {
    JsonNode address = spec.path("clusterIP");
    if (!address.isTextual()) {
      return;
    }
    String text = address.asText();
    if (!text.equals("None") && !text.contains(":") && !IPV4.matcher(text).matches()) {
      violations.invalid(
          "spec.clusterIPs[0]",
          address,
          "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
      return;
    }
    JsonNode before = live == null ? address : live.path("spec").path("clusterIP");
    if (before.isTextual() && !before.equals(address)) {
      violations.invalid("spec.clusterIPs[0]", spec.path("clusterIPs"), "may not change once set");
    }
  }

  private static void taken(ObjectNode service, List<ObjectNode> others, Violations violations) {
    JsonNode spec = service.path("spec");
    String address = spec.path("clusterIP").asText("None");
    for (ObjectNode other : others) {
      if (Meta.uid(other).equals(Meta.uid(service))) {
        continue;
      }
      if (!address.equals("None")
          && address.equals(other.path("spec").path("clusterIP").asText())) {
        violations.invalid(
            "spec.clusterIPs",
            spec.path("clusterIPs"),
            "failed to allocate IP %s: provided IP is already allocated".formatted(address));
      }
      for (JsonNode taken : other.path("spec").path("ports")) {
        for (int i = 0; i < spec.path("ports").size(); i++) {
          JsonNode port = spec.path("ports").get(i).path("nodePort");
          if (port.asInt() != 0 && port.equals(taken.path("nodePort"))) {
            violations.invalid(
                "spec.ports[%d].nodePort".formatted(i), port, "provided port is already allocated");
          }
        }
      }
    }
  }
}
