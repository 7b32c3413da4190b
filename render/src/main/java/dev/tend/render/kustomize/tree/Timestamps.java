package dev.tend.render.kustomize.tree;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Unquoted dates: kustomize turns them into times. */
final class Timestamps {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
              + "(?:(?:[Tt]([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,]([0-9]+))?"
              + "(Z|[-+][0-9]{2}:[0-9]{2}))"
              + "|(?: ([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})(?:[.,]([0-9]+))?))?");

  private Timestamps() {}

  /** As RFC 3339 writes it; empty where the text is no date. */
  static Optional<String> parse(String text) {
    if (text.length() < 8 || text.charAt(4) != '-') {
      return Optional.empty();
    }
    Matcher date = FORM.matcher(text);
    if (!date.matches()) {
      return Optional.empty();
    }
    int shift = date.group(4) != null ? 4 : 9;
    boolean timed = date.group(shift) != null;
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(date.group(1)),
              number(date.group(2)),
              number(date.group(3)),
              timed ? number(date.group(shift)) : 0,
              timed ? number(date.group(shift + 1)) : 0,
              timed ? number(date.group(shift + 2)) : 0);
      String fraction = timed ? fraction(date.group(shift + 3)) : "";
      String zone = date.group(8);
      boolean utc = zone == null || zone.equals("Z") || zone.endsWith("00:00");
      return Optional.of(
          String.format(
              "%04d-%02d-%02dT%02d:%02d:%02d%s%s",
              time.getYear(),
              time.getMonthValue(),
              time.getDayOfMonth(),
              time.getHour(),
              time.getMinute(),
              time.getSecond(),
              fraction,
              utc ? "Z" : zone));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private static String fraction(@Nullable String digits) {
    if (digits == null) {
      return "";
    }
    String nanos = digits.length() > 9 ? digits.substring(0, 9) : digits;
    int end = nanos.length();
    while (end > 0 && nanos.charAt(end - 1) == '0') {
      end--;
    }
    return end == 0 ? "" : "." + nanos.substring(0, end);
  }
}
