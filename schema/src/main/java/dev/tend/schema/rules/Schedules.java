package dev.tend.schema.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Schedules in cron's form. */
final class Schedules {
  private static final Set<String> NAMED =
      Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final String DURATION =
      "[-+]?(0|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)";

  private static final Pattern ZONED = Pattern.compile("(CRON_)?TZ=\\S* .*");
  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,18}");

  /** A field: its least and largest values, and names for some. */
  private record Unit(int least, int most, List<String> names) {}

  private static final List<Unit> UNITS =
      List.of(
          new Unit(0, 59, List.of()),
          new Unit(0, 23, List.of()),
          new Unit(1, 31, List.of()),
          new Unit(
              1,
              12,
              List.of(
                  "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                  "dec")),
          new Unit(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat")));

  private Schedules() {}

  /** What is wrong with it. */
  static Optional<String> problem(String schedule) {
    try {
      check(schedule);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static void check(String schedule) {
    String text = schedule;
    if (ZONED.matcher(text).matches()) {
      text = text.substring(text.indexOf(' ')).strip();
    }
    if (text.startsWith("@")) {
      named(text);
      return;
    }
    List<String> fields =
        Arrays.stream(text.split("\\s+", -1)).filter(part -> !part.isEmpty()).toList();
    if (fields.size() != UNITS.size()) {
      throw new IllegalArgumentException(
          "expected exactly 5 fields, found %d: [%s]"
              .formatted(fields.size(), String.join(" ", fields)));
    }
    for (int i = 0; i < fields.size(); i++) {
      for (String range : fields.get(i).split(",", -1)) {
        if (!range.isEmpty()) {
          range(range, UNITS.get(i));
        }
      }
    }
  }

  private static void named(String text) {
    String every = "@every ";
    if (text.startsWith(every)) {
      String duration = text.substring(every.length());
      if (!duration.matches(DURATION)) {
        throw new IllegalArgumentException(
            "failed to parse duration %s: time: invalid duration \"%s\"".formatted(text, duration));
      }
    } else if (!NAMED.contains(text)) {
      throw new IllegalArgumentException("unrecognized descriptor: " + text);
    }
  }

  private static void range(String text, Unit unit) {
    List<String> stepped = List.of(text.split("/", -1));
    List<String> ends = List.of(stepped.getFirst().split("-", -1));
    boolean star = ends.getFirst().equals("*") || ends.getFirst().equals("?");
    long start = star ? unit.least : value(ends.getFirst(), unit);
    long end = star ? unit.most : start;
    if (!star && ends.size() == 2) {
      end = value(ends.get(1), unit);
    } else if (!star && ends.size() > 2) {
      throw new IllegalArgumentException("too many hyphens: " + text);
    }
    long step = 1;
    if (stepped.size() == 2) {
      step = number(stepped.get(1));
      end = ends.size() == 1 ? unit.most : end;
    } else if (stepped.size() > 2) {
      throw new IllegalArgumentException("too many slashes: " + text);
    }
    if (start < unit.least) {
      throw new IllegalArgumentException(
          "beginning of range (%d) below minimum (%d): %s".formatted(start, unit.least, text));
    }
    if (end > unit.most) {
      throw new IllegalArgumentException(
          "end of range (%d) above maximum (%d): %s".formatted(end, unit.most, text));
    }
    if (start > end) {
      throw new IllegalArgumentException(
          "beginning of range (%d) beyond end of range (%d): %s".formatted(start, end, text));
    }
    if (step == 0) {
      throw new IllegalArgumentException("step of range should be a positive number: " + text);
    }
  }

  private static long value(String text, Unit unit) {
    int named = text.isEmpty() ? -1 : unit.names.indexOf(text.toLowerCase(Locale.ROOT));
    return named >= 0 ? named : number(text);
  }

  private static long number(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "failed to parse int from %s: strconv.Atoi: parsing \"%s\": invalid syntax"
              .formatted(text, text));
    }
    long number = Long.parseLong(text);
    if (number < 0) {
      throw new IllegalArgumentException(
          "negative number (%d) not allowed: %s".formatted(number, text));
    }
    return number;
  }
}
