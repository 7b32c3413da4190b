package dev.tend.schema.rules;

import static dev.tend.schema.rules.Rule.all;
import static dev.tend.schema.rules.Rule.at;

import com.fasterxml.jackson.databind.node.IntNode;
import java.util.Arrays;
import java.util.List;

/** What the statuses of sets of pods may count. */
final class ReplicaStatusRules {
  private ReplicaStatusRules() {}

  /** Counts that aren't below zero. */
  static Rule counts(String... names) {
    List<String> list = Arrays.asList(names);
    return (status, faults) ->
        list.forEach(name -> Checks.NOT_NEGATIVE.check(status.at(name), faults));
  }

  /** One count isn't above another. */
  private static Rule atMost(String name, String other, String why) {
    return (status, faults) -> {
      if (status.at(name).number() > status.at(other).number()) {
        faults.invalid(status.at(name).holding(number(status.at(name))), why);
      }
    };
  }

  private static Rule atMostAll(String name) {
    return atMost(name, "replicas", "cannot be greater than status.replicas");
  }

  private static Rule availableAreReady(String ready) {
    return atMost("availableReplicas", "readyReplicas", "cannot be greater than " + ready);
  }

  private static IntNode number(Field field) {
    return IntNode.valueOf((int) field.number());
  }

  /** How often names collided only grows. */
  static final Change COLLISIONS =
      Change.at(
          "status",
          (before, now, faults) -> {
            Field old = before.at("collisionCount");
            Field count = now.at("collisionCount");
            if (old.isSet() && (!count.isSet() || count.number() < old.number())) {
              faults.invalid(count.holding(number(count)), "cannot be decremented");
            }
          });

  static final Rule DEPLOYMENT =
      at(
          "status",
          counts(
              "observedGeneration",
              "replicas",
              "updatedReplicas",
              "readyReplicas",
              "availableReplicas",
              "unavailableReplicas",
              "terminatingReplicas",
              "collisionCount"),
          atMostAll("updatedReplicas"),
          atMostAll("readyReplicas"),
          atMostAll("availableReplicas"),
          availableAreReady("readyReplicas"));

  /** Of replica sets and replication controllers. */
  static final Rule REPLICA_SET =
      at(
          "status",
          counts(
              "replicas",
              "fullyLabeledReplicas",
              "readyReplicas",
              "availableReplicas",
              "observedGeneration",
              "terminatingReplicas"),
          atMostAll("fullyLabeledReplicas"),
          atMostAll("readyReplicas"),
          atMostAll("availableReplicas"),
          availableAreReady("readyReplicas"));

  static final Rule STATEFUL_SET =
      at(
          "status",
          all(
              counts(
                  "replicas",
                  "readyReplicas",
                  "currentReplicas",
                  "updatedReplicas",
                  "availableReplicas",
                  "observedGeneration",
                  "collisionCount"),
              atMostAll("readyReplicas"),
              atMostAll("currentReplicas"),
              atMostAll("updatedReplicas"),
              atMostAll("availableReplicas"),
              availableAreReady("status.readyReplicas")));

  static final Rule DAEMON_SET =
      at(
          "status",
          counts(
              "currentNumberScheduled",
              "numberMisscheduled",
              "desiredNumberScheduled",
              "numberReady",
              "observedGeneration",
              "updatedNumberScheduled",
              "numberAvailable",
              "numberUnavailable",
              "collisionCount"));

  static final Rule AUTOSCALER = at("status", counts("currentReplicas", "desiredReplicas"));

  static final Rule BUDGET =
      at(
          "status",
          counts("disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"));
}
