package dev.tend.schema.rules;

import dev.tend.manifest.Quantity;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Rules of single values. */
final class Checks {
  static final int LAST_PORT = 65535;
  private static final int MOST_MODE = 0777;
  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,18}%");

  private Checks() {}

  static final Rule REQUIRED = required("");

  static Rule required(String why) {
    return (field, faults) -> {
      if (field.isEmpty()) {
        faults.required(field, why);
      }
    };
  }

  /** Must be there, be it empty or zero. */
  static final Rule PRESENT =
      (field, faults) -> {
        if (!field.isSet()) {
          faults.required(field);
        }
      };

  static final Rule NOT_NEGATIVE =
      (field, faults) -> {
        if (field.number() < 0) {
          faults.invalid(field, "must be greater than or equal to 0");
        }
      };

  static final Rule POSITIVE =
      (field, faults) -> {
        if (field.number() <= 0) {
          faults.invalid(field, "must be greater than zero");
        }
      };

  static Rule range(long least, long most) {
    return (field, faults) -> {
      if (field.number() < least || field.number() > most) {
        faults.invalid(field, "must be between %d and %d, inclusive".formatted(least, most));
      }
    };
  }

  static final Rule PORT = range(1, LAST_PORT);

  static final Rule USER_ID = range(0, Integer.MAX_VALUE);

  /** A port by its number or its name. */
  static final Rule PORT_OR_NAME =
      (field, faults) -> {
        if (field.node().isTextual()) {
          form(Form.PORT_NAME).check(field, faults);
        } else {
          Field shown = field.isSet() ? field : field.parent().place(field.name(), zero());
          PORT.check(shown, faults);
        }
      };

  private static com.fasterxml.jackson.databind.JsonNode zero() {
    return com.fasterxml.jackson.databind.node.IntNode.valueOf(0);
  }

  static final Rule FILE_MODE =
      (field, faults) -> {
        if (field.number() < 0 || field.number() > MOST_MODE) {
          faults.invalid(field, "must be a number between 0 and 0777 (octal), both inclusive");
        }
      };

  /** Written so, empty or not. */
  static Rule form(Form form) {
    return (field, faults) ->
        form.faults(field.text()).forEach(why -> faults.invalidText(field, field.text(), why));
  }

  /** There, and written so. */
  static Rule requiredForm(Form form) {
    return (field, faults) -> {
      if (field.isEmpty()) {
        faults.required(field);
      } else {
        form(form).check(field, faults);
      }
    };
  }

  /** One of these; nothing isn't. In the order that the server lists them. */
  static Rule oneOf(String... values) {
    List<String> list = List.of(values);
    return (field, faults) -> {
      if (!list.contains(field.text())) {
        faults.unsupported(field, list);
      }
    };
  }

  /** There, and one of these. */
  static Rule requiredOneOf(String... values) {
    Rule known = oneOf(values);
    return (field, faults) -> {
      if (field.isEmpty()) {
        faults.required(field);
      } else {
        known.check(field, faults);
      }
    };
  }

  static Rule forbidden(String why) {
    return (field, faults) -> faults.forbidden(field, why);
  }

  static Rule invalid(Predicate<Field> wrong, String why) {
    return (field, faults) -> {
      if (wrong.test(field)) {
        faults.invalid(field, why);
      }
    };
  }

  /** The keys and values of labels. */
  static final Rule LABELS =
      (field, faults) -> {
        for (Field label : field.entries()) {
          Form.QUALIFIED_NAME
              .faults(label.name())
              .forEach(why -> faults.invalidText(field, label.name(), why));
          Form.LABEL_VALUE
              .faults(label.text())
              .forEach(why -> faults.invalidText(field, label.text(), why));
        }
      };

  /** A number, or a percentage. */
  static final Rule COUNT_OR_PERCENT =
      (field, faults) -> {
        if (field.node().isTextual()) {
          form(Form.PERCENT).check(field, faults);
        } else {
          NOT_NEGATIVE.check(field, faults);
        }
      };

  static final Rule AT_MOST_ALL =
      (field, faults) -> {
        if (percent(field).filter(value -> value > 100).isPresent()) {
          faults.invalid(field, "must not be greater than 100%");
        }
      };

  /** The number of a percentage. */
  static Optional<Long> percent(Field field) {
    boolean percent = field.node().isTextual() && PERCENT.matcher(field.text()).matches();
    return percent
        ? Optional.of(Long.parseLong(field.text().substring(0, field.text().length() - 1)))
        : Optional.empty();
  }

  /** The number of a count or a percentage; 0 where it is neither. A count may be a text. */
  static long amount(Field field) {
    return percent(field).orElseGet(() -> field.node().isTextual() ? count(field) : field.number());
  }

  private static long count(Field field) {
    return field.text().matches("[+-]?[0-9]{1,9}") ? Long.parseLong(field.text()) : 0;
  }

  static Optional<Quantity> quantity(Field field) {
    return field.isSet() ? Quantity.parse(field.text()) : Optional.empty();
  }

  static final Rule NOT_NEGATIVE_QUANTITY =
      (field, faults) -> {
        if (quantity(field).filter(amount -> amount.value().signum() < 0).isPresent()) {
          faults.invalidText(field, canonical(field), "must be greater than or equal to 0");
        }
      };

  static final Rule POSITIVE_QUANTITY =
      (field, faults) -> {
        if (quantity(field).filter(amount -> amount.value().signum() > 0).isEmpty()) {
          faults.invalidText(field, canonical(field), "must be greater than zero");
        }
      };

  static String canonical(Field field) {
    return quantity(field).map(Quantity::canonical).orElse(field.text());
  }

  /** A path below something: neither absolute nor with a way up. */
  static final Rule DESCENDING_PATH =
      (field, faults) -> {
        if (field.text().startsWith("/")) {
          faults.invalid(field, "must be a relative path");
        }
        Checks.NO_BACKSTEPS.check(field, faults);
      };

  static final Rule NO_BACKSTEPS =
      (field, faults) -> {
        if (Arrays.asList(field.text().split("/", -1)).contains("..")) {
          faults.invalid(field, "must not contain '..'");
        }
      };

  static final Rule LOCAL_PATH =
      (field, faults) -> {
        DESCENDING_PATH.check(field, faults);
        if (field.text().startsWith("..") && !field.text().startsWith("../")) {
          faults.invalid(field, "must not start with '..'");
        }
      };

  /** No two items of a list have the same text there. */
  static Rule unique(String list, String name) {
    return (field, faults) -> {
      Set<String> seen = new HashSet<>();
      for (Field item : field.at(list).items()) {
        if (!seen.add(item.at(name).text())) {
          faults.duplicate(item.at(name));
        }
      }
    };
  }
}
