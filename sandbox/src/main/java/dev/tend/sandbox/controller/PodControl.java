package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import java.util.List;
import java.util.Optional;

/** Creates and deletes pods for a controller, and says so in events. */
record PodControl(World world, String component) {
  /** How many pods one reconciliation creates or deletes at most. */
  static final int BURST = 500;

  ObjectNode create(ObjectNode owner, ObjectNode pod) {
    try {
      ObjectNode created = world.api().create(pod, World.MANAGER);
      world.normal(owner, component, "SuccessfulCreate", "Created pod: " + Meta.name(created));
      return created;
    } catch (ApiFailure failure) {
      world.warning(owner, component, "FailedCreate", "Error creating: " + failure.getMessage());
      throw failure;
    }
  }

  void delete(ObjectNode owner, ObjectNode pod) {
    world.api().delete(pod, "Background");
    world.normal(owner, component, "SuccessfulDelete", "Deleted pod: " + Meta.name(pod));
  }

  /**
   * Creates pods in batches that double in size, so that a refusal that would meet all of them is
   * met by few; empty if all were created.
   */
  Optional<ApiFailure> createInBatches(ObjectNode owner, List<ObjectNode> pods) {
    int batch = 1;
    for (int next = 0; next < pods.size(); batch *= 2) {
      Optional<ApiFailure> failure = Optional.empty();
      int end = Math.min(pods.size(), next + batch);
      for (; next < end; next++) {
        try {
          create(owner, pods.get(next));
        } catch (ApiFailure refused) {
          failure = Optional.of(refused);
        }
      }
      if (failure.isPresent()) {
        return failure;
      }
    }
    return Optional.empty();
  }
}
