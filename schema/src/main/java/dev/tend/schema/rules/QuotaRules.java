package dev.tend.schema.rules;

import static dev.tend.schema.rules.Rule.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Resource quotas. */
final class QuotaRules {
  private static final List<String> EXISTING =
      List.of(
          "BestEffort",
          "NotBestEffort",
          "Terminating",
          "NotTerminating",
          "CrossNamespacePodAffinity");
  private static final List<List<String>> CONFLICTS =
      List.of(List.of("BestEffort", "NotBestEffort"), List.of("Terminating", "NotTerminating"));
  private static final Set<String> POD_RESOURCES =
      Set.of(
          "pods",
          "cpu",
          "memory",
          "limits.cpu",
          "limits.memory",
          "requests.cpu",
          "requests.memory");
  private static final Set<String> CLAIM_RESOURCES =
      Set.of("persistentvolumeclaims", "requests.storage");

  private QuotaRules() {}

  private static boolean isQuotaName(String name) {
    return ResourceRules.isStandard(name) && !name.equals("storage");
  }

  static final Rule HARD =
      (hard, faults) -> {
        for (Field amount : hard.entries()) {
          ResourceRules.name(amount, faults);
          if (!amount.name().contains("/") && !isQuotaName(amount.name())) {
            faults.invalidText(amount, amount.name(), "must be a standard resource for quota");
          }
          ResourceRules.value(amount, faults);
        }
      };

  private static boolean isScope(String scope) {
    return EXISTING.contains(scope)
        || scope.equals("PriorityClass")
        || scope.equals("VolumeAttributesClass");
  }

  private static boolean fits(String scope, String resource) {
    return switch (scope) {
      case "Terminating",
          "NotTerminating",
          "NotBestEffort",
          "PriorityClass",
          "CrossNamespacePodAffinity" ->
          POD_RESOURCES.contains(resource);
      case "BestEffort" -> resource.equals("pods");
      case "VolumeAttributesClass" -> CLAIM_RESOURCES.contains(resource);
      default -> true;
    };
  }

  private static void applies(String scope, Field spec, Field at, Field shown, Faults faults) {
    Set<String> names = new TreeSet<>();
    spec.at("hard").entries().forEach(entry -> names.add(entry.name()));
    for (String name : names) {
      if (isQuotaName(name) && !fits(scope, name)) {
        faults.invalid(at, shown, "unsupported scope applied to resource");
      }
    }
  }

  private static void conflicts(List<String> scopes, Field at, Field shown, Faults faults) {
    for (List<String> pair : CONFLICTS) {
      if (scopes.containsAll(pair)) {
        faults.invalid(at, shown, "conflicting scopes");
      }
    }
  }

  private static final Rule SCOPES =
      (spec, faults) -> {
        Field scopes = spec.at("scopes");
        List<String> seen = new ArrayList<>();
        for (Field scope : scopes.items()) {
          if (!isScope(scope.text())) {
            faults.invalid(scopes, "unsupported scope");
          }
          applies(scope.text(), spec, scopes, scopes, faults);
          seen.add(scope.text());
        }
        conflicts(seen, scopes, scopes, faults);
      };

  private static final Rule SCOPE_SELECTOR =
      (spec, faults) -> {
        Field selector = spec.at("scopeSelector");
        Field list = selector.at("matchExpressions");
        List<String> seen = new ArrayList<>();
        for (Field requirement : list.items()) {
          // The list is blamed, whichever of its items it was.
          Field place = list.holding(requirement);
          Field scope = place.at("scopeName");
          if (!isScope(scope.text())) {
            faults.invalid(scope, "unsupported scope");
          }
          applies(scope.text(), spec, list, selector, faults);
          operator(place, faults);
          seen.add(scope.text());
        }
        conflicts(seen, list, spec.at("scopes"), faults);
      };

  private static void operator(Field requirement, Faults faults) {
    Field operator = requirement.at("operator");
    Field values = requirement.at("values");
    if (EXISTING.contains(requirement.at("scopeName").text()) && !operator.is("Exists")) {
      faults.invalid(
          operator,
          "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating,"
              + " ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort,"
              + " ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity");
    }
    switch (operator.text()) {
      case "In", "NotIn" -> {
        if (values.isEmpty()) {
          faults.required(
              values,
              "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!values.isEmpty()) {
          faults.invalid(
              values,
              "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
        }
      }
      default -> faults.invalid(operator, "not a valid selector operator");
    }
  }

  static final Rule QUOTA = at("spec", at("hard", HARD), SCOPES, SCOPE_SELECTOR);

  static final Change CHANGED =
      Change.all(
          Change.now(QUOTA),
          (before, now, faults) -> {
            Set<String> old = new TreeSet<>();
            Set<String> scopes = new TreeSet<>();
            before.at("spec", "scopes").items().forEach(scope -> old.add(scope.text()));
            now.at("spec", "scopes").items().forEach(scope -> scopes.add(scope.text()));
            if (!old.equals(scopes)) {
              faults.invalid(now.at("spec", "scopes"), "field is immutable");
            }
          });
}
