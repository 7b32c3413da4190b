package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;
import static dev.tend.schema.rules.Rule.given;
import static dev.tend.schema.rules.SelectorRules.SELECTOR;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which nodes and which neighbours a pod wants, and how it spreads. */
final class AffinityRules {
  private static final int MOST_WEIGHT = 100;
  private static final List<String> INCLUSIONS = List.of("Honor", "Ignore");

  private AffinityRules() {}

  private static final Rule OPERATOR =
      (requirement, faults) -> {
        Field values = requirement.at("values");
        int count = values.items().size();
        switch (requirement.at("operator").text()) {
          case "In", "NotIn" -> {
            if (count == 0) {
              faults.required(values, "must be specified when `operator` is 'In' or 'NotIn'");
            }
          }
          case "Exists", "DoesNotExist" -> {
            if (count > 0) {
              faults.forbidden(
                  values, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
            }
          }
          case "Gt", "Lt" -> {
            if (count != 1) {
              faults.required(
                  values, "must be specified single value when `operator` is 'Lt' or 'Gt'");
            }
          }
          default -> faults.invalid(requirement.at("operator"), "not a valid selector operator");
        }
      };

  private static final Rule PREFERENCE = all(OPERATOR, at("key", form(Form.QUALIFIED_NAME)));

  private static final Rule REQUIREMENT = all(PREFERENCE, each("values", form(Form.LABEL_VALUE)));

  private static final Rule NODE_FIELD =
      (requirement, faults) -> {
        Field operator = requirement.at("operator");
        Field values = requirement.at("values");
        if (!operator.is("In") && !operator.is("NotIn")) {
          faults.invalid(operator, "not a valid selector operator");
        } else if (values.items().size() != 1) {
          faults.required(
              values,
              "must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        }
        if (!requirement.at("key").is("metadata.name")) {
          faults.invalid(requirement.at("key"), "not a valid field selector key");
        } else {
          values.items().forEach(value -> form(Form.DNS_SUBDOMAIN).check(value, faults));
        }
      };

  private static final Rule TERM =
      all(each("matchExpressions", REQUIREMENT), each("matchFields", NODE_FIELD));

  /** Terms of which one must hold for a node. */
  static final Rule NODE_SELECTOR =
      (selector, faults) -> {
        Field terms = selector.at("nodeSelectorTerms");
        if (terms.isEmpty()) {
          faults.required(terms, "must have at least one node selector term");
        }
        terms.items().forEach(term -> TERM.check(term, faults));
      };

  private static final Rule WEIGHT =
      at(
          "weight",
          Checks.invalid(
              weight -> weight.number() <= 0 || weight.number() > MOST_WEIGHT,
              "must be in the range 1-100"));

  private static final Rule NODES =
      all(
          given("requiredDuringSchedulingIgnoredDuringExecution", NODE_SELECTOR),
          each(
              "preferredDuringSchedulingIgnoredDuringExecution",
              WEIGHT,
              at(
                  "preference",
                  each("matchExpressions", PREFERENCE),
                  each("matchFields", NODE_FIELD))));

  private static final Rule POD_TERM =
      all(
          given("labelSelector", SELECTOR),
          given("namespaceSelector", SELECTOR),
          (term, faults) -> {
            for (Field namespace : term.at("namespaces").items()) {
              Field place = term.place("namespace", namespace);
              form(Form.DNS_LABEL).check(place, faults);
            }
          },
          AffinityRules::labelKeys,
          at("topologyKey", Checks.required("can not be empty"), form(Form.QUALIFIED_NAME)));

  private static final Rule PODS =
      all(
          each("requiredDuringSchedulingIgnoredDuringExecution", POD_TERM),
          each(
              "preferredDuringSchedulingIgnoredDuringExecution",
              WEIGHT,
              at("podAffinityTerm", POD_TERM)));

  static final Rule AFFINITY =
      all(given("nodeAffinity", NODES), given("podAffinity", PODS), given("podAntiAffinity", PODS));

  /** Keys whose values are taken from the pod's own labels. */
  private static void labelKeys(Field term, Faults faults) {
    for (String name : List.of("matchLabelKeys", "mismatchLabelKeys")) {
      Field keys = term.at(name);
      if (keys.isEmpty()) {
        continue;
      }
      if (!term.has("labelSelector")) {
        faults.forbidden(keys, "must not be specified when labelSelector is not set");
      } else {
        keys.items().forEach(key -> form(Form.QUALIFIED_NAME).check(key, faults));
      }
    }
    Set<String> mismatched = new HashSet<>();
    term.at("mismatchLabelKeys").items().forEach(key -> mismatched.add(key.text()));
    for (Field key : term.at("matchLabelKeys").items()) {
      if (mismatched.contains(key.text())) {
        faults.invalid(key, "exists in both matchLabelKeys and mismatchLabelKeys");
      }
    }
  }

  private static final Rule NOT_REPEATED =
      (constraint, faults) -> {
        List<Field> all = constraint.parent().items();
        String own = spread(constraint);
        int at = 0;
        while (at < all.size() && all.get(at).node() != constraint.node()) {
          at++;
        }
        for (Field other : all.subList(Math.min(at + 1, all.size()), all.size())) {
          if (spread(other).equals(own)) {
            faults.duplicateText(constraint.place("{topologyKey, whenUnsatisfiable}"), own);
            return;
          }
        }
      };

  private static String spread(Field constraint) {
    return "{%s, %s}"
        .formatted(constraint.at("topologyKey").text(), constraint.at("whenUnsatisfiable").text());
  }

  private static final Rule MIN_DOMAINS =
      (least, faults) -> {
        Checks.POSITIVE.check(least, faults);
        Field action = least.parent().at("whenUnsatisfiable");
        if (!action.is("DoNotSchedule")) {
          faults.invalid(
              least,
              "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + action.text());
        }
      };

  static final Rule SPREAD =
      all(
          at("maxSkew", Checks.POSITIVE),
          at("topologyKey", Checks.required("can not be empty")),
          at("whenUnsatisfiable", Checks.oneOf("DoNotSchedule", "ScheduleAnyway")),
          NOT_REPEATED,
          given("minDomains", MIN_DOMAINS),
          given("nodeAffinityPolicy", Checks.oneOf(INCLUSIONS.toArray(String[]::new))),
          given("nodeTaintsPolicy", Checks.oneOf(INCLUSIONS.toArray(String[]::new))),
          AffinityRules::labelKeys,
          given("labelSelector", SELECTOR));
}
