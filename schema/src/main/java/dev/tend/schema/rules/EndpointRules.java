package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.given;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Endpoints, and slices of them. */
final class EndpointRules {
  private static final int MOST_ADDRESSES = 100;
  private static final int MOST_ENDPOINTS = 1000;
  private static final int MOST_HINTS = 8;

  private EndpointRules() {}

  private static final Rule PORTS =
      (list, faults) -> {
        Set<String> names = new HashSet<>();
        for (Field port : list.items()) {
          Field name = port.at("name");
          if (!name.isEmpty()) {
            form(Form.DNS_LABEL).check(name, faults);
          }
          if (!names.add(name.text())) {
            faults.duplicateText(name, name.text());
          }
          if (!port.has("protocol")) {
            faults.required(port.at("protocol"));
          } else {
            oneOf("SCTP", "TCP", "UDP").check(port.at("protocol"), faults);
          }
          given("appProtocol", form(Form.QUALIFIED_NAME)).check(port, faults);
        }
      };

  private static final Rule ENDPOINTS =
      (list, faults) -> {
        int count = list.items().size();
        if (count > MOST_ENDPOINTS) {
          faults.tooMany(list, count, MOST_ENDPOINTS);
          return;
        }
        String type = list.parent().at("addressType").text();
        for (Field endpoint : list.items()) {
          Field addresses = endpoint.at("addresses");
          int found = addresses.items().size();
          if (found == 0) {
            faults.required(addresses, "must contain at least 1 address");
          } else if (found > MOST_ADDRESSES) {
            faults.tooMany(addresses, found, MOST_ADDRESSES);
          }
          addresses.items().forEach(address -> address(address, addresses, type, faults));
          given("nodeName", form(Form.DNS_SUBDOMAIN)).check(endpoint, faults);
          given("hostname", form(Form.DNS_LABEL)).check(endpoint, faults);
          given("hints", at("forZones", EndpointRules::zones)).check(endpoint, faults);
        }
      };

  private static void address(Field address, Field list, String type, Faults faults) {
    if (type.equals("FQDN")) {
      domain(address, faults);
      return;
    }
    boolean six = type.equals("IPv6");
    Faults own = new Faults();
    if (six || type.equals("IPv4")) {
      Addresses.IP.check(address, own);
    }
    if (own.isEmpty() && six) {
      Addresses.CANONICAL.check(address, own);
    }
    if (own.isEmpty() && (six || type.equals("IPv4"))) {
      if (six != Addresses.isIpv6(address.text())) {
        own.invalid(list, address, "must be an %s address".formatted(type));
      }
      Addresses.ENDPOINT.check(address, own);
    }
    faults.add(own);
  }

  private static void domain(Field address, Faults faults) {
    String text = address.text();
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    List<String> wrong = Form.DNS_SUBDOMAIN.faults(name);
    if (text.isEmpty()) {
      faults.required(address);
    } else if (!wrong.isEmpty()) {
      faults.invalidText(address, name, String.join(",", wrong));
    } else if (!name.contains(".")) {
      faults.invalidText(
          address, name, "should be a domain with at least two segments separated by dots");
    }
  }

  private static void zones(Field zones, Faults faults) {
    int count = zones.items().size();
    if (count > MOST_HINTS) {
      faults.tooMany(zones, count, MOST_HINTS);
      return;
    }
    Set<String> names = new HashSet<>();
    for (Field zone : zones.items()) {
      if (!names.add(zone.at("name").text())) {
        faults.duplicate(zone.at("name"));
      }
      form(Form.LABEL_VALUE).check(zone.at("name"), faults);
    }
  }

  private static void subset(Field subset, Faults faults) {
    List<Field> addresses = subset.at("addresses").items();
    List<Field> unready = subset.at("notReadyAddresses").items();
    if (addresses.isEmpty() && unready.isEmpty()) {
      faults.required(subset, "must specify `addresses` or `notReadyAddresses`");
    }
    Stream.concat(addresses.stream(), unready.stream())
        .forEach(address -> subsetAddress(address, faults));
    List<Field> ports = subset.at("ports").items();
    for (Field port : ports) {
      if (ports.size() > 1 && port.at("name").isEmpty()) {
        faults.required(port.at("name"));
      } else if (!port.at("name").isEmpty()) {
        form(Form.DNS_LABEL).check(port.at("name"), faults);
      }
      Checks.PORT.check(port.at("port"), faults);
      oneOf("SCTP", "TCP", "UDP").check(port.at("protocol"), faults);
      given("appProtocol", form(Form.QUALIFIED_NAME)).check(port, faults);
    }
  }

  private static void subsetAddress(Field address, Faults faults) {
    Addresses.IP.check(address.at("ip"), faults);
    if (!address.at("hostname").isEmpty()) {
      form(Form.DNS_LABEL).check(address.at("hostname"), faults);
    }
    given("nodeName", form(Form.DNS_SUBDOMAIN)).check(address, faults);
    Addresses.ENDPOINT.check(address.at("ip"), faults);
  }

  static final Rule ENDPOINTS_OBJECT =
      at("subsets", (subsets, faults) -> subsets.items().forEach(subset -> subset(subset, faults)));

  /** What was taken once may stay. */
  static final Change ENDPOINTS_CHANGED =
      (before, now, faults) -> {
        if (Change.differs(before.at("subsets"), now.at("subsets"))) {
          ENDPOINTS_OBJECT.check(now, faults);
        }
      };

  static final Rule SLICE =
      all(
          at("addressType", Checks.requiredOneOf("FQDN", "IPv4", "IPv6")),
          at("ports", PORTS),
          at("endpoints", ENDPOINTS));

  static final Change SLICE_CHANGED =
      Change.all(Change.now(SLICE), Change.immutable("addressType"));
}
