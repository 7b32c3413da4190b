package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.form;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Statuses of pods: what kubelets and schedulers may say, and not take back. */
final class PodStatusRules {
  private static final Set<String> SYSTEM_CONDITIONS =
      Set.of("PodScheduled", "Ready", "Initialized");
  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final String GENERATION = "must be a non-negative integer";

  private PodStatusRules() {}

  static final Change STATUS =
      (before, now, faults) -> {
        annotations(before, now, faults);
        Field status = now.at("status");
        Field old = before.at("status");
        conditions(status.at("conditions"), faults);
        nominated(old, status, before, faults);
        if (status.at("observedGeneration").number() < 0) {
          faults.invalid(status.at("observedGeneration"), GENERATION);
        }
        if (Change.differs(old.at("qosClass"), status.at("qosClass"))) {
          Field shown = status.at("qosClass");
          faults.invalidText(shown, shown.text(), "field is immutable");
        }
        ContainerStatusRules.transitions(old, status, before.at("spec"), faults);
        claims(status.at("resourceClaimStatuses"), now.at("spec", "resourceClaims"), faults);
        addresses(old.at("podIPs"), status.at("podIPs"), faults);
        hosts(old, status, faults);
        ContainerStatusRules.contents(status, now.at("spec"), faults);
      };

  private static void annotations(Field before, Field now, Faults faults) {
    Field old = before.at("metadata", "annotations");
    Field fresh = now.at("metadata", "annotations");
    for (Field entry : old.entries()) {
      Field place = fresh.key(entry.name());
      if (!Change.differs(entry, place)) {
        continue;
      }
      if (entry.name().startsWith(APP_ARMOR)) {
        faults.forbidden(place, "may not remove or update AppArmor annotations");
      }
      if (entry.name().equals(MIRROR)) {
        faults.forbidden(place, "may not remove or update mirror pod annotation");
      }
    }
    for (Field entry : fresh.entries()) {
      if (old.has(entry.name())) {
        continue;
      }
      if (entry.name().startsWith(APP_ARMOR)) {
        faults.forbidden(entry, "may not add AppArmor annotations");
      }
      if (entry.name().equals(MIRROR)) {
        faults.forbidden(entry, "may not add mirror pod annotation");
      }
    }
  }

  private static void conditions(Field list, Faults faults) {
    for (Field condition : list.items()) {
      if (condition.at("observedGeneration").number() < 0) {
        faults.invalid(condition.at("observedGeneration"), GENERATION);
      }
      String type = condition.at("type").text();
      if (!SYSTEM_CONDITIONS.contains(type)) {
        form(Form.QUALIFIED_NAME).check(condition.place("Type", TextNode.valueOf(type)), faults);
      }
    }
  }

  private static void nominated(Field old, Field status, Field before, Faults faults) {
    Field name = status.at("nominatedNodeName");
    if (name.isEmpty() || name.text().equals(old.at("nominatedNodeName").text())) {
      return;
    }
    form(Form.DNS_SUBDOMAIN).check(name, faults);
    if (!before.at("spec", "nodeName").isEmpty()) {
      faults.forbidden(name, "may not be set on pods that are already bound to a node");
    }
  }

  private static void claims(Field statuses, Field known, Faults faults) {
    Set<String> seen = new HashSet<>();
    for (Field status : statuses.items()) {
      Field name = status.at("name");
      boolean there =
          known.items().stream().anyMatch(claim -> claim.at("name").text().equals(name.text()));
      if (!there) {
        faults.invalid(name, "must match the name of an entry in `spec.resourceClaims`");
      }
      if (!seen.add(name.text())) {
        faults.duplicate(name);
      }
      Field claim = status.at("resourceClaimName");
      if (claim.isSet()) {
        Form.DNS_SUBDOMAIN
            .faults(claim.text())
            .forEach(why -> faults.invalidText(name, claim.text(), why));
      }
    }
  }

  /** New ones are addresses, and at most one is of a family. */
  private static void addresses(Field before, Field now, Faults faults) {
    List<String> old = before.items().stream().map(one -> one.at("ip").text()).toList();
    for (Field item : now.items()) {
      Field place = item.holding(TextNode.valueOf(item.at("ip").text()));
      if (!old.contains(place.text())) {
        Addresses.IP.check(place, faults);
      }
    }
    List<Field> items = now.items();
    if (items.size() < 2) {
      return;
    }
    boolean known = true;
    Set<Boolean> families = new HashSet<>();
    for (int i = 0; i < items.size(); i++) {
      String address = items.get(i).at("ip").text();
      if (known && Addresses.address(address).isEmpty()) {
        known = false;
        faults.internal(
            now,
            "failed to check for dual stack with error:invalid IP[%d]: %s".formatted(i, address));
      }
      families.add(Addresses.isIpv6(address));
    }
    if (!known || families.size() < 2 || items.size() > 2) {
      faults.invalid(now, "may specify no more than one IP for each IP family");
    }
  }

  private static void hosts(Field old, Field status, Faults faults) {
    Field list = status.at("hostIPs");
    if (list.isEmpty()) {
      return;
    }
    Field first = list.index(0).at("ip");
    if (!first.text().equals(status.at("hostIP").text())) {
      faults.invalidText(first, first.text(), "must be equal to `hostIP`");
    }
    addresses(old.at("hostIPs"), list, faults);
  }

  /** The zero of a number that isn't there. */
  static Field numbered(Field field) {
    return field.isSet() ? field : field.holding(IntNode.valueOf(0));
  }
}
