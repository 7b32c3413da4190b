package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.form;

import java.util.List;

/** Where services and ingresses can be reached from outside. */
final class BalancerStatusRules {
  private static final List<String> MODES = List.of("Proxy", "VIP");

  private BalancerStatusRules() {}

  static final Change INGRESS =
      (before, now, faults) -> points(before, now, faults, (point, found) -> {});

  static final Change SERVICE =
      (before, now, faults) -> {
        Field list = now.at("status", "loadBalancer", "ingress");
        if (!now.at("spec", "type").is("LoadBalancer") && !list.isEmpty()) {
          faults.forbidden(list, "may only be used when `spec.type` is 'LoadBalancer'");
        } else {
          points(before, now, faults, BalancerStatusRules::mode);
        }
      };

  private static void points(Field before, Field now, Faults faults, Rule between) {
    List<String> old =
        before.at("status", "loadBalancer", "ingress").items().stream()
            .map(point -> point.at("ip").text())
            .toList();
    for (Field point : now.at("status", "loadBalancer", "ingress").items()) {
      Field address = point.at("ip");
      if (!address.isEmpty() && !old.contains(address.text())) {
        Addresses.IP.check(address, faults);
      }
      between.check(point, faults);
      Field host = point.at("hostname");
      if (!host.isEmpty()) {
        form(Form.DNS_SUBDOMAIN).check(host, faults);
        if (Addresses.address(host.text()).isPresent()) {
          faults.invalid(host, "must be a DNS name, not an IP address");
        }
      }
    }
  }

  private static void mode(Field point, Faults faults) {
    Field mode = point.at("ipMode");
    boolean addressed = !point.at("ip").isEmpty();
    if (!mode.isSet()) {
      if (addressed) {
        faults.required(mode, "must be specified when `ip` is set");
      }
    } else if (!addressed) {
      faults.forbidden(mode, "may not be specified when `ip` is not set");
    } else if (!MODES.contains(mode.text())) {
      faults.unsupported(mode, MODES);
    }
  }
}
