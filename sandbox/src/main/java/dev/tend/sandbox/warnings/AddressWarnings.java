package dev.tend.sandbox.warnings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.rules.AddressTexts;
import java.util.List;
import java.util.Set;

/** Addresses and ranges of them that should be written otherwise. */
final class AddressWarnings {
  private static final Set<String> OWN_SLICES =
      Set.of("endpointslice-controller.k8s.io", "endpointslicemirroring-controller.k8s.io");

  private AddressWarnings() {}

  static void address(JsonNode text, String at, List<String> warnings) {
    AddressTexts.address(text.asText("")).forEach(why -> warnings.add(at + ": " + why));
  }

  static void range(JsonNode text, String at, List<String> warnings) {
    AddressTexts.range(text.asText("")).forEach(why -> warnings.add(at + ": " + why));
  }

  /** Of each item of a list. */
  static void addresses(JsonNode list, String at, List<String> warnings) {
    for (int i = 0; i < list.size(); i++) {
      address(list.get(i), "%s[%d]".formatted(at, i), warnings);
    }
  }

  static void ranges(JsonNode list, String at, List<String> warnings) {
    for (int i = 0; i < list.size(); i++) {
      range(list.get(i), "%s[%d]".formatted(at, i), warnings);
    }
  }

  /** Of a field of each item of a list. */
  static void within(JsonNode list, String at, String field, List<String> warnings) {
    for (int i = 0; i < list.size(); i++) {
      address(list.get(i).path(field), "%s[%d].%s".formatted(at, i, field), warnings);
    }
  }

  static void policy(JsonNode spec, List<String> warnings) {
    peers(spec.path("ingress"), "spec.ingress", "from", warnings);
    peers(spec.path("egress"), "spec.egress", "to", warnings);
  }

  private static void peers(JsonNode rules, String at, String side, List<String> warnings) {
    for (int i = 0; i < rules.size(); i++) {
      JsonNode peers = rules.get(i).path(side);
      for (int j = 0; j < peers.size(); j++) {
        JsonNode block = peers.get(j).path("ipBlock");
        String place = "%s[%d].%s[%d].ipBlock".formatted(at, i, side, j);
        range(block.path("cidr"), place + ".cidr", warnings);
        ranges(block.path("except"), place + ".except", warnings);
      }
    }
  }

  static void endpoints(ObjectNode endpoints, List<String> warnings) {
    String manager = manager(endpoints, "endpoints.kubernetes.io/managed-by");
    JsonNode subsets = endpoints.path("subsets");
    for (int i = 0; !manager.equals("endpoint-controller") && i < subsets.size(); i++) {
      for (String list : List.of("addresses", "notReadyAddresses")) {
        within(subsets.get(i).path(list), "subsets[%d].%s".formatted(i, list), "ip", warnings);
      }
    }
  }

  static void slice(ObjectNode slice, List<String> warnings) {
    String manager = manager(slice, "endpointslice.kubernetes.io/managed-by");
    JsonNode endpoints = slice.path("endpoints");
    for (int i = 0; !OWN_SLICES.contains(manager) && i < endpoints.size(); i++) {
      addresses(
          endpoints.get(i).path("addresses"), "endpoints[%d].addresses".formatted(i), warnings);
    }
  }

  private static String manager(ObjectNode object, String label) {
    return object.path("metadata").path("labels").path(label).asText("");
  }
}
