package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.LABELS;
import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.each;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Selectors of labels: {@code matchLabels} and {@code matchExpressions}. */
final class SelectorRules {
  private static final Set<String> OPERATORS = Set.of("In", "NotIn", "Exists", "DoesNotExist");

  private SelectorRules() {}

  private static final Rule REQUIREMENT =
      all(
          SelectorRules::values,
          at("key", Checks.form(Form.QUALIFIED_NAME)),
          each("values", Checks.form(Form.LABEL_VALUE)));

  static final Rule SELECTOR =
      all(at("matchLabels", LABELS), each("matchExpressions", REQUIREMENT));

  private static void values(Field requirement, Faults faults) {
    boolean some = !requirement.at("values").isEmpty();
    switch (requirement.at("operator").text()) {
      case "In", "NotIn" -> {
        if (!some) {
          faults.required(
              requirement.at("values"), "must be specified when `operator` is 'In' or 'NotIn'");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (some) {
          faults.forbidden(
              requirement.at("values"),
              "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
      }
      default -> faults.invalid(requirement.at("operator"), "not a valid selector operator");
    }
  }

  /** Whether labels could be selected by it at all. */
  static boolean isUsable(Field selector) {
    for (Field label : selector.at("matchLabels").entries()) {
      if (!Form.QUALIFIED_NAME.faults(label.name()).isEmpty()
          || !Form.LABEL_VALUE.faults(label.text()).isEmpty()) {
        return false;
      }
    }
    for (Field requirement : selector.at("matchExpressions").items()) {
      Faults faults = new Faults();
      REQUIREMENT.check(requirement, faults);
      if (!faults.isEmpty() || !OPERATORS.contains(requirement.at("operator").text())) {
        return false;
      }
    }
    return true;
  }

  static boolean isEmpty(Field selector) {
    return selector.at("matchLabels").isEmpty() && selector.at("matchExpressions").isEmpty();
  }

  /** An absent selector matches nothing. */
  static boolean matches(Field selector, JsonNode labels) {
    if (!selector.isSet()) {
      return false;
    }
    for (Field label : selector.at("matchLabels").entries()) {
      if (!labels.path(label.name()).asText("").equals(label.text()) || !labels.has(label.name())) {
        return false;
      }
    }
    for (Field requirement : selector.at("matchExpressions").items()) {
      JsonNode value = labels.path(requirement.at("key").text());
      List<String> values = requirement.at("values").items().stream().map(Field::text).toList();
      boolean in = value.isTextual() && values.contains(value.asText());
      boolean met =
          switch (requirement.at("operator").text()) {
            case "In" -> in;
            case "NotIn" -> !in;
            case "Exists" -> value.isTextual();
            default -> !value.isTextual();
          };
      if (!met) {
        return false;
      }
    }
    return true;
  }
}
