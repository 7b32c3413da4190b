package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.is;
import static dev.tend.schema.defaults.Absent.items;
import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What keeps pods running. */
final class WorkloadDefaults {
  private WorkloadDefaults() {}

  static void deployment(ObjectNode deployment) {
    ObjectNode spec = object(deployment, "spec");
    put(spec, "replicas", 1);
    put(spec, "revisionHistoryLimit", 10);
    put(spec, "progressDeadlineSeconds", 600);
    ObjectNode strategy = object(spec, "strategy");
    put(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      ObjectNode rolling = object(strategy, "rollingUpdate");
      put(rolling, "maxUnavailable", "25%");
      put(rolling, "maxSurge", "25%");
    }
    PodDefaults.template(spec, "template");
  }

  static void replicaSet(ObjectNode replicaSet) {
    ObjectNode spec = object(replicaSet, "spec");
    put(spec, "replicas", 1);
    PodDefaults.template(spec, "template");
  }

  static void replicationController(ObjectNode controller) {
    ObjectNode spec = object(controller, "spec");
    JsonNode labels = spec.path("template").path("metadata").path("labels");
    if (!labels.isEmpty()) {
      if (is(spec, "selector")) {
        spec.set("selector", labels.deepCopy());
      }
      ObjectNode metadata = object(controller, "metadata");
      if (is(metadata, "labels")) {
        metadata.set("labels", labels.deepCopy());
      }
    }
    put(spec, "replicas", 1);
    PodDefaults.template(spec, "template");
  }

  static void statefulSet(ObjectNode statefulSet) {
    ObjectNode spec = object(statefulSet, "spec");
    put(spec, "replicas", 1);
    put(spec, "podManagementPolicy", "OrderedReady");
    put(spec, "revisionHistoryLimit", 10);
    if (is(spec, "serviceName")) {
      spec.put("serviceName", "");
    }
    ObjectNode strategy = object(spec, "updateStrategy");
    put(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      put(object(strategy, "rollingUpdate"), "partition", 0);
    }
    ObjectNode retention = object(spec, "persistentVolumeClaimRetentionPolicy");
    put(retention, "whenDeleted", "Retain");
    put(retention, "whenScaled", "Retain");
    PodDefaults.template(spec, "template");
    for (ObjectNode claim : items(spec, "volumeClaimTemplates")) {
      put(claim, "apiVersion", "v1");
      put(claim, "kind", "PersistentVolumeClaim");
      put(object(claim, "spec"), "volumeMode", "Filesystem");
      put(object(claim, "status"), "phase", "Pending");
    }
  }

  static void daemonSet(ObjectNode daemonSet) {
    ObjectNode spec = object(daemonSet, "spec");
    put(spec, "revisionHistoryLimit", 10);
    ObjectNode strategy = object(spec, "updateStrategy");
    put(strategy, "type", "RollingUpdate");
    if (strategy.path("type").asText().equals("RollingUpdate")) {
      ObjectNode rolling = object(strategy, "rollingUpdate");
      put(rolling, "maxUnavailable", 1);
      put(rolling, "maxSurge", 0);
    }
    PodDefaults.template(spec, "template");
  }
}
