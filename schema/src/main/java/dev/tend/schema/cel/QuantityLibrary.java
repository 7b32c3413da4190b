package dev.tend.schema.cel;

import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DOUBLE;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.types.CelType;
import dev.tend.manifest.Quantity;
import java.math.BigDecimal;
import java.util.List;

/** Amounts of resources, and semantic versions. */
final class QuantityLibrary {
  private QuantityLibrary() {}

  static List<Function> quantities() {
    CelType quantity = Opaque.QUANTITY;
    List<CelType> one = List.of(quantity);
    List<CelType> two = List.of(quantity, quantity);
    List<CelType> withInt = List.of(quantity, INT);
    return List.of(
        Function.global(
            "quantity", "string_to_quantity", quantity, List.of(STRING), a -> parse((String) a[0])),
        Function.global(
            "isQuantity",
            "is_quantity_string",
            BOOL,
            List.of(STRING),
            a -> Quantity.parse((String) a[0]).isPresent()),
        Function.global("sign", "quantity_sign", INT, one, a -> (long) value(a, 0).signum()),
        Function.member(
            "isGreaterThan",
            "quantity_is_greater_than",
            BOOL,
            two,
            a -> value(a, 0).compareTo(value(a, 1)) > 0),
        Function.member(
            "isLessThan",
            "quantity_is_less_than",
            BOOL,
            two,
            a -> value(a, 0).compareTo(value(a, 1)) < 0),
        Function.member(
            "compareTo",
            "quantity_compare_to",
            INT,
            two,
            a -> (long) value(a, 0).compareTo(value(a, 1))),
        Function.member(
            "asApproximateFloat",
            "quantity_get_float",
            DOUBLE,
            one,
            a -> value(a, 0).doubleValue()),
        Function.member("asInteger", "quantity_get_int", INT, one, a -> whole(value(a, 0))),
        Function.member("isInteger", "quantity_is_integer", BOOL, one, a -> isWhole(value(a, 0))),
        Function.member(
            "add", "quantity_add", quantity, two, a -> of(value(a, 0).add(value(a, 1)))),
        Function.member(
            "add", "quantity_add_int", quantity, withInt, a -> of(value(a, 0).add(number(a)))),
        Function.member(
            "sub", "quantity_sub", quantity, two, a -> of(value(a, 0).subtract(value(a, 1)))),
        Function.member(
            "sub",
            "quantity_sub_int",
            quantity,
            withInt,
            a -> of(value(a, 0).subtract(number(a)))));
  }

  static List<Function> versions() {
    CelType version = Opaque.SEMVER;
    List<CelType> one = List.of(version);
    List<CelType> two = List.of(version, version);
    List<CelType> lenient = List.of(STRING, BOOL);
    return List.of(
        Function.global(
            "semver", "string_to_semver", version, List.of(STRING), a -> version(a[0], false)),
        Function.global(
            "semver",
            "string_bool_to_semver",
            version,
            lenient,
            a -> version(a[0], (Boolean) a[1])),
        Function.global(
            "isSemver",
            "is_semver_string",
            BOOL,
            List.of(STRING),
            a -> NetworkLibrary.holds(() -> version(a[0], false))),
        Function.global(
            "isSemver",
            "is_semver_string_bool",
            BOOL,
            lenient,
            a -> NetworkLibrary.holds(() -> version(a[0], (Boolean) a[1]))),
        Function.member("isGreaterThan", "semver_is_greater_than", BOOL, two, a -> compare(a) > 0),
        Function.member("isLessThan", "semver_is_less_than", BOOL, two, a -> compare(a) < 0),
        Function.member(
            "compareTo", "semver_compare_to", INT, two, a -> (long) Integer.signum(compare(a))),
        Function.member("major", "semver_major", INT, one, a -> ((SemanticVersion) a[0]).major()),
        Function.member("minor", "semver_minor", INT, one, a -> ((SemanticVersion) a[0]).minor()),
        Function.member("patch", "semver_patch", INT, one, a -> ((SemanticVersion) a[0]).patch()));
  }

  private static Quantity parse(String text) {
    return Quantity.parse(text)
        .orElseThrow(
            () ->
                new CelFault(
                    text.isEmpty()
                        ? "quantities must match the regular expression"
                            + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
                        : text.matches("[+-]?[0-9.]+.*") && text.matches("[+-]?[0-9.]+[A-Za-z]+")
                            ? "unable to parse quantity's suffix"
                            : "quantities must match the regular expression"
                                + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"));
  }

  private static Quantity of(BigDecimal value) {
    return Quantity.parse(value.toPlainString())
        .orElseThrow(() -> new CelFault("quantity out of range"));
  }

  private static BigDecimal value(Object[] arguments, int index) {
    return ((Quantity) arguments[index]).value();
  }

  private static BigDecimal number(Object[] arguments) {
    return BigDecimal.valueOf((Long) arguments[1]);
  }

  private static boolean isWhole(BigDecimal value) {
    return value.stripTrailingZeros().scale() <= 0 && value.toBigInteger().bitLength() < Long.SIZE;
  }

  private static long whole(BigDecimal value) {
    if (!isWhole(value)) {
      throw new CelFault("cannot convert value to integer");
    }
    return value.longValueExact();
  }

  private static SemanticVersion version(Object text, boolean lenient) {
    return lenient
        ? SemanticVersion.parseTolerant((String) text)
        : SemanticVersion.parse((String) text);
  }

  private static int compare(Object[] arguments) {
    return ((SemanticVersion) arguments[0]).compareTo((SemanticVersion) arguments[1]);
  }
}
