package dev.tend.schema.rules;

import static dev.tend.schema.rules.ReplicaStatusRules.counts;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Statuses of jobs: what must agree where it changed, and what can't be taken back. */
final class JobStatusRules {
  private JobStatusRules() {}

  /** A job before and after; asks what changed. */
  private record Jobs(Field before, Field now) {
    boolean is(String condition) {
      return isTrue(now, condition);
    }

    boolean was(String condition) {
      return isTrue(before, condition);
    }

    boolean turned(String condition) {
      return is(condition) != was(condition);
    }

    boolean isFinished() {
      return is("Complete") || is("Failed");
    }

    boolean wasFinished() {
      return was("Complete") || was("Failed");
    }

    boolean finishedNow() {
      return isFinished() != wasFinished();
    }

    Field old(String name) {
      return before.at("status", name);
    }

    Field status(String name) {
      return now.at("status", name);
    }

    Field spec(String name) {
      return now.at("spec", name);
    }

    boolean changed(String name) {
      return Change.differs(old(name), status(name));
    }

    boolean counted(String name) {
      return old(name).number() != status(name).number();
    }

    private static boolean isTrue(Field job, String condition) {
      return stands(job, condition, "True");
    }
  }

  private static boolean stands(Field job, String condition, String status) {
    return job.at("status", "conditions").items().stream()
        .anyMatch(one -> one.at("type").is(condition) && one.at("status").is(status));
  }

  static final Change STATUS =
      (before, now, faults) -> {
        Jobs jobs = new Jobs(before, now);
        counts("active", "succeeded", "failed", "ready", "terminating")
            .check(now.at("status"), faults);
        uncounted(now.at("status", "uncountedTerminatedPods"), faults);
        times(jobs, faults);
        ends(jobs, faults);
        indexes(jobs, faults);
        pods(jobs, faults);
        success(jobs, faults);
        kept(jobs, faults);
      };

  private static void uncounted(Field pods, Faults faults) {
    Set<String> seen = new HashSet<>();
    for (String list : List.of("succeeded", "failed")) {
      for (Field uid : pods.at(list).items()) {
        if (uid.isEmpty()) {
          faults.invalid(uid, "must not be empty");
        } else if (!seen.add(uid.text())) {
          faults.duplicate(uid);
        }
      }
    }
  }

  private static void conditions(Jobs jobs, String why, Faults faults) {
    faults.wrong(jobs.status("conditions"), why);
  }

  private static void times(Jobs jobs, Faults faults) {
    Field done = jobs.status("completionTime");
    boolean complete = jobs.is("Complete");
    if (complete && jobs.is("Failed") && (jobs.turned("Complete") || jobs.turned("Failed"))) {
      conditions(jobs, "cannot set Complete=True and Failed=true conditions", faults);
    }
    if (complete
        && jobs.is("FailureTarget")
        && (jobs.turned("Complete") || jobs.turned("FailureTarget"))) {
      conditions(jobs, "cannot set Complete=True and FailureTarget=true conditions", faults);
    }
    if (jobs.turned("Complete") || jobs.changed("completionTime")) {
      if (done.isSet() && !complete) {
        faults.invalid(done, "cannot set completionTime when there is no Complete=True condition");
      } else if (!done.isSet() && complete) {
        faults.required(done, "completionTime is required for Complete jobs");
      }
    }
    Field start = jobs.status("startTime");
    boolean moved = jobs.changed("startTime") || jobs.changed("completionTime");
    if (moved && start.isSet() && done.isSet() && done.text().compareTo(start.text()) < 0) {
      faults.invalid(done, "must be equal to or after `startTime`");
    }
  }

  private static void ends(Jobs jobs, Faults faults) {
    if (jobs.is("Failed")
        && !jobs.is("FailureTarget")
        && (jobs.turned("Failed") || jobs.changed("failedIndexes"))) {
      conditions(
          jobs,
          "cannot set Failed=True condition without the FailureTarget=true condition",
          faults);
    }
    if (jobs.is("Complete")
        && !jobs.is("SuccessCriteriaMet")
        && (jobs.turned("Complete") || jobs.turned("SuccessCriteriaMet"))) {
      conditions(
          jobs,
          "cannot set Complete=True condition without the SuccessCriteriaMet=true condition",
          faults);
    }
    if (!jobs.isFinished()) {
      return;
    }
    Field active = jobs.status("active");
    if (active.number() > 0 && (jobs.finishedNow() || jobs.counted("active"))) {
      faults.invalid(active, "active>0 is invalid for finished job");
    }
    boolean nothingToDo =
        jobs.spec("suspend").isTrue()
            && jobs.spec("completions").isSet()
            && jobs.spec("completions").number() == 0;
    Field start = jobs.status("startTime");
    if (!start.isSet() && !nothingToDo && (jobs.finishedNow() || jobs.changed("startTime"))) {
      faults.required(start, "startTime is required for finished job");
    }
    Field uncounted = jobs.status("uncountedTerminatedPods");
    boolean any = !uncounted.at("failed").isEmpty() || !uncounted.at("succeeded").isEmpty();
    if (any && (jobs.finishedNow() || jobs.changed("uncountedTerminatedPods"))) {
      faults.invalid(uncounted, "must be empty for finished job");
    }
  }

  private static void indexes(Jobs jobs, Faults faults) {
    Field completed = jobs.status("completedIndexes");
    Field failed = jobs.status("failedIndexes");
    Field completions = jobs.spec("completions");
    boolean perIndex = jobs.spec("backoffLimitPerIndex").isSet();
    boolean completedChanged = jobs.changed("completedIndexes");
    boolean failedChanged = jobs.changed("failedIndexes");
    if (completedChanged && completions.isSet()) {
      parse(completed, "completedIndexes", completions.number(), faults);
    }
    if (failedChanged && completions.isSet() && perIndex && failed.isSet()) {
      parse(failed, "failedIndexes", completions.number(), faults);
    }
    boolean indexed = JobRules.isIndexed(jobs.now().at("spec"));
    if (completedChanged && !completed.isEmpty() && !indexed) {
      faults.invalid(
          completed, "cannot set non-empty completedIndexes when non-indexed completion mode");
    }
    if (failedChanged && !perIndex && failed.isSet()) {
      faults.invalid(failed, "cannot set non-null failedIndexes when backoffLimitPerIndex is null");
    }
    if ((failedChanged || completedChanged) && completions.isSet() && failed.isSet()) {
      JobIndexes.overlap(completed.text(), failed.text(), completions.number())
          .ifPresent(
              index ->
                  faults.invalid(
                      failed, "failedIndexes and completedIndexes overlap at index: " + index));
    }
  }

  private static void parse(Field text, String name, long completions, Faults faults) {
    Optional<String> wrong = JobIndexes.fault(text.text(), completions);
    wrong.ifPresent(why -> faults.invalid(text, "error parsing %s: %s".formatted(name, why)));
  }

  private static void pods(Jobs jobs, Faults faults) {
    Field terminating = jobs.status("terminating");
    if (terminating.number() > 0
        && jobs.isFinished()
        && (jobs.finishedNow() || jobs.changed("terminating"))) {
      faults.invalid(terminating, "terminating>0 is invalid for finished job");
    }
    Field ready = jobs.status("ready");
    if (ready.isSet()
        && ready.number() > jobs.status("active").number()
        && (jobs.changed("ready") || jobs.counted("active"))) {
      faults.invalid(ready, "cannot set more ready pods than active");
    }
  }

  private static void success(Jobs jobs, Faults faults) {
    boolean met = jobs.is("SuccessCriteriaMet");
    if (met && jobs.is("Failed")) {
      conditions(jobs, "cannot set SuccessCriteriaMet=True and Failed=true conditions", faults);
    }
    if (met && jobs.is("FailureTarget")) {
      conditions(
          jobs, "cannot set SuccessCriteriaMet=True and FailureTarget=true conditions", faults);
    }
    if (jobs.spec("successPolicy").isSet() && !met && jobs.is("Complete")) {
      conditions(
          jobs,
          "cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True",
          faults);
    }
  }

  private static void kept(Jobs jobs, Faults faults) {
    for (String condition : List.of("Failed", "Complete", "FailureTarget")) {
      if (jobs.was(condition) && !jobs.is(condition)) {
        conditions(
            jobs, "cannot disable the terminal %s=True condition".formatted(condition), faults);
      }
    }
    decreased(jobs, "failed", faults);
    boolean elastic =
        JobRules.isIndexed(jobs.now().at("spec"))
            && jobs.spec("completions").node().equals(jobs.spec("parallelism").node());
    if (!elastic) {
      decreased(jobs, "succeeded", faults);
    }
    Field done = jobs.status("completionTime");
    if (done.isSet() && jobs.old("completionTime").isSet() && jobs.changed("completionTime")) {
      faults.invalid(done, "field is immutable");
    }
    boolean resumes =
        stands(jobs.before(), "Suspended", "True") && stands(jobs.now(), "Suspended", "False");
    if (jobs.old("startTime").isSet()
        && jobs.changed("startTime")
        && !resumes
        && !jobs.spec("suspend").isTrue()) {
      faults.required(jobs.status("startTime"), "startTime cannot be removed for unsuspended job");
    }
    if (jobs.was("SuccessCriteriaMet") && !jobs.is("SuccessCriteriaMet")) {
      conditions(jobs, "cannot disable the SuccessCriteriaMet=True condition", faults);
    }
    if (jobs.was("Complete") && !jobs.was("SuccessCriteriaMet") && jobs.is("SuccessCriteriaMet")) {
      conditions(
          jobs,
          "cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions",
          faults);
    }
  }

  private static void decreased(Jobs jobs, String counter, Faults faults) {
    Field now = jobs.status(counter);
    if (now.number() < jobs.old(counter).number()) {
      faults.invalidRaw(
          now, Long.toString(now.number()), "cannot decrease the %s counter".formatted(counter));
    }
  }
}
