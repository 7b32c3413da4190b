package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;

/** The pods of a Job. Each is held by a finalizer until its end has been counted. */
final class JobPods {
  static final String TRACKING = "batch.kubernetes.io/job-tracking";
  static final String INDEX = "batch.kubernetes.io/job-completion-index";

  private JobPods() {}

  static boolean isIndexed(JsonNode job) {
    return job.path("spec").path("completionMode").asText().equals("Indexed");
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

  private static void tellIndex(ObjectNode container) {
    ObjectNode variable =
        container.withArray("/env").addObject().put("name", "JOB_COMPLETION_INDEX");
    ObjectNode field = variable.putObject("valueFrom").putObject("fieldRef");
    field.put("fieldPath", "metadata.annotations['" + INDEX + "']");
  }

  static int index(JsonNode pod) {
    return pod.path("metadata").path("annotations").path(INDEX).asInt(-1);
  }

  static boolean isTracked(JsonNode pod) {
    return Meta.hasFinalizer(pod, TRACKING);
  }

  /** A pod that was deleted before its end never reaches one. */
  static boolean failed(JsonNode pod) {
    return Pods.failed(pod) || (Meta.deleting(pod) && !Pods.succeeded(pod));
  }

  static boolean ended(JsonNode pod) {
    return Pods.succeeded(pod) || failed(pod);
  }
}
