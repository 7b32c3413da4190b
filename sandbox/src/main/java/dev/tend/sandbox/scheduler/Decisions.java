package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.World;
import java.util.Optional;

/** Writes down what the scheduler decides, on the pods and in events. */
final class Decisions {
  /** Who has a gate has been looked at by the API server only. */
  private static final String GATED = "SchedulingGated";

  private final World world;

  Decisions(World world) {
    this.world = world;
  }

  ObjectNode bind(ObjectNode pod, String node) {
    ObjectNode bound = world.api().bind(pod, node, "kube-scheduler");
    String assigned = "Successfully assigned %s/%s to %s";
    String message = assigned.formatted(Meta.namespace(pod), Meta.name(pod), node);
    world.normal(bound, Scheduler.NAME, "Scheduled", message);
    return bound;
  }

  void gate(ObjectNode pod) {
    String message = "Scheduling is blocked due to non-empty scheduling gates";
    say(pod, GATED, message, "");
  }

  /**
   * @param promised the node that the pod gets once others have left it, or empty
   * @return the pod as it is then
   */
  ObjectNode refuse(ObjectNode pod, String message, String promised) {
    Optional<ObjectNode> written = say(pod, "Unschedulable", message, promised);
    if (written.isPresent()) {
      world.warning(pod, Scheduler.NAME, "FailedScheduling", message);
    }
    return written.orElse(pod);
  }

  /** Says why the pod isn't scheduled, if that is news. */
  private Optional<ObjectNode> say(ObjectNode pod, String reason, String message, String promised) {
    ObjectNode status = World.statusOf(pod);
    status.put("phase", "Pending");
    Conditions.put(status, "nominatedNodeName", promised);
    boolean news =
        Conditions.set(status, "PodScheduled", "False", reason, message, world.now())
            || !Nominations.node(pod).equals(promised);
    if (!news) {
      return Optional.empty();
    }
    Conditions.find(status, "PodScheduled")
        .ifPresent(
            condition -> {
              ((ObjectNode) condition).putNull("lastProbeTime");
              if (pod.path("metadata").has("generation") && !reason.equals(GATED)) {
                ((ObjectNode) condition)
                    .set("observedGeneration", pod.path("metadata").get("generation"));
              }
            });
    return Optional.of(world.updateStatus(pod, status));
  }

  /** Takes back a promise, since somebody more important needs the place. */
  void withdraw(ObjectNode pod) {
    Optional<ObjectNode> present = world.api().get(Meta.id(pod));
    if (present.isPresent()) {
      ObjectNode status = World.statusOf(present.get());
      status.remove("nominatedNodeName");
      world.updateStatus(present.get(), status);
    }
  }

  void driveOut(ObjectNode victim, ObjectNode pod, String node) {
    Optional<ObjectNode> found = world.api().get(Meta.id(victim));
    if (found.isEmpty() || !Meta.uid(found.get()).equals(Meta.uid(victim))) {
      return;
    }
    ObjectNode present = found.get();
    ObjectNode status = World.statusOf(present);
    String why = Scheduler.NAME + ": preempting to accommodate a higher priority pod";
    Conditions.set(status, "DisruptionTarget", "True", Preemption.REASON, why, world.now());
    world.updateStatus(present, status);
    world.api().delete(victim, "Background");
    String message = "Preempted by pod %s on node %s".formatted(Meta.uid(pod), node);
    world.normal(present, Scheduler.NAME, "Preempted", message);
  }
}
