package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads each storage class once: what matters of one never changes. */
final class StorageClasses implements Function<String, Optional<ObjectNode>> {
  private final RolloutView view;
  private final Map<String, Optional<ObjectNode>> known = new HashMap<>();

  StorageClasses(RolloutView view) {
    this.view = view;
  }

  @Override
  public Optional<ObjectNode> apply(String name) {
    return known.computeIfAbsent(name, this::read);
  }

  private Optional<ObjectNode> read(String name) {
    try {
      return view.get(
          new ResourceId("storage.k8s.io", "StorageClass", "", name), "storage.k8s.io/v1");
    } catch (KnownFailure e) {
      // Users of one namespace often may not read storage classes; the claim is awaited then.
      return Optional.empty();
    }
  }
}
