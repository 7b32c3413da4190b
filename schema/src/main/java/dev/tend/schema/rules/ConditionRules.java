package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.form;
import static dev.tend.schema.rules.Checks.oneOf;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Conditions that statuses list. */
final class ConditionRules {
  private static final int LONGEST_REASON = 1024;
  private static final int LONGEST_MESSAGE = 32 * 1024;
  private static final String REASON_SYNTAX = "[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?";
  private static final Pattern REASON = Pattern.compile(REASON_SYNTAX);

  private ConditionRules() {}

  /** Of the form that newer kinds share. */
  static final Rule STANDARD =
      (list, faults) -> {
        Set<String> types = new HashSet<>();
        for (Field condition : list.items()) {
          if (!types.add(condition.at("type").text())) {
            faults.duplicateText(condition.at("type"), condition.at("type").text());
          }
          standard(condition, faults);
        }
      };

  private static void standard(Field condition, Faults faults) {
    form(Form.QUALIFIED_NAME).check(condition.at("type"), faults);
    oneOf("False", "True", "Unknown").check(condition.at("status"), faults);
    if (condition.at("observedGeneration").number() < 0) {
      faults.invalid(condition.at("observedGeneration"), "must be greater than or equal to zero");
    }
    if (!condition.has("lastTransitionTime")) {
      faults.required(condition.at("lastTransitionTime"));
    }
    Field reason = condition.at("reason");
    if (reason.isEmpty()) {
      faults.required(reason);
    } else {
      if (!REASON.matcher(reason.text()).matches()) {
        faults.invalid(
            reason,
            Form.syntax(
                "a condition reason must start with alphabetic character, optionally followed by"
                    + " a string of alphanumeric characters or '_,:', and must end with an"
                    + " alphanumeric character or '_'",
                REASON_SYNTAX,
                "my_name",
                "MY_NAME",
                "MyName",
                "ReasonA,ReasonB",
                "ReasonA:ReasonB"));
      }
      tooLong(reason, LONGEST_REASON, faults);
    }
    tooLong(condition.at("message"), LONGEST_MESSAGE, faults);
  }

  private static void tooLong(Field field, int most, Faults faults) {
    if (field.text().length() > most) {
      faults.tooLong(field, most);
    }
  }

  /** Of flow schemas and priority levels: named, and none twice. */
  static final Rule NAMED =
      (list, faults) -> {
        Set<String> types = new HashSet<>();
        for (Field condition : list.items()) {
          Field type = condition.at("type");
          if (!types.add(type.text())) {
            faults.duplicateText(type, type.text());
          }
          Checks.REQUIRED.check(type, faults);
        }
      };

  /** Of the services behind API groups. */
  static final Rule KNOWN_STATUS =
      (list, faults) -> {
        for (Field condition : list.items()) {
          oneOf("True", "False", "Unknown").check(condition.at("status"), faults);
        }
      };
}
