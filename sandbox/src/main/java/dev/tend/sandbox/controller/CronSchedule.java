package dev.tend.sandbox.controller;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A cron expression of five fields: minute, hour, day of month, month, day of week. */
record CronSchedule(
    BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, boolean eitherDay) {
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> WEEKDAYS =
      List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

  /** Beyond this no date matches: 30 February. */
  private static final int YEARS = 5;

  /** Empty for what is no schedule. */
  static Optional<CronSchedule> parse(String text) {
    String spelled =
        switch (text.strip()) {
          case "@yearly", "@annually" -> "0 0 1 1 *";
          case "@monthly" -> "0 0 1 * *";
          case "@weekly" -> "0 0 * * 0";
          case "@daily", "@midnight" -> "0 0 * * *";
          case "@hourly" -> "0 * * * *";
          default -> text.strip();
        };
    String[] fields = spelled.split("\\s+");
    if (fields.length != 5) {
      return Optional.empty();
    }
    try {
      BitSet weekdays = bits(fields[4], 0, 7, WEEKDAYS, 0);
      if (weekdays.get(7)) {
        weekdays.set(0);
      }
      boolean eitherDay = !isAny(fields[2]) && !isAny(fields[4]);
      return Optional.of(
          new CronSchedule(
              bits(fields[0], 0, 59, List.of(), 0),
              bits(fields[1], 0, 23, List.of(), 0),
              bits(fields[2], 1, 31, List.of(), 0),
              bits(fields[3], 1, 12, MONTHS, 1),
              weekdays,
              eitherDay));
    } catch (IllegalArgumentException notAField) {
      return Optional.empty();
    }
  }

  private static boolean isAny(String field) {
    return field.startsWith("*") || field.equals("?");
  }

  private static BitSet bits(String field, int least, int most, List<String> names, int first) {
    BitSet bits = new BitSet();
    for (String part : field.split(",", -1)) {
      int slash = part.indexOf('/');
      int step = slash < 0 ? 1 : Integer.parseInt(part.substring(slash + 1));
      String range = slash < 0 ? part : part.substring(0, slash);
      int from = least;
      int to = most == 7 ? 6 : most;
      if (!range.equals("*") && !range.equals("?")) {
        int dash = range.indexOf('-');
        from = number(dash < 0 ? range : range.substring(0, dash), names, first);
        to = dash >= 0 ? number(range.substring(dash + 1), names, first) : slash < 0 ? from : to;
      }
      if (step < 1 || from < least || to > most || from > to) {
        throw new IllegalArgumentException(part);
      }
      for (int value = from; value <= to; value += step) {
        bits.set(value);
      }
    }
    return bits;
  }

  private static int number(String text, List<String> names, int first) {
    int named = names.indexOf(text.toLowerCase(Locale.ROOT));
    return named >= 0 ? named + first : Integer.parseInt(text);
  }

  /** The first time after this one; empty if there is none within five years. */
  Optional<ZonedDateTime> after(ZonedDateTime time) {
    ZonedDateTime next = time.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    ZonedDateTime end = time.plusYears(YEARS);
    ZoneId zone = time.getZone();
    while (next.isBefore(end)) {
      if (!months.get(next.getMonthValue()) || !isDay(next)) {
        next = next.toLocalDate().plusDays(1).atStartOfDay(zone);
      } else if (!hours.get(next.getHour())) {
        next = next.truncatedTo(ChronoUnit.HOURS).plusHours(1);
      } else if (!minutes.get(next.getMinute())) {
        next = next.plusMinutes(1);
      } else {
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  private boolean isDay(ZonedDateTime time) {
    boolean day = days.get(time.getDayOfMonth());
    boolean weekday = weekdays.get(time.getDayOfWeek().getValue() % 7);
    return eitherDay ? day || weekday : day && weekday;
  }
}
