package dev.tend.schema.cel;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** A format that expressions can name: what a text lacks to be of it. */
record NamedFormat(String name, Function<String, List<String>> faults) {
  private static final int LABEL = 63;
  private static final int SUBDOMAIN = 253;
  private static final String LABEL_FORM = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final String SUBDOMAIN_FORM = LABEL_FORM + "(\\." + LABEL_FORM + ")*";
  private static final String NAME_FORM = "([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]";
  private static final String LABEL_RULE =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '"
          + LABEL_FORM
          + "')";
  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
          + " regex used for validation is '"
          + SUBDOMAIN_FORM
          + "')";
  private static final String OLD_LABEL_FORM = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String OLD_LABEL_RULE =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '"
          + OLD_LABEL_FORM
          + "')";
  private static final String VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is"
          + " '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
  private static final String QUALIFIED_FORM =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for"
          + " validation is '"
          + NAME_FORM
          + "')";
  private static final String QUALIFIED_RULE =
      "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start"
          + " and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"
          + " regex used for validation is '"
          + NAME_FORM
          + "') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}");

  static Map<String, NamedFormat> all() {
    Map<String, NamedFormat> all = new TreeMap<>();
    add(all, "dns1123Label", "DNS1123Label", text -> form(text, LABEL, LABEL_FORM, LABEL_RULE));
    add(
        all,
        "dns1123Subdomain",
        "DNS1123Subdomain",
        text -> form(text, SUBDOMAIN, SUBDOMAIN_FORM, SUBDOMAIN_RULE));
    add(
        all,
        "dns1035Label",
        "DNS1035Label",
        text -> form(text, LABEL, OLD_LABEL_FORM, OLD_LABEL_RULE));
    add(
        all,
        "dns1123LabelPrefix",
        "DNS1123LabelPrefix",
        text -> form(masked(text), LABEL, LABEL_FORM, LABEL_RULE));
    add(
        all,
        "dns1123SubdomainPrefix",
        "DNS1123SubdomainPrefix",
        text -> form(masked(text), SUBDOMAIN, SUBDOMAIN_FORM, SUBDOMAIN_RULE));
    add(
        all,
        "dns1035LabelPrefix",
        "DNS1035LabelPrefix",
        text -> form(masked(text), LABEL, OLD_LABEL_FORM, OLD_LABEL_RULE));
    add(all, "qualifiedName", "QualifiedName", NamedFormat::qualified);
    add(
        all,
        "labelValue",
        "LabelValue",
        text -> form(text, LABEL, "(" + NAME_FORM + ")?", VALUE_RULE));
    add(all, "uri", "URI", NamedFormat::uri);
    add(
        all,
        "uuid",
        "uuid",
        text ->
            UUID.matcher(text).matches() ? List.of() : List.of("does not match the UUID format"));
    add(
        all,
        "byte",
        "byte",
        text -> Values.base64(text).isPresent() ? List.of() : List.of("invalid base64"));
    add(all, "date", "date", text -> isDate(text) ? List.of() : List.of("invalid date"));
    add(
        all,
        "datetime",
        "datetime",
        text -> Values.dateTime(text).isPresent() ? List.of() : List.of("invalid datetime"));
    return all;
  }

  private static void add(
      Map<String, NamedFormat> all,
      String key,
      String name,
      Function<String, List<String>> faults) {
    all.put(key, new NamedFormat(name, faults));
  }

  /** What is wrong; empty where nothing is. */
  Optional<List<String>> validate(String text) {
    List<String> found = faults.apply(text);
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  private static List<String> form(String text, int longest, String form, String rule) {
    List<String> found = new ArrayList<>();
    if (text.length() > longest) {
      found.add("must be no more than %d bytes".formatted(longest));
    }
    if (!text.matches(form)) {
      found.add(rule);
    }
    return found;
  }

  /** A name that generateName begins may end with a dash. */
  private static String masked(String text) {
    return text.length() > 1 && text.endsWith("-")
        ? text.substring(0, text.length() - 2) + "a"
        : text;
  }

  private static List<String> qualified(String text) {
    List<String> found = new ArrayList<>();
    String[] parts = text.split("/", -1);
    if (parts.length > 2) {
      return List.of(QUALIFIED_RULE);
    }
    if (parts.length == 2) {
      if (parts[0].isEmpty()) {
        found.add("prefix part must be non-empty");
      } else {
        form(parts[0], SUBDOMAIN, SUBDOMAIN_FORM, SUBDOMAIN_RULE)
            .forEach(fault -> found.add("prefix part " + fault));
      }
    }
    String name = parts[parts.length - 1];
    if (name.isEmpty()) {
      found.add("name part must be non-empty");
    } else if (name.length() > LABEL) {
      found.add("name part must be no more than 63 bytes");
    }
    if (!name.matches(NAME_FORM)) {
      found.add("name part " + QUALIFIED_FORM);
    }
    return found;
  }

  private static List<String> uri(String text) {
    try {
      GoUrl.parse(text);
      return List.of();
    } catch (CelFault e) {
      return List.of(e.message().replace("URL parse error during conversion from string: ", ""));
    }
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
