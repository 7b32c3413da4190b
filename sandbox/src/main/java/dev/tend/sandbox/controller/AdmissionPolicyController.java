package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.util.Optional;

/** Says of each admission policy which generation of it was looked at; types aren't checked. */
final class AdmissionPolicyController {
  private static final String GROUP = "admissionregistration.k8s.io";
  private static final String KIND = "ValidatingAdmissionPolicy";

  private final World world;

  private AdmissionPolicyController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    AdmissionPolicyController controller = new AdmissionPolicyController(world);
    Loop<ResourceId> loop = parts.loop("admissionpolicy", 1, world.ticker(), controller::reconcile);
    parts.follow(world.api(), GROUP, KIND, event -> loop.add(event.id()));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isPresent()) {
      ObjectNode policy = found.get();
      ObjectNode status = World.statusOf(policy);
      status.set("observedGeneration", policy.path("metadata").path("generation"));
      status.withObject("/typeChecking");
      world.updateStatus(policy, status);
    }
    return Optional.empty();
  }
}
