package dev.tend.schema.rules;

import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.given;
import static dev.tend.schema.rules.SelectorRules.SELECTOR;

import java.util.List;
import java.util.Optional;

/** Network policies. */
final class NetworkPolicyRules {
  private static final List<String> TYPES = List.of("Ingress", "Egress");

  private NetworkPolicyRules() {}

  private static final Rule PORT =
      (item, faults) -> {
        given("protocol", Checks.oneOf("TCP", "UDP", "SCTP")).check(item, faults);
        Field port = item.at("port");
        Field end = item.at("endPort");
        if (!port.isSet()) {
          if (end.isSet()) {
            faults.invalid(end, "may not be specified when `port` is not specified");
          }
        } else if (port.node().isTextual()) {
          if (end.isSet()) {
            faults.invalid(end, "may not be specified when `port` is non-numeric");
          }
          Checks.form(Form.PORT_NAME).check(port, faults);
        } else {
          Checks.PORT.check(port, faults);
          if (end.isSet()) {
            if (end.number() < port.number()) {
              faults.invalid(end, port, "must be greater than or equal to `port`");
            }
            Checks.PORT.check(end, faults);
          }
        }
      };

  private static final Rule BLOCK =
      (block, faults) -> {
        Field cidr = block.at("cidr");
        if (cidr.isEmpty()) {
          faults.required(cidr);
          return;
        }
        Addresses.CIDR.check(cidr, faults);
        Optional<Addresses.Range> range = Addresses.range(cidr.text());
        for (Field except : range.isPresent() ? block.at("except").items() : List.<Field>of()) {
          Addresses.CIDR.check(except, faults);
          Optional<Addresses.Range> part = Addresses.range(except.text());
          if (part.isPresent() && !range.orElseThrow().contains(part.get())) {
            faults.invalid(except, "must be a strict subset of `cidr`");
          }
        }
      };

  private static final Rule PEER =
      all(
          given("podSelector", SELECTOR),
          given("namespaceSelector", SELECTOR),
          given("ipBlock", BLOCK),
          (peer, faults) -> {
            boolean selects = peer.has("podSelector") || peer.has("namespaceSelector");
            if (!selects && !peer.has("ipBlock")) {
              faults.required(peer, "must specify a peer");
            } else if (selects && peer.has("ipBlock")) {
              faults.forbidden(peer, "may not specify both ipBlock and another peer");
            }
          });

  private static final Rule POLICY_TYPES =
      (types, faults) -> {
        if (types.items().size() > TYPES.size()) {
          faults.invalid(types, "may not specify more than two policyTypes");
          return;
        }
        for (Field type : types.items()) {
          if (!TYPES.contains(type.text())) {
            faults.unsupported(type, TYPES);
          }
        }
      };

  static final Rule POLICY =
      at(
          "spec",
          at("podSelector", SELECTOR),
          each("ingress", each("ports", PORT), each("from", PEER)),
          each("egress", each("ports", PORT), each("to", PEER)),
          at("policyTypes", POLICY_TYPES));
}
