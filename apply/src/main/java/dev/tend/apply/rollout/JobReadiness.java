package dev.tend.apply.rollout;

import java.util.List;
import java.util.Optional;

/** A Job is ready when it has completed. A suspended one is as its spec wants it. */
final class JobReadiness {
  private JobReadiness() {}

  static Readiness of(LiveObject job) {
    for (String type : List.of("Failed", "FailureTarget")) {
      Optional<Condition> failed = job.condition(type).filter(Condition::isTrue);
      if (failed.isPresent()) {
        return new Readiness.Failing("failed: " + failed.get().words());
      }
    }
    if (isComplete(job)) {
      return new Readiness.Ready("completed");
    }
    if (job.spec().path("suspend").asBoolean()) {
      return new Readiness.Ready("suspended");
    }
    int wanted = job.spec().path("completions").asInt(1);
    StringBuilder text = new StringBuilder();
    text.append(job.count("succeeded")).append(" of ").append(Wording.count(wanted, "completion"));
    append(text, job.count("active"), "running");
    append(text, job.count("failed"), "failed");
    return new Readiness.Progressing(text.toString());
  }

  static boolean isComplete(LiveObject job) {
    return job.condition("Complete").filter(Condition::isTrue).isPresent();
  }

  private static void append(StringBuilder text, int pods, String what) {
    if (pods > 0) {
      text.append(", ").append(Wording.count(pods, "pod")).append(' ').append(what);
    }
  }
}
