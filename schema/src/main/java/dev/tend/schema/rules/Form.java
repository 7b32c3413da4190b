package dev.tend.schema.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a text must be written. */
@FunctionalInterface
interface Form {
  int LABEL_LENGTH = 63;
  int SUBDOMAIN_LENGTH = 253;
  int PORT_NAME_LENGTH = 15;

  String LABEL_SYNTAX = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  String SUBDOMAIN_SYNTAX = LABEL_SYNTAX + "(\\." + LABEL_SYNTAX + ")*";
  String QUALIFIED_SYNTAX = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  String WILDCARD_SYNTAX = "\\*\\." + SUBDOMAIN_SYNTAX;
  String UNDERSCORE_LABEL = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
  String UNDERSCORE_SYNTAX = UNDERSCORE_LABEL + "(\\." + UNDERSCORE_LABEL + ")*";

  Pattern LABEL = Pattern.compile(LABEL_SYNTAX);
  Pattern SUBDOMAIN = Pattern.compile(SUBDOMAIN_SYNTAX);
  Pattern QUALIFIED = Pattern.compile(QUALIFIED_SYNTAX);
  Pattern PORT = Pattern.compile("[-a-z0-9]+");

  /** What is wrong; empty where nothing is. */
  List<String> faults(String text);

  Form DNS_LABEL =
      text -> {
        List<String> faults = tooLong(text, LABEL_LENGTH);
        if (!LABEL.matcher(text).matches()) {
          faults.add(
              SUBDOMAIN.matcher(text).matches()
                  ? "must not contain dots"
                  : syntax(
                      "a lowercase RFC 1123 label must consist of lower case alphanumeric"
                          + " characters or '-', and must start and end with an alphanumeric"
                          + " character",
                      LABEL_SYNTAX,
                      "my-name",
                      "123-abc"));
        }
        return faults;
      };

  Form DNS_SUBDOMAIN =
      pattern(
          SUBDOMAIN_LENGTH,
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-'"
              + " or '.', and must start and end with an alphanumeric character",
          SUBDOMAIN_SYNTAX,
          "example.com");

  Form DNS_SEARCH =
      pattern(
          SUBDOMAIN_LENGTH,
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
              + " '_', '-' or '.', and must start and end with an alphanumeric character",
          UNDERSCORE_SYNTAX,
          "example.com");

  Form WILDCARD =
      pattern(
          SUBDOMAIN_LENGTH,
          "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain,"
              + " which must consist of lower case alphanumeric characters, '-' or '.' and end"
              + " with an alphanumeric character",
          WILDCARD_SYNTAX,
          "*.example.com");

  Form DNS_1035_LABEL =
      pattern(
          LABEL_LENGTH,
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with"
              + " an alphabetic character, and end with an alphanumeric character",
          "[a-z]([-a-z0-9]*[a-z0-9])?",
          "my-name",
          "abc-123");

  Form LABEL_VALUE =
      pattern(
          LABEL_LENGTH,
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_'"
              + " or '.', and must start and end with an alphanumeric character",
          "(" + QUALIFIED_SYNTAX + ")?",
          "MyValue",
          "my_value",
          "12345");

  Form HEADER_NAME =
      pattern(
          Integer.MAX_VALUE,
          "a valid HTTP header must consist of alphanumeric characters or '-'",
          "[-A-Za-z0-9]+",
          "X-Header-Name");

  Form PERCENT =
      pattern(
          Integer.MAX_VALUE,
          "a valid percent string must be a numeric string followed by an ending '%'",
          "[0-9]+%",
          "1%",
          "93%");

  Form FILE_NAME =
      pattern(
          SUBDOMAIN_LENGTH,
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.'",
          "[-._a-zA-Z0-9]+",
          "key.name",
          "KEY_NAME",
          "key-name");

  Form CONFIG_KEY =
      text -> {
        List<String> faults = new ArrayList<>(FILE_NAME.faults(text));
        if (text.equals(".") || text.equals("..")) {
          faults.add("must not be '%s'".formatted(text));
        } else if (text.startsWith("..")) {
          faults.add("must not start with '..'");
        }
        return faults;
      };

  Form ENV_NAME =
      text -> {
        if (text.isEmpty()) {
          return List.of("environment variable name must be non-empty");
        }
        boolean printable = text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '=');
        return printable
            ? List.of()
            : List.of(
                "a valid environment variable name must consist only of printable ASCII"
                    + " characters other than '='");
      };

  Form PATH_SEGMENT =
      text -> {
        if (text.equals(".") || text.equals("..")) {
          return List.of("may not be '%s'".formatted(text));
        }
        List<String> faults = new ArrayList<>();
        for (String part : List.of("/", "%")) {
          if (text.contains(part)) {
            faults.add("may not contain '%s'".formatted(part));
          }
        }
        return faults;
      };

  Form PORT_NAME =
      text -> {
        List<String> faults = tooLong(text, PORT_NAME_LENGTH);
        if (!PORT.matcher(text).matches()) {
          faults.add("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
        }
        if (text.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
          faults.add("must contain at least one letter (a-z)");
        }
        if (text.contains("--")) {
          faults.add("must not contain consecutive hyphens");
        }
        if (text.startsWith("-") || text.endsWith("-")) {
          faults.add("must not begin or end with a hyphen");
        }
        return faults;
      };

  Form QUALIFIED_NAME =
      text -> {
        String rule =
            "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with"
                + " an alphanumeric character";
        String[] parts = text.split("/", -1);
        if (parts.length > 2) {
          return List.of(
              "a qualified name "
                  + syntax(rule, QUALIFIED_SYNTAX, "MyName", "my.name", "123-abc")
                  + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
        }
        List<String> faults = new ArrayList<>();
        if (parts.length == 2 && parts[0].isEmpty()) {
          faults.add("prefix part must be non-empty");
        } else if (parts.length == 2) {
          DNS_SUBDOMAIN.faults(parts[0]).forEach(why -> faults.add("prefix part " + why));
        }
        String name = parts[parts.length - 1];
        if (name.isEmpty()) {
          faults.add("name part must be non-empty");
        }
        tooLong(name, LABEL_LENGTH).forEach(why -> faults.add("name part " + why));
        if (!QUALIFIED.matcher(name).matches()) {
          faults.add("name part " + syntax(rule, QUALIFIED_SYNTAX, "MyName", "my.name", "123-abc"));
        }
        return faults;
      };

  /** A qualified name of whatever case. */
  Form ANNOTATION_KEY = text -> QUALIFIED_NAME.faults(text.toLowerCase(Locale.ROOT));

  private static Form pattern(int most, String rule, String syntax, String... examples) {
    Pattern compiled = Pattern.compile(syntax);
    String otherwise = syntax(rule, syntax, examples);
    return text -> {
      List<String> faults = tooLong(text, most);
      if (!compiled.matcher(text).matches()) {
        faults.add(otherwise);
      }
      return faults;
    };
  }

  private static List<String> tooLong(String text, int most) {
    List<String> faults = new ArrayList<>();
    if (text.length() > most) {
      faults.add("must be no more than %d characters".formatted(most));
    }
    return faults;
  }

  /** The rule of a syntax, with its examples. */
  static String syntax(String rule, String syntax, String... examples) {
    StringBuilder text = new StringBuilder(rule).append(" (");
    for (int i = 0; i < examples.length; i++) {
      text.append(i == 0 ? "e.g. " : " or ").append('\'').append(examples[i]).append("', ");
    }
    return text.append("regex used for validation is '").append(syntax).append("')").toString();
  }
}
