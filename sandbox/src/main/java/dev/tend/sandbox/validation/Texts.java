package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms that names, labels and keys must have, and what the server says of others. */
final class Texts {
  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
  private static final Pattern DNS_SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern DNS_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern NAME_PART =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final Pattern CONFIG_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
  private static final Pattern PORT_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");

  private Texts() {}

  static void dnsLabel(String field, JsonNode value, Violations violations) {
    length(field, value, 63, violations);
    form(
        field,
        value,
        DNS_LABEL,
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
            + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
            + " regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
        violations);
  }

  static void dns1035Label(String field, JsonNode value, Violations violations) {
    length(field, value, 63, violations);
    form(
        field,
        value,
        DNS_1035,
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
            + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
            + " 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')",
        violations);
  }

  static void dnsSubdomain(String field, JsonNode value, Violations violations) {
    length(field, value, 253, violations);
    form(
        field,
        value,
        DNS_SUBDOMAIN,
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
            + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
            + " regex used for validation is"
            + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
        violations);
  }

  static void pathSegment(String field, JsonNode value, Violations violations) {
    String text = value.asText();
    if (text.equals(".") || text.equals("..")) {
      violations.invalid(field, value, "may not be '%s'".formatted(text));
    }
    for (String part : new String[] {"/", "%"}) {
      if (text.contains(part)) {
        violations.invalid(field, value, "may not contain '%s'".formatted(part));
      }
    }
  }

  static void portName(String field, JsonNode value, Violations violations) {
    String text = value.asText();
    if (text.length() > 15) {
      violations.invalid(field, value, "must be no more than 15 characters");
    } else if (!PORT_NAME.matcher(text).matches() || text.contains("--")) {
      violations.invalid(
          field, value, "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    } else if (!text.matches(".*[a-z].*")) {
      violations.invalid(field, value, "must contain at least one letter (a-z)");
    }
  }

  static void configKey(String field, String key, Violations violations) {
    if (key.length() > 253) {
      violations.invalid(field, key, "must be no more than 253 characters");
    } else if (!CONFIG_KEY.matcher(key).matches()) {
      violations.invalid(
          field,
          key,
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
              + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
              + " '[-._a-zA-Z0-9]+')");
    }
  }

  static void labels(String field, JsonNode labels, Violations violations) {
    for (var label : labels.properties()) {
      qualifiedName(label.getKey())
          .ifPresent(why -> violations.invalid(field, label.getKey(), why));
      String value = label.getValue().asText();
      if (value.length() > 63) {
        violations.invalid(field, value, "must be no more than 63 bytes");
      } else if (!LABEL_VALUE.matcher(value).matches()) {
        violations.invalid(
            field,
            value,
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
                + " or '.', and must start and end with an alphanumeric character (e.g. 'MyValue', "
                + " or 'my_value',  or '12345', regex used for validation is"
                + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')");
      }
    }
  }

  /** What is wrong with a label's or an annotation's key. */
  static Optional<String> qualifiedName(String key) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    if (slash >= 0) {
      String prefix = key.substring(0, slash);
      if (prefix.isEmpty()) {
        return Optional.of("prefix part must be non-empty");
      }
      if (!DNS_SUBDOMAIN.matcher(prefix).matches()) {
        return Optional.of(
            "prefix part a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
                + " characters, '-' or '.', and must start and end with an alphanumeric character"
                + " (e.g. 'example.com', regex used for validation is"
                + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
      }
    }
    if (name.isEmpty()) {
      return Optional.of("name part must be non-empty");
    }
    if (name.length() > 63) {
      return Optional.of("name part must be no more than 63 bytes");
    }
    return NAME_PART.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(
            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and"
                + " end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or"
                + " '123-abc', regex used for validation is"
                + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')");
  }

  private static void length(String field, JsonNode value, int most, Violations violations) {
    if (value.asText().length() > most) {
      violations.invalid(field, value, "must be no more than %d bytes".formatted(most));
    }
  }

  private static void form(
      String field, JsonNode value, Pattern form, String otherwise, Violations violations) {
    if (!form.matcher(value.asText()).matches()) {
      violations.invalid(field, value, otherwise);
    }
  }
}
