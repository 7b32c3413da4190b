package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Addresses and ports of services, which no two may have. */
final class TakenAddresses {
  /** What an address of the range 10.96.0.0/16 begins with. */
  private static final String RANGE = "10.96.";

  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final int FIRST_NODE_PORT = 30000;
  private static final int LAST_NODE_PORT = 32767;

  private TakenAddresses() {}

  /**
   * @param fresh whether the service is new: others keep the address that they have
   * @param holders services that have an address or a node port
   */
  static void check(
      ObjectNode service,
      boolean fresh,
      Function<String, List<ObjectNode>> holders,
      Violations violations) {
    String wanted = service.path("spec").path("clusterIP").asText("None");
    if (!isAddress(wanted)) {
      if (fresh) {
        violations.invalid(
            "spec.clusterIPs[0]",
            wanted,
            "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
      }
      return;
    }
    JsonNode ports = service.path("spec").path("ports");
    for (int i = 0; i < ports.size(); i++) {
      JsonNode port = ports.get(i).path("nodePort");
      int number = port.asInt();
      if (number != 0 && (number < FIRST_NODE_PORT || number > LAST_NODE_PORT)) {
        violations.invalid(
            "spec.ports[%d].nodePort".formatted(i),
            port,
            "provided port is not in the valid range. The range of valid ports is 30000-32767");
      }
    }
    String address = service.path("spec").path("clusterIP").asText("None");
    if (fresh && IPV4.matcher(address).matches() && !address.startsWith(RANGE)) {
      violations.invalid(
          "spec.clusterIPs",
          service.path("spec").path("clusterIPs"),
          "failed to allocate IP %s: the provided network does not match the current range"
              .formatted(address));
    }
    families(service.path("spec"), violations);
    Predicate<String> taken =
        held ->
            holders.apply(held).stream()
                .anyMatch(other -> !Meta.uid(other).equals(Meta.uid(service)));
    taken(service.path("spec"), taken, violations);
  }

  /** This cluster has addresses of one family; what nobody selects for may have any. */
  private static void families(JsonNode spec, Violations violations) {
    boolean headless = spec.path("clusterIP").asText().equals("None");
    if (headless && spec.path("selector").isEmpty()) {
      return;
    }
    if (spec.path("ipFamilyPolicy").asText().equals("RequireDualStack")) {
      violations.invalid(
          "spec.ipFamilyPolicy",
          spec.path("ipFamilyPolicy"),
          "this cluster is not configured for dual-stack services");
    }
    JsonNode families = spec.path("ipFamilies");
    for (int i = 0; i < families.size(); i++) {
      if (families.get(i).asText().equals("IPv6")) {
        violations.invalid(
            "spec.ipFamilies[%d]".formatted(i), families.get(i), "not configured on this cluster");
      }
    }
  }

  private static boolean isAddress(String text) {
    return text.isEmpty()
        || text.equals("None")
        || text.contains(":")
        || IPV4.matcher(text).matches();
  }

  private static void taken(JsonNode spec, Predicate<String> taken, Violations violations) {
    String address = spec.path("clusterIP").asText("None");
    if (!address.equals("None") && taken.test(address)) {
      violations.invalid(
          "spec.clusterIPs",
          spec.path("clusterIPs"),
          "failed to allocate IP %s: provided IP is already allocated".formatted(address));
    }
    for (int i = 0; i < spec.path("ports").size(); i++) {
      JsonNode port = spec.path("ports").get(i).path("nodePort");
      if (port.asInt() != 0 && taken.test(port.asText())) {
        violations.invalid(
            "spec.ports[%d].nodePort".formatted(i), port, "provided port is already allocated");
      }
    }
  }
}
