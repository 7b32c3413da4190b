package dev.tend.schema.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Addresses of services, and their families. */
final class ServiceAddressRules {
  private static final List<String> FAMILIES = List.of("IPv4", "IPv6");
  private static final List<String> POLICIES =
      List.of("PreferDualStack", "RequireDualStack", "SingleStack");

  private ServiceAddressRules() {}

  static final Rule ADDRESSES =
      (spec, faults) -> {
        if (spec.at("type").is("ExternalName")) {
          return;
        }
        Field first = spec.at("clusterIP");
        Field all = spec.at("clusterIPs");
        if (!first.isEmpty() && all.isEmpty()) {
          faults.required(all);
        } else if (!first.isEmpty() && !all.index(0).text().equals(first.text())) {
          faults.invalid(all, "first value must match `clusterIP`");
        } else if (first.isEmpty() && !all.isEmpty()) {
          faults.invalid(all, "must be empty when `clusterIP` is not specified");
        }
        families(spec, faults);
        if (written(all, faults)) {
          together(spec, all, faults);
        }
      };

  private static void families(Field spec, Faults faults) {
    Set<String> seen = new HashSet<>();
    for (Field family : spec.at("ipFamilies").items()) {
      if (!FAMILIES.contains(family.text())) {
        faults.unsupported(family, FAMILIES);
      }
      if (!seen.add(family.text())) {
        faults.duplicate(family);
      }
    }
    Field policy = spec.at("ipFamilyPolicy");
    if (policy.isSet() && !POLICIES.contains(policy.text())) {
      faults.unsupported(policy, POLICIES);
    }
  }

  private static boolean written(Field all, Faults faults) {
    Faults wrong = new Faults();
    List<Field> items = all.items();
    for (int i = 0; i < items.size(); i++) {
      if (i == 0 && items.get(i).is("None")) {
        if (items.size() > 1) {
          wrong.invalid(all, "'None' must be the first and only value");
        }
      } else {
        Addresses.IP.check(items.get(i), wrong);
      }
    }
    faults.add(wrong);
    if (items.size() > 2) {
      faults.invalid(all, "may only hold up to 2 values");
    }
    return wrong.isEmpty();
  }

  private static void together(Field spec, Field all, Faults faults) {
    List<Field> items = all.items();
    boolean sameFamily =
        items.size() > 1
            && items.stream().map(item -> Addresses.isIpv6(item.text())).distinct().count() < 2;
    if (sameFamily) {
      faults.invalid(all, "may specify no more than one IP for each IP family");
    }
    List<Field> families = spec.at("ipFamilies").items();
    if (ServiceRules.isHeadless(spec)) {
      return;
    }
    for (int i = 0; i < Math.min(items.size(), families.size()); i++) {
      String family = families.get(i).text();
      boolean six = Addresses.isIpv6(items.get(i).text());
      if (FAMILIES.contains(family) && six != family.equals("IPv6")) {
        faults.invalid(
            items.get(i),
            "expected an %s value as indicated by `ipFamilies[%d]`".formatted(family, i));
      }
    }
  }

  /** What was given once stays. */
  static final Change KEPT =
      (before, now, faults) -> {
        if (now.at("type").is("ExternalName") || before.at("type").is("ExternalName")) {
          return;
        }
        boolean headless = ServiceRules.isHeadless(now);
        boolean was = ServiceRules.isHeadless(before);
        if (!headless || !was) {
          list("clusterIPs", "primary clusterIP can not be unset", before, now, faults);
        }
        if (!headless && !was) {
          list("ipFamilies", "primary ipFamily can not be unset", before, now, faults);
        }
      };

  private static void list(String name, String unset, Field before, Field now, Faults faults) {
    Field list = now.at(name);
    List<Field> old = before.at(name).items();
    List<Field> items = list.items();
    String changed = "may not change once set";
    if (old.size() == items.size()) {
      for (int i = 0; i < old.size(); i++) {
        if (!old.get(i).text().equals(items.get(i).text())) {
          faults.invalid(list.index(name.equals("clusterIPs") ? i : 0), list, changed);
        }
      }
      return;
    }
    if (items.isEmpty()) {
      faults.invalid(list.index(0), list, unset);
      return;
    }
    if (!old.isEmpty() && !old.getFirst().text().equals(items.getFirst().text())) {
      faults.invalid(list.index(0), now.at("clusterIPs"), changed);
    }
    Field policy = now.at("ipFamilyPolicy");
    if (old.size() > 1 && items.size() == 1 && !policy.is("SingleStack")) {
      String what = name.equals("clusterIPs") ? "clusterIP" : "ipFamily";
      faults.invalid(policy, "must be set to 'SingleStack' when releasing the secondary " + what);
    }
  }
}
