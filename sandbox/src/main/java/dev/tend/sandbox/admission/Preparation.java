package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import org.jspecify.annotations.Nullable;

/** What a kind itself adds to its objects before they are stored. */
final class Preparation {
  private final ServiceAllocation services;

  Preparation(Storage storage) {
    this.services = new ServiceAllocation(storage);
  }

  void prepare(@Nullable ObjectNode live, ObjectNode wanted) {
    GroupKind kind = GroupKind.of(Meta.id(wanted));
    if (kind.equals(Kinds.SERVICE)) {
      services.allocate(live, wanted);
    } else if (kind.equals(Kinds.DAEMON_SET)) {
      TemplateGeneration.count(live, wanted);
    } else if (live != null) {
      return;
    } else if (kind.equals(Kinds.POD)) {
      ObjectNode spec = wanted.withObject("/spec");
      ObjectNode status = wanted.putObject("status");
      status.put("phase", "Pending").put("qosClass", QualityOfService.of(spec));
      if (!spec.path("schedulingGates").isEmpty()) {
        gated(wanted);
      }
      if (spec.path("terminationGracePeriodSeconds").asLong() < 0) {
        spec.put("terminationGracePeriodSeconds", 1);
      }
    } else if (kind.equals(Kinds.JOB)) {
      JobAdmission.complete(wanted);
    } else if (kind.equals(Kinds.NAMESPACE)) {
      ArrayNode finalizers = wanted.withObject("/spec").withArray("finalizers");
      if (finalizers.valueStream().noneMatch(one -> one.asText().equals("kubernetes"))) {
        finalizers.add("kubernetes");
      }
    }
  }

  /** Who is held back says so from the start. */
  private static void gated(ObjectNode pod) {
    ObjectNode condition = pod.withObject("/status").putArray("conditions").addObject();
    condition.putNull("lastProbeTime");
    condition.set("lastTransitionTime", Meta.metadata(pod).path("creationTimestamp"));
    condition
        .put("message", "Scheduling is blocked due to non-empty scheduling gates")
        .put("reason", "SchedulingGated")
        .put("status", "False")
        .put("type", "PodScheduled");
  }
}
