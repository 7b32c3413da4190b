package dev.tend.apply.rollout;

/** A CronJob is ready as soon as it exists: what it starts is another matter. */
final class CronJobReadiness {
  private CronJobReadiness() {}

  static Readiness of(LiveObject cronJob) {
    if (cronJob.spec().path("suspend").asBoolean()) {
      return new Readiness.Ready("suspended");
    }
    StringBuilder text = new StringBuilder();
    text.append("scheduled ").append(cronJob.spec().path("schedule").asText());
    String last = cronJob.status().path("lastScheduleTime").asText("");
    if (!last.isEmpty()) {
      text.append(", last ran ").append(last);
    }
    int active = cronJob.status().path("active").size();
    if (active > 0) {
      text.append(", ").append(Wording.count(active, "job")).append(" running");
    }
    return new Readiness.Ready(text.toString());
  }
}
