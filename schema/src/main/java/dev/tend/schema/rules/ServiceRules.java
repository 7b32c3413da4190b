package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.LABELS;
import static dev.tend.schema.rules.Checks.PORT;
import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Checks.requiredOneOf;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.given;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Services. */
final class ServiceRules {
  private static final long LONGEST_AFFINITY = 86400;

  private ServiceRules() {}

  static boolean isHeadless(Field spec) {
    List<Field> addresses = spec.at("clusterIPs").items();
    return addresses.size() == 1 && addresses.getFirst().is("None");
  }

  private static boolean isType(Field spec, String type) {
    return spec.at("type").is(type);
  }

  private static final Rule TYPE =
      (spec, faults) -> {
        if (isHeadless(spec) && (isType(spec, "LoadBalancer") || isType(spec, "NodePort"))) {
          faults.invalid(
              spec.at("clusterIPs").index(0),
              "may not be set to 'None' for %s services".formatted(spec.at("type").text()));
        }
        if (!isType(spec, "ExternalName")) {
          return;
        }
        for (String name : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
          if (!spec.at(name).isEmpty()) {
            faults.forbidden(spec.at(name), "may not be set for ExternalName services");
          }
        }
        Field external = spec.at("externalName");
        String text = external.text();
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (name.isEmpty()) {
          faults.required(external);
        } else {
          Form.DNS_SUBDOMAIN.faults(name).forEach(why -> faults.invalidText(external, name, why));
        }
      };

  private static final Rule PORTS =
      (spec, faults) -> {
        List<Field> ports = spec.at("ports").items();
        Set<String> names = new HashSet<>();
        for (Field port : ports) {
          Field name = port.at("name");
          if (ports.size() > 1 && name.isEmpty()) {
            faults.required(name);
          } else if (!name.isEmpty()) {
            form(Form.DNS_LABEL).check(name, faults);
            if (!names.add(name.text())) {
              faults.duplicate(name);
            }
          }
          PORT.check(port.at("port"), faults);
          requiredOneOf("SCTP", "TCP", "UDP").check(port.at("protocol"), faults);
          Checks.PORT_OR_NAME.check(port.at("targetPort"), faults);
          given("appProtocol", form(Form.QUALIFIED_NAME)).check(port, faults);
        }
      };

  private static final Rule AFFINITY =
      (spec, faults) -> {
        Field affinity = spec.at("sessionAffinity");
        Field config = spec.at("sessionAffinityConfig");
        requiredOneOf("ClientIP", "None").check(affinity, faults);
        if (affinity.is("None") && config.isSet()) {
          faults.forbidden(config, "must not be set when session affinity is None");
        }
        if (!affinity.is("ClientIP")) {
          return;
        }
        String when = "when session affinity type is ClientIP";
        Field timeout = config.at("clientIP", "timeoutSeconds");
        if (!config.isSet()) {
          faults.required(config, when);
        } else if (!config.has("clientIP")) {
          faults.required(config.at("clientIP"), when);
        } else if (!timeout.isSet()) {
          faults.required(timeout, when);
        } else if (timeout.number() <= 0 || timeout.number() > LONGEST_AFFINITY) {
          faults.invalid(
              timeout, "must be greater than 0 and less than %d".formatted(LONGEST_AFFINITY));
        }
      };

  private static final Rule NODE_PORTS =
      (spec, faults) -> {
        List<Field> ports = spec.at("ports").items();
        for (Field port : ports) {
          if (isType(spec, "ClusterIP") && port.at("nodePort").number() != 0) {
            faults.forbidden(port.at("nodePort"), "may not be used when `type` is 'ClusterIP'");
          }
        }
        Set<String> seen = new HashSet<>();
        for (Field port : ports) {
          Field nodePort = port.at("nodePort");
          if (nodePort.number() != 0 && !seen.add(port.at("protocol").text() + nodePort.number())) {
            faults.duplicate(nodePort);
          }
        }
        for (Field port : ports) {
          if (!seen.add(port.at("protocol").text() + "/" + port.at("port").number())) {
            ObjectNode key = JsonNodeFactory.instance.objectNode();
            key.set("protocol", port.at("protocol").node());
            key.set("port", port.at("port").node());
            key.put("targetPort", 0);
            faults.duplicate(port, port.holding(key), "");
          }
        }
      };

  private static final Rule SOURCE_RANGES =
      (spec, faults) -> {
        Field ranges = spec.at("loadBalancerSourceRanges");
        if (ranges.isEmpty()) {
          return;
        }
        Field place = ranges.named("LoadBalancerSourceRanges");
        if (!isType(spec, "LoadBalancer")) {
          faults.forbidden(place, "may only be used when `type` is 'LoadBalancer'");
        }
        place.items().forEach(range -> Addresses.CIDR.check(range, faults));
      };

  private static final Rule BALANCER =
      (spec, faults) -> {
        boolean balanced = isType(spec, "LoadBalancer");
        Field allocate = spec.at("allocateLoadBalancerNodePorts");
        if (allocate.isSet() && !balanced) {
          faults.forbidden(allocate, "may only be used when `type` is 'LoadBalancer'");
        }
        Field name = spec.at("loadBalancerClass");
        if (name.isSet() && balanced) {
          form(Form.QUALIFIED_NAME).check(name, faults);
        } else if (name.isSet()) {
          faults.forbidden(name, "may only be used when `type` is 'LoadBalancer'");
        }
      };

  private static final Rule EXTERNAL_TRAFFIC =
      (spec, faults) -> {
        Field policy = spec.at("externalTrafficPolicy");
        boolean external =
            isType(spec, "LoadBalancer")
                || isType(spec, "NodePort")
                || isType(spec, "ClusterIP") && !spec.at("externalIPs").isEmpty();
        if (external) {
          requiredOneOf("Cluster", "Local").check(policy, faults);
        } else if (!policy.isEmpty()) {
          faults.invalid(policy, "may only be set for externally-accessible services");
        }
        Field health = spec.at("healthCheckNodePort");
        boolean checked = isType(spec, "LoadBalancer") && policy.is("Local");
        if (!checked && health.number() != 0) {
          faults.invalid(
              health,
              "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is"
                  + " 'Local'");
        } else if (checked && health.number() != 0) {
          PORT.check(health, faults);
        }
      };

  /** All but whether an address or a port is taken. */
  static final Rule SPEC =
      at(
          "spec",
          (spec, faults) -> {
            if (spec.at("ports").isEmpty() && !isHeadless(spec) && !isType(spec, "ExternalName")) {
              faults.required(spec.at("ports"));
            }
          },
          TYPE,
          PORTS,
          at("selector", LABELS),
          AFFINITY,
          ServiceAddressRules.ADDRESSES,
          Rule.each("externalIPs", Rule.first(Addresses.IP, Addresses.ENDPOINT)),
          at("type", requiredOneOf("ClusterIP", "ExternalName", "LoadBalancer", "NodePort")),
          NODE_PORTS,
          SOURCE_RANGES,
          BALANCER,
          EXTERNAL_TRAFFIC,
          given("internalTrafficPolicy", oneOf("Cluster", "Local")),
          given("trafficDistribution", oneOf("PreferClose", "PreferSameZone", "PreferSameNode")));

  /** A changed service is asked twice. */
  private static final Rule BALANCER_CLASS =
      (spec, faults) -> {
        Field name = spec.at("loadBalancerClass");
        if (name.isSet() && !isType(spec, "LoadBalancer")) {
          faults.forbidden(name, "may only be used when `type` is 'LoadBalancer'");
        } else if (name.isSet()) {
          form(Form.QUALIFIED_NAME).check(name, faults);
        }
      };

  static final Change CHANGED =
      Change.all(
          Change.at(
              "spec",
              ServiceAddressRules.KEPT,
              (before, now, faults) -> {
                Field name = now.at("loadBalancerClass");
                if (isType(before, "LoadBalancer")
                    && isType(now, "LoadBalancer")
                    && Change.differs(before.at("loadBalancerClass"), name)) {
                  faults.invalid(name, "may not change once set");
                }
                BALANCER_CLASS.check(now, faults);
              }),
          Change.now(SPEC));
}
