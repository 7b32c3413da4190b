package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Rule.at;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** When a job has failed, and when it has succeeded. */
final class JobPolicyRules {
  private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");
  private static final List<String> OPERATORS = List.of("In", "NotIn");
  private static final List<String> STATUSES = List.of("False", "True", "Unknown");
  private static final int MOST_RULES = 20;
  private static final int MOST_VALUES = 255;

  private JobPolicyRules() {}

  static final Rule FAILURE =
      (policy, faults) -> {
        Field rules = policy.at("rules");
        int count = rules.items().size();
        if (count > MOST_RULES) {
          faults.tooMany(rules, count, MOST_RULES);
        }
        rules.items().forEach(rule -> rule(rule, policy.parent(), faults));
      };

  private static void rule(Field rule, Field spec, Faults faults) {
    Field action = rule.at("action");
    if (action.is("FailIndex")) {
      if (!spec.has("backoffLimitPerIndex")) {
        faults.invalid(action, "requires the backoffLimitPerIndex to be set");
      }
    } else {
      known(action, ACTIONS, faults);
    }
    Field codes = rule.at("onExitCodes");
    Field conditions = rule.at("onPodConditions");
    if (codes.isSet()) {
      exitCodes(codes, spec, faults);
    }
    for (Field pattern : conditions.items()) {
      at("type", form(Form.QUALIFIED_NAME)).check(pattern, faults);
      known(pattern.at("status"), STATUSES, faults);
    }
    if (codes.isSet() && !conditions.isEmpty()) {
      faults.wrong(rule, "specifying both OnExitCodes and OnPodConditions is not supported");
    } else if (!codes.isSet() && conditions.isEmpty()) {
      faults.wrong(rule, "specifying one of OnExitCodes and OnPodConditions is required");
    }
  }

  private static void known(Field field, List<String> values, Faults faults) {
    if (field.isEmpty()) {
      String quoted = values.stream().map(Faults::quoted).collect(Collectors.joining(" "));
      faults.required(field, "valid values: [%s]".formatted(quoted));
    } else if (!values.contains(field.text())) {
      faults.unsupported(field, values);
    }
  }

  private static void exitCodes(Field codes, Field spec, Faults faults) {
    known(codes.at("operator"), OPERATORS, faults);
    Field name = codes.at("containerName");
    Set<String> containers = new HashSet<>();
    for (String list : List.of("containers", "initContainers")) {
      spec.at("template", "spec", list)
          .items()
          .forEach(container -> containers.add(container.at("name").text()));
    }
    if (name.isSet() && !containers.contains(name.text())) {
      faults.invalid(
          name, "must be one of the container or initContainer names in the pod template");
    }
    Field values = codes.at("values");
    int count = values.items().size();
    if (count == 0) {
      faults.invalid(values, "at least one value is required");
    } else if (count > MOST_VALUES) {
      faults.tooMany(values, count, MOST_VALUES);
    }
    Set<Long> seen = new HashSet<>();
    boolean ordered = true;
    long last = Long.MIN_VALUE;
    for (Field value : values.items()) {
      if (codes.at("operator").is("In") && value.number() == 0) {
        faults.invalid(value, "must not be 0 for the In operator");
      }
      if (!seen.add(value.number())) {
        faults.duplicate(value);
      }
      ordered &= last <= value.number();
      last = value.number();
    }
    if (!ordered) {
      faults.invalid(values, "must be ordered");
    }
  }

  static final Rule SUCCESS =
      (policy, faults) -> {
        Field spec = policy.parent();
        Field rules = policy.at("rules");
        if (!JobRules.isIndexed(spec)) {
          faults.invalid(policy, "requires indexed completion mode");
          return;
        }
        if (rules.isEmpty()) {
          faults.required(
              rules, "at least one rules must be specified when the successPolicy is specified");
        }
        if (rules.items().size() > MOST_RULES) {
          faults.tooMany(rules, rules.items().size(), MOST_RULES);
        }
        rules.items().forEach(rule -> success(rule, spec.at("completions").number(), faults));
      };

  private static void success(Field rule, long completions, Faults faults) {
    Field count = rule.at("succeededCount");
    Field indexes = rule.at("succeededIndexes");
    if (!count.isSet() && !indexes.isSet()) {
      faults.required(rule, "at least one of succeededCount or succeededIndexes must be specified");
    }
    long total = 0;
    if (indexes.isSet()) {
      try {
        total = JobIndexes.total(indexes.text(), completions);
      } catch (IllegalArgumentException e) {
        faults.invalid(indexes, "error parsing succeededIndexes: " + e.getMessage());
      }
    }
    if (count.isSet()) {
      Checks.NOT_NEGATIVE.check(count, faults);
      if (count.number() > completions) {
        faults.invalid(
            count,
            "must be less than or equal to %d (the number of specified completions)"
                .formatted(completions));
      }
      if (indexes.isSet() && count.number() > total) {
        faults.invalid(
            count,
            ("must be less than or equal to %d (the number of indexes in the specified"
                    + " succeededIndexes field)")
                .formatted(total));
      }
    }
  }
}
