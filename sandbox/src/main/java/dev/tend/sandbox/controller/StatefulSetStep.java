package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a StatefulSet's pods need next: one step for an ordered set, all of them for a parallel one.
 */
final class StatefulSetStep {
  private final Spec spec;
  private final Map<Integer, ObjectNode> wanted = new TreeMap<>();
  private final List<ObjectNode> condemned = new ArrayList<>();
  private final String newest;
  private final Instant now;
  private final List<Action> actions = new ArrayList<>();

  /** What is to be done. */
  sealed interface Action {
    /** Of the newest revision, or of the one before. */
    record Create(int ordinal, boolean newest) implements Action {}

    /** To make another of its name. */
    record Delete(ObjectNode pod) implements Action {}

    /** For good. */
    record Condemn(ObjectNode pod) implements Action {}

    /** A pod that has ended makes room for another of its name. */
    record Replace(ObjectNode pod) implements Action {}
  }

  /**
   * What the set asks for.
   *
   * @param start the first ordinal
   * @param partition ordinals below it keep the revision before the newest
   */
  record Spec(
      int replicas,
      int start,
      boolean parallel,
      boolean onDelete,
      int partition,
      int minReadySeconds) {
    static Spec of(JsonNode spec) {
      JsonNode strategy = spec.path("updateStrategy");
      return new Spec(
          spec.path("replicas").asInt(1),
          spec.path("ordinals").path("start").asInt(0),
          spec.path("podManagementPolicy").asText().equals("Parallel"),
          strategy.path("type").asText().equals("OnDelete"),
          strategy.path("rollingUpdate").path("partition").asInt(0),
          spec.path("minReadySeconds").asInt(0));
    }
  }

  /**
   * @param pods by ordinal
   * @param newest name of the newest revision
   */
  StatefulSetStep(Spec spec, Map<Integer, ObjectNode> pods, String newest, Instant now) {
    this.spec = spec;
    this.newest = newest;
    this.now = now;
    pods.forEach(
        (ordinal, pod) -> {
          if (ordinal >= spec.start() && ordinal < spec.start() + spec.replicas()) {
            wanted.put(ordinal, pod);
          } else {
            condemned.addFirst(pod);
          }
        });
  }

  List<Action> actions() {
    if (grow() && shrink()) {
      renew();
    }
    return actions;
  }

  /** Says whether every pod is as it should be, or may be passed over. */
  private boolean grow() {
    for (int ordinal = spec.start(); ordinal < spec.start() + spec.replicas(); ordinal++) {
      ObjectNode pod = wanted.get(ordinal);
      if (pod == null) {
        boolean old = !spec.onDelete() && ordinal < spec.start() + spec.partition();
        actions.add(new Action.Create(ordinal, !old));
      } else if (Pods.finished(pod) && !Meta.deleting(pod)) {
        actions.add(new Action.Replace(pod));
      } else if (isAvailable(pod)) {
        continue;
      }
      if (!spec.parallel()) {
        return false;
      }
    }
    return true;
  }

  private boolean shrink() {
    boolean orderly = !spec.parallel();
    for (ObjectNode pod : condemned) {
      if (!Meta.deleting(pod)) {
        // Those before it were found available: only the condemned themselves may be unhealthy.
        actions.add(new Action.Condemn(pod));
      }
      if (orderly) {
        return false;
      }
    }
    return condemned.isEmpty();
  }

  private void renew() {
    if (spec.onDelete() || !actions.isEmpty()) {
      return;
    }
    for (int ordinal = spec.start() + spec.replicas() - 1;
        ordinal >= spec.start() + spec.partition();
        ordinal--) {
      ObjectNode pod = wanted.get(ordinal);
      if (pod == null) {
        return;
      }
      if (!Meta.label(pod, Revisions.POD_LABEL).equals(newest) && !Meta.deleting(pod)) {
        actions.add(new Action.Delete(pod));
        return;
      }
      if (!isAvailable(pod)) {
        return;
      }
    }
  }

  private boolean isAvailable(ObjectNode pod) {
    return !Meta.deleting(pod)
        && Pods.phase(pod).equals("Running")
        && Pods.available(pod, spec.minReadySeconds(), now);
  }
}
