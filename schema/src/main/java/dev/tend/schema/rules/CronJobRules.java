package dev.tend.schema.rules;

import static dev.tend.schema.rules.Checks.NOT_NEGATIVE;
import static dev.tend.schema.rules.Rule.at;
import static dev.tend.schema.rules.Rule.given;

import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/** Cron jobs. */
final class CronJobRules {
  private static final int LONGEST_NAME = 52;
  private static final Pattern ZONE_PART = Pattern.compile("[A-Za-z.\\-_0-9+]{1,14}");
  private static final List<String> OTHER_ZONES = List.of("EST", "HST", "MST");

  private CronJobRules() {}

  private static final Rule SCHEDULE =
      (schedule, faults) -> {
        if (schedule.isEmpty()) {
          faults.required(schedule);
          return;
        }
        Schedules.problem(schedule.text()).ifPresent(why -> faults.invalid(schedule, why));
        if (schedule.text().contains("TZ")) {
          faults.invalid(
              schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        }
      };

  private static final Rule ZONE =
      (zone, faults) -> {
        String text = zone.text();
        if (text.isEmpty()) {
          faults.invalid(zone, "timeZone must be nil or non-empty string");
          return;
        }
        for (String part : text.split("/", -1)) {
          boolean wrong =
              part.equals(".")
                  || part.equals("..")
                  || part.startsWith("-")
                  || !ZONE_PART.matcher(part).matches();
          if (wrong) {
            faults.invalid(zone, "unknown time zone " + text);
            return;
          }
        }
        if (text.equalsIgnoreCase("Local")) {
          faults.invalid(
              zone,
              "timeZone must be an explicit time zone as defined in"
                  + " https://www.iana.org/time-zones");
        }
        boolean known =
            ZoneId.getAvailableZoneIds().contains(text)
                || OTHER_ZONES.contains(text)
                || text.equals("Local");
        if (!known) {
          faults.invalid(zone, "unknown time zone " + text);
        }
      };

  private static final Rule SPEC =
      at(
          "spec",
          at("schedule", SCHEDULE),
          given("startingDeadlineSeconds", NOT_NEGATIVE),
          given("timeZone", ZONE),
          at("concurrencyPolicy", Checks.requiredOneOf("Allow", "Forbid", "Replace")),
          at("jobTemplate", JobRules.TEMPLATE),
          given("successfulJobsHistoryLimit", NOT_NEGATIVE),
          given("failedJobsHistoryLimit", NOT_NEGATIVE));

  static final Rule CREATED =
      Rule.all(
          SPEC,
          at(
              "metadata",
              at(
                  "name",
                  Checks.invalid(
                      name -> name.text().length() > LONGEST_NAME,
                      "must be no more than 52 characters"))));

  static final Change CHANGED = Change.now(SPEC);
}
