package dev.tend.sandbox.validation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Schedules in cron's form. */
final class Schedules {
  private static final Set<String> NAMED =
      Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");

  private static final List<int[]> RANGES =
      List.of(
          new int[] {0, 59},
          new int[] {0, 23},
          new int[] {1, 31},
          new int[] {1, 12},
          new int[] {0, 6});

  private static final String MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec";
  private static final String DAYS = "sun mon tue wed thu fri sat";

  private Schedules() {}

  /** What is wrong with it. */
  static Optional<String> problem(String schedule) {
    if (schedule.startsWith("TZ=") || schedule.startsWith("CRON_TZ=")) {
      return Optional.of("cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
    }
    if (schedule.startsWith("@")) {
      return NAMED.contains(schedule) || schedule.startsWith("@every ")
          ? Optional.empty()
          : Optional.of("unrecognized descriptor: " + schedule);
    }
    String[] fields = schedule.strip().split("\\s+", -1);
    if (fields.length != RANGES.size()) {
      return Optional.of(
          "expected exactly 5 fields, found %d: [%s]"
              .formatted(fields.length, String.join(" ", fields)));
    }
    for (int i = 0; i < fields.length; i++) {
      for (String part : fields[i].split(",", -1)) {
        Optional<String> problem = part(part, i);
        if (problem.isPresent()) {
          return problem;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> part(String part, int position) {
    String[] steps = part.split("/", -1);
    int[] range = RANGES.get(position);
    if (steps.length > 2) {
      return Optional.of("too many slashes: " + part);
    }
    if (steps.length == 2 && !steps[1].matches("[1-9]\\d{0,8}")) {
      return Optional.of("failed to parse int from %s".formatted(steps[1]));
    }
    if (steps[0].equals("*") || steps[0].equals("?")) {
      return Optional.empty();
    }
    String[] ends = steps[0].split("-", -1);
    if (ends.length > 2) {
      return Optional.of("too many hyphens: " + part);
    }
    int last = range[0];
    for (String end : ends) {
      int value = value(end, position);
      if (value < 0) {
        return Optional.of("failed to parse int from %s".formatted(end));
      }
      if (value < range[0]) {
        return Optional.of(
            "beginning of range (%d) below minimum (%d): %s".formatted(value, range[0], part));
      }
      if (value > range[1]) {
        return Optional.of(
            "end of range (%d) above maximum (%d): %s".formatted(value, range[1], part));
      }
      if (value < last) {
        return Optional.of(
            "beginning of range (%d) beyond end of range (%d): %s".formatted(last, value, part));
      }
      last = value;
    }
    return Optional.empty();
  }

  /** -1 where it is none. */
  private static int value(String text, int position) {
    if (text.matches("\\d{1,9}")) {
      return Integer.parseInt(text);
    }
    String names = position == 3 ? MONTHS : position == 4 ? DAYS : "";
    List<String> known = List.of(names.split(" ", -1));
    int at = text.isEmpty() ? -1 : known.indexOf(text.toLowerCase(java.util.Locale.ROOT));
    return at < 0 ? -1 : position == 3 ? at + 1 : at;
  }
}
