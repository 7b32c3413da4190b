package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.is;
import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What runs pods to their end. */
final class JobDefaults {
  private JobDefaults() {}

  static void job(ObjectNode job) {
    ObjectNode spec = object(job, "spec");
    if (is(spec, "completions") && is(spec, "parallelism")) {
      spec.put("completions", 1);
    }
    put(spec, "parallelism", 1);
    put(spec, "completionMode", "NonIndexed");
    put(spec, "suspend", false);
    put(spec, "manualSelector", false);
    if (spec.hasNonNull("backoffLimitPerIndex")) {
      put(spec, "backoffLimit", Integer.MAX_VALUE);
    }
    put(spec, "backoffLimit", 6);
    boolean failurePolicy = spec.hasNonNull("podFailurePolicy");
    put(spec, "podReplacementPolicy", failurePolicy ? "Failed" : "TerminatingOrFailed");
    failurePolicy(spec);
    PodDefaults.template(spec, "template");
  }

  private static void failurePolicy(ObjectNode spec) {
    for (JsonNode rule : spec.path("podFailurePolicy").path("rules")) {
      for (JsonNode pattern : rule.path("onPodConditions")) {
        if (pattern instanceof ObjectNode condition) {
          put(condition, "status", "True");
        }
      }
    }
  }

  static void cronJob(ObjectNode cronJob) {
    ObjectNode spec = object(cronJob, "spec");
    put(spec, "concurrencyPolicy", "Allow");
    put(spec, "suspend", false);
    put(spec, "successfulJobsHistoryLimit", 3);
    put(spec, "failedJobsHistoryLimit", 1);
    if (spec.get("jobTemplate") instanceof ObjectNode template) {
      object(template, "metadata");
      // The job itself gets its own defaults when it is made.
      ObjectNode job = object(template, "spec");
      failurePolicy(job);
      PodDefaults.template(job, "template");
    }
  }
}
