package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.util.Optional;

/** The pods of a Job. Each is held by a finalizer until its end has been counted. */
final class JobPods {
  static final String TRACKING = "batch.kubernetes.io/job-tracking";
  static final String INDEX = "batch.kubernetes.io/job-completion-index";
  static final String FAILURES = "batch.kubernetes.io/job-index-failure-count";
  static final String IGNORED = "batch.kubernetes.io/job-index-ignored-failure-count";

  private JobPods() {}

  static boolean isIndexed(JsonNode job) {
    return job.path("spec").path("completionMode").asText().equals("Indexed");
  }

  /** Whether each index has failures of its own. */
  static boolean isLimitedPerIndex(JsonNode job) {
    return isIndexed(job) && job.path("spec").path("backoffLimitPerIndex").isNumber();
  }

  /** Whether a pod that is deleted counts only once it has failed. */
  static boolean isPatient(JsonNode job) {
    return job.path("spec").path("podReplacementPolicy").asText().equals("Failed");
  }

  /**
   * @param index -1 for a Job without indexes
   */
  static ObjectNode pod(ObjectNode job, int index) {
    ObjectNode pod = Templates.pod(job, job.path("spec").path("template"));
    ObjectNode metadata = pod.withObject("/metadata");
    String name = Meta.name(job);
    metadata.put("generateName", index < 0 ? name + "-" : name + "-" + index + "-");
    metadata.withArray("/finalizers").add(TRACKING);
    ObjectNode labels = metadata.withObject("/labels");
    for (String prefix : new String[] {"batch.kubernetes.io/", ""}) {
      labels.put(prefix + "controller-uid", Meta.uid(job)).put(prefix + "job-name", name);
    }
    if (index >= 0) {
      labels.put(INDEX, Integer.toString(index));
      metadata.withObject("/annotations").put(INDEX, Integer.toString(index));
      ObjectNode spec = pod.withObject("/spec");
      spec.put("hostname", name + "-" + index);
      for (String list : new String[] {"initContainers", "containers"}) {
        spec.path(list).forEach(container -> tellIndex((ObjectNode) container));
      }
    }
    return pod;
  }

  /** Tells a pod how often its index has failed before. */
  static void tellFailures(ObjectNode pod, Optional<ObjectNode> failed, JobFailureRules rules) {
    int count = failed.map(one -> failures(one)).orElse(0);
    int ignored =
        failed
            .map(one -> one.path("metadata").path("annotations").path(IGNORED).asInt(0))
            .orElse(0);
    if (failed.isPresent()) {
      if (rules.of(failed.get()) instanceof JobFailureRules.Decision.Ignore) {
        ignored++;
      } else {
        count++;
      }
    }
    ObjectNode annotations = pod.withObject("/metadata/annotations");
    annotations.put(FAILURES, Integer.toString(count));
    if (ignored > 0) {
      annotations.put(IGNORED, Integer.toString(ignored));
    }
  }

  /** How often its index had failed before this pod. */
  static int failures(JsonNode pod) {
    return pod.path("metadata").path("annotations").path(FAILURES).asInt(0);
  }

  private static void tellIndex(ObjectNode container) {
    ObjectNode variable =
        container.withArray("/env").addObject().put("name", "JOB_COMPLETION_INDEX");
    ObjectNode field = variable.putObject("valueFrom").putObject("fieldRef");
    field.put("fieldPath", "metadata.labels['" + INDEX + "']");
  }

  static int index(JsonNode pod) {
    return pod.path("metadata").path("annotations").path(INDEX).asInt(-1);
  }

  static boolean isTracked(JsonNode pod) {
    return Meta.hasFinalizer(pod, TRACKING);
  }

  /** A pod that was deleted before its end never reaches one, unless the Job waits for it. */
  static boolean failed(JsonNode job, JsonNode pod) {
    return Pods.failed(pod) || (!isPatient(job) && Meta.deleting(pod) && !Pods.succeeded(pod));
  }

  static boolean terminating(JsonNode pod) {
    return Meta.deleting(pod) && !Pods.finished(pod);
  }
}
