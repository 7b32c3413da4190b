package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.filled;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Taints of nodes and what tolerates them. */
final class TaintRules {
  private static final List<String> OPERATORS = List.of("Equal", "Exists");

  private TaintRules() {}

  private static final Rule EFFECT = oneOf("NoSchedule", "PreferNoSchedule", "NoExecute");

  private static final Rule OPERATOR =
      (toleration, faults) -> {
        Field operator = toleration.at("operator");
        Field value = toleration.at("value");
        switch (operator.text()) {
          case "", "Equal" -> {
            List<String> wrong = Form.LABEL_VALUE.faults(value.text());
            if (!wrong.isEmpty()) {
              faults.invalid(operator, value, String.join(";", wrong));
            }
          }
          case "Exists" -> {
            if (!value.isEmpty()) {
              faults.invalid(operator, value, "value must be empty when `operator` is 'Exists'");
            }
          }
          default -> faults.unsupported(operator, OPERATORS);
        }
      };

  static final Rule TOLERATION =
      all(
          filled("key", form(Form.QUALIFIED_NAME)),
          (toleration, faults) -> {
            Field operator = toleration.at("operator");
            if (toleration.at("key").isEmpty() && !operator.is("Exists")) {
              faults.invalid(
                  operator,
                  "operator must be Exists when `key` is empty, which means \"match all values and"
                      + " all keys\"");
            }
            Field effect = toleration.at("effect");
            if (toleration.has("tolerationSeconds") && !effect.is("NoExecute")) {
              faults.invalid(effect, "effect must be 'NoExecute' when `tolerationSeconds` is set");
            }
          },
          OPERATOR,
          filled("effect", EFFECT));

  private static final Rule TAINT =
      all(
          at("key", form(Form.QUALIFIED_NAME)),
          (taint, faults) -> {
            List<String> wrong = Form.LABEL_VALUE.faults(taint.at("value").text());
            if (!wrong.isEmpty()) {
              faults.invalid(taint.at("value"), String.join(";", wrong));
            }
          },
          at("effect", Checks.requiredOneOf("NoSchedule", "PreferNoSchedule", "NoExecute")));

  /** No two of the same key and effect. */
  static final Rule TAINTS =
      (list, faults) -> {
        Set<String> seen = new HashSet<>();
        for (Field taint : list.items()) {
          TAINT.check(taint, faults);
          if (!seen.add(taint.at("effect").text() + "/" + taint.at("key").text())) {
            faults.duplicate(taint, taint, "taints must be unique by key and effect pair");
          }
        }
      };
}
