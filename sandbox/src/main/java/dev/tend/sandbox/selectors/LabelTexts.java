package dev.tend.sandbox.selectors;

import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import java.util.Collection;
import java.util.regex.Pattern;

/** What the keys and values of a label selector may be. */
final class LabelTexts {
  private static final String VALUE = "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?";
  private static final String NAME = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN = LABEL + "(\\." + LABEL + ")*";
  private static final Pattern VALUES = Pattern.compile(VALUE);
  private static final Pattern NAMES = Pattern.compile(NAME);
  private static final Pattern SUBDOMAINS = Pattern.compile(SUBDOMAIN);
  private static final Pattern NUMBERS = Pattern.compile("[-+]?[0-9]{1,18}");
  private static final int LONGEST = 63;

  private static final String NAME_FORM =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '"
          + NAME
          + "')";

  private LabelTexts() {}

  static void checkKey(String key) {
    int slash = key.indexOf('/');
    String prefix = slash < 0 ? "" : key.substring(0, slash);
    String name = key.substring(slash + 1);
    if (slash >= 0 && name.contains("/")) {
      throw invalid(
          "<nil>",
          key,
          "a qualified name "
              + NAME_FORM
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    if (slash == 0) {
      throw invalid("<nil>", key, "prefix part must be non-empty");
    }
    if (slash > 0 && !SUBDOMAINS.matcher(prefix).matches()) {
      throw invalid(
          "<nil>",
          key,
          "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
              + " characters, '-' or '.', and must start and end with an alphanumeric character"
              + " (e.g. 'example.com', regex used for validation is '"
              + SUBDOMAIN
              + "')");
    }
    if (name.isEmpty()) {
      throw invalid("<nil>", key, "name part must be non-empty; name part " + NAME_FORM);
    }
    if (name.length() > LONGEST) {
      throw invalid("<nil>", key, "name part must be no more than 63 characters");
    }
    if (!NAMES.matcher(name).matches()) {
      throw invalid("<nil>", key, "name part " + NAME_FORM);
    }
  }

  static void checkNumbers(Collection<String> values) {
    for (String value : values) {
      if (!NUMBERS.matcher(value).matches()) {
        throw invalid("values[0]", value, "for 'Gt', 'Lt' operators, the value must be an integer");
      }
    }
  }

  static void checkValues(String key, Collection<String> values) {
    int index = 0;
    for (String value : values) {
      String at = "values[%d][%s]".formatted(index, key);
      if (value.length() > LONGEST) {
        throw invalid(at, value, "must be no more than 63 characters");
      }
      if (!VALUES.matcher(value).matches()) {
        throw invalid(
            at,
            value,
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
                + " or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',"
                + "  or 'my_value',  or '12345', regex used for validation is '"
                + VALUE
                + "')");
      }
      index++;
    }
  }

  private static ApiFailure invalid(String at, String value, String why) {
    return Failures.badRequest(
        "unable to parse requirement: %s: Invalid value: \"%s\": %s".formatted(at, value, why));
  }
}
