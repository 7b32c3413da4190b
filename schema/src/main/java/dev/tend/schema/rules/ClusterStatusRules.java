package dev.tend.schema.rules;

import com.fasterxml.jackson.databind.node.LongNode;
import dev.tend.manifest.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Statuses of namespaces, nodes, claims, quotas, policies and definitions. */
final class ClusterStatusRules {
  private static final List<String> RESIZES =
      List.of(
          "ControllerResizeInProgress",
          "ControllerResizeInfeasible",
          "NodeResizeInProgress",
          "NodeResizeInfeasible",
          "NodeResizePending");

  private static final String MIXED = "may have mixed case, but should otherwise match: ";

  private ClusterStatusRules() {}

  static final Rule NAMESPACE =
      (namespace, faults) -> {
        boolean going = namespace.at("metadata").has("deletionTimestamp");
        Field phase = namespace.at("status", "phase");
        String wanted = going ? "Terminating" : "Active";
        if (!phase.is(wanted)) {
          faults.invalidText(
              phase.named("Phase"),
              phase.text(),
              "may only be '%s' if `deletionTimestamp` is %sempty"
                  .formatted(wanted, going ? "not " : ""));
        }
      };

  static final Rule ADDRESSES =
      (node, faults) -> {
        Set<String> seen = new HashSet<>();
        for (Field address : node.at("status", "addresses").items()) {
          if (!seen.add(address.at("type").text() + "\n" + address.at("address").text())) {
            faults.duplicate(address);
          }
        }
      };

  static final Rule CLAIM =
      (claim, faults) -> {
        Field status = claim.at("status");
        status.at("capacity").entries().forEach(amount -> basic(amount, faults));
        Field resizes = status.at("allocatedResourceStatuses");
        for (Field resize : resizes.entries()) {
          key(resize.name(), resizes, faults);
          if (!RESIZES.contains(resize.text())) {
            faults.unsupported(resizes, Faults.quoted(resize.name()), RESIZES);
          }
        }
        Field allocated = status.at("allocatedResources");
        for (Field amount : allocated.entries()) {
          if (key(amount.name(), allocated, faults) && basic(amount, faults)) {
            Checks.NOT_NEGATIVE_QUANTITY.check(amount, faults);
          }
        }
      };

  private static boolean key(String name, Field place, Faults faults) {
    int before = faults.count();
    Form.QUALIFIED_NAME.faults(name).forEach(why -> faults.invalidText(place, name, why));
    if (faults.count() == before && ResourceRules.isNative(name) && !name.equals("storage")) {
      faults.unsupported(place, Faults.quoted(name), List.of("storage"));
    }
    return faults.count() == before;
  }

  /** Whether it is an amount that there can be. */
  static boolean basic(Field amount, Faults faults) {
    long value = Checks.quantity(amount).map(Quantity::wholeUnits).orElse(0L);
    if (value < 0) {
      faults.invalid(amount.holding(LongNode.valueOf(value)), "must be a valid resource quantity");
    }
    return value >= 0;
  }

  static final Rule QUOTA =
      (quota, faults) -> {
        QuotaRules.HARD.check(quota.at("status", "hard"), faults);
        QuotaRules.HARD.check(quota.at("status", "used"), faults);
      };

  static final Rule POLICY =
      (policy, faults) -> {
        Field warnings = policy.at("status", "typeChecking", "expressionWarnings");
        for (Field warning : warnings.items()) {
          Checks.REQUIRED.check(warning.at("warning"), faults);
          Field ref = warning.at("fieldRef");
          if (ref.isEmpty()) {
            faults.required(ref);
          }
        }
        ConditionRules.STANDARD.check(policy.at("status", "conditions"), faults);
      };

  /** The names that a definition was given. */
  static final Rule ACCEPTED_NAMES =
      (definition, faults) -> {
        Field names = definition.at("status", "acceptedNames");
        label(names.at("plural"), "", faults);
        label(names.at("singular"), "", faults);
        label(names.at("kind"), MIXED, faults);
        label(names.at("listKind"), MIXED, faults);
        names.at("shortNames").items().forEach(name -> label(name, "", faults));
        Field kind = names.at("kind");
        if (!kind.isEmpty() && kind.text().equals(names.at("listKind").text())) {
          faults.invalid(names.at("listKind"), "kind and listKind may not be the same");
        }
        names.at("categories").items().forEach(name -> label(name, "", faults));
      };

  private static void label(Field name, String mixed, Faults faults) {
    String text = mixed.isEmpty() ? name.text() : name.text().toLowerCase(Locale.ROOT);
    List<String> wrong = text.isEmpty() ? List.of() : Form.DNS_1035_LABEL.faults(text);
    if (!wrong.isEmpty()) {
      faults.invalid(name, mixed + String.join(",", wrong));
    }
  }
}
