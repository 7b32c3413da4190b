package dev.tend.schema;

import java.util.Locale;
import java.util.regex.Pattern;

/** The syntaxes of names, labels and annotations. */
final class Names {
  static final int LABEL_LENGTH = 63;
  static final int SUBDOMAIN_LENGTH = 253;

  private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_1035 = Pattern.compile("[a-z](?:[-a-z0-9]*[a-z0-9])?");
  private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?");

  private Names() {}

  /** RFC 1123 label. */
  static boolean isLabel(String name) {
    return name.length() <= LABEL_LENGTH && LABEL.matcher(name).matches();
  }

  /** RFC 1035 label: it starts with a letter. */
  static boolean isLabel1035(String name) {
    return name.length() <= LABEL_LENGTH && LABEL_1035.matcher(name).matches();
  }

  /** RFC 1123 subdomain. */
  static boolean isSubdomain(String name) {
    return name.length() <= SUBDOMAIN_LENGTH && SUBDOMAIN.matcher(name).matches();
  }

  /** One segment of a URL's path. */
  static boolean isPathSegment(String name) {
    return !name.equals(".") && !name.equals("..") && !name.contains("/") && !name.contains("%");
  }

  static boolean isLabelValue(String value) {
    return value.isEmpty() || value.length() <= LABEL_LENGTH && WORD.matcher(value).matches();
  }

  /** A name with an optional prefix, {@code example.com/name}. */
  static boolean isQualified(String key) {
    int slash = key.indexOf('/');
    String name = key.substring(slash + 1);
    return name.length() <= LABEL_LENGTH
        && WORD.matcher(name).matches()
        && (slash < 0 || isSubdomain(key.substring(0, slash)));
  }

  static boolean isAnnotationKey(String key) {
    return isQualified(key.toLowerCase(Locale.ROOT));
  }
}
