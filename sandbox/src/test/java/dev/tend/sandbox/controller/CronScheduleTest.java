package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          */5 * * * *    | 2026-03-01T10:02:30Z | 2026-03-01T10:05Z
          0 3 * * *      | 2026-03-01T03:00:00Z | 2026-03-02T03:00Z
          15 14 1 * *    | 2026-03-01T14:15:00Z | 2026-04-01T14:15Z
          0 0 * * mon    | 2026-03-01T00:00:00Z | 2026-03-02T00:00Z
          0 0 * * 7      | 2026-03-02T00:00:00Z | 2026-03-08T00:00Z
          0 0 13 * 5     | 2026-03-01T00:00:00Z | 2026-03-06T00:00Z
          0 12 29 feb *  | 2026-03-01T00:00:00Z | 2028-02-29T12:00Z
          10-12/2 8 * * 1-5 | 2026-03-06T08:10:00Z | 2026-03-06T08:12Z
          @hourly        | 2026-03-01T10:00:00Z | 2026-03-01T11:00Z
          0 2 * * *      | 2026-03-28T12:00:00+01:00[Europe/Berlin] | 2026-03-30T02:00+02:00[Europe/Berlin]
          """)
  void findsTheNextTime(String schedule, ZonedDateTime time, ZonedDateTime next) {
    assertThat(CronSchedule.parse(schedule).orElseThrow().after(time)).contains(next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "a * * * *",
        "5-1 * * * *",
        "*/0 * * * *"
      })
  void refusesWhatIsNoSchedule(String schedule) {
    assertThat(CronSchedule.parse(schedule)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 30 2 *"})
  void someDaysNeverCome(String schedule) {
    ZonedDateTime time = ZonedDateTime.parse("2026-03-01T00:00:00Z");

    assertThat(CronSchedule.parse(schedule).orElseThrow().after(time)).isEmpty();
  }
}
