package dev.tend.schema.structural;

import com.google.common.net.InetAddresses;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The formats of texts that servers check; names without dashes. */
public final class StringFormats {
  private static final String UUID_START = "(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?";
  private static final Map<String, Predicate<String>> CHECKS =
      Map.ofEntries(
          Map.entry("date", StringFormats::isDate),
          Map.entry("datetime", StringFormats::isDateTime),
          Map.entry("duration", StringFormats::isDuration),
          Map.entry("byte", StringFormats::isBase64),
          Map.entry("ipv4", text -> InetAddresses.isInetAddress(text) && !text.contains(":")),
          Map.entry("ipv6", text -> InetAddresses.isInetAddress(text) && text.contains(":")),
          Map.entry("cidr", StringFormats::isRange),
          Map.entry(
              "mac",
              form(
                  "([0-9a-fA-F]{2}[:-]){5,7}[0-9a-fA-F]{2}|([0-9a-fA-F]{4}\\.){2,3}[0-9a-fA-F]{4}")),
          Map.entry("email", form("(.*<)?[^@\\s<>]+@[^@\\s<>]+>?")),
          Map.entry(
              "hostname",
              form(
                  "[\\p{S}\\p{L}a-zA-Z0-9](-?[\\p{S}\\p{L}a-zA-Z0-9]{0,62})?"
                      + "|([\\p{S}\\p{L}a-zA-Z0-9]([\\p{S}\\p{L}a-zA-Z0-9-]{0,61}[\\p{S}\\p{L}a-zA-Z0-9])?\\.)+"
                      + "[\\p{L}a-zA-Z]{2,63}")),
          Map.entry("uri", StringFormats::isUri),
          Map.entry("uuid", form(UUID_START + "[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")),
          Map.entry("uuid3", form(UUID_START + "3[0-9a-f]{3}-?[0-9a-f]{4}-?[0-9a-f]{12}")),
          Map.entry("uuid4", form(UUID_START + "4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}")),
          Map.entry("uuid5", form(UUID_START + "5[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}")),
          Map.entry("bsonobjectid", form("[0-9a-fA-F]{24}")),
          Map.entry("isbn", text -> isBookNumber(text, 10) || isBookNumber(text, 13)),
          Map.entry("isbn10", text -> isBookNumber(text, 10)),
          Map.entry("isbn13", text -> isBookNumber(text, 13)),
          Map.entry("creditcard", StringFormats::isCardNumber),
          Map.entry("ssn", form("\\d{3}[- ]?\\d{2}[- ]?\\d{4}")),
          Map.entry("hexcolor", form("#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")),
          Map.entry(
              "rgbcolor",
              form(
                  "rgb\\((\\s*(25[0-5]|2[0-4]\\d|1?\\d?\\d)\\s*,){2}\\s*(25[0-5]|2[0-4]\\d|1?\\d?\\d)\\s*\\)")));
  private static final Pattern DURATION =
      Pattern.compile(
          "-?(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h))+|0"
              + "|\\s*[0-9]+(\\.[0-9]+)?\\s*(ns|nanos?|us|µs|micros?|microseconds?|ms|millis?"
              + "|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?)\\s*");
  private static final Set<String> UNCHECKED = Set.of("password");

  private StringFormats() {}

  /** Whether servers know the format. */
  public static boolean isKnown(String format) {
    return CHECKS.containsKey(format) || UNCHECKED.contains(format);
  }

  /** Texts are of every format that servers don't know. */
  static boolean accepts(String format, String text) {
    Predicate<String> check = CHECKS.get(format);
    return check == null || check.test(text);
  }

  private static Predicate<String> form(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }

  private static boolean isDate(String text) {
    try {
      return LocalDate.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDateTime(String text) {
    try {
      return OffsetDateTime.parse(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isDuration(String text) {
    return DURATION.matcher(text).matches();
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isRange(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !InetAddresses.isInetAddress(text.substring(0, slash))) {
      return false;
    }
    String bits = text.substring(slash + 1);
    int most = text.contains(":") ? 128 : 32;
    return bits.matches("[0-9]{1,3}") && Integer.parseInt(bits) <= most;
  }

  private static boolean isUri(String text) {
    return text.matches("[a-zA-Z][a-zA-Z0-9+.-]*:.*|/.*") && !text.matches("[^?#]*[\\s<>\"].*");
  }

  private static boolean isBookNumber(String text, int digits) {
    String plain = text.replaceAll("[\\s-]", "");
    if (!plain.matches(digits == 10 ? "[0-9]{9}[0-9X]" : "[0-9]{13}")) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits; i++) {
      int digit = plain.charAt(i) == 'X' ? 10 : plain.charAt(i) - '0';
      sum += digits == 10 ? (i + 1) * digit : (i % 2 == 0 ? 1 : 3) * digit;
    }
    return sum % (digits == 10 ? 11 : 10) == 0;
  }

  private static boolean isCardNumber(String text) {
    String plain = text.replaceAll("[^0-9]+", "");
    int sum = 0;
    for (int i = 0; i < plain.length(); i++) {
      int digit = plain.charAt(plain.length() - 1 - i) - '0';
      int doubled = i % 2 == 0 ? digit : digit * 2;
      sum += doubled > 9 ? doubled - 9 : doubled;
    }
    return plain.length() >= 13 && plain.length() <= 19 && sum % 10 == 0;
  }
}
