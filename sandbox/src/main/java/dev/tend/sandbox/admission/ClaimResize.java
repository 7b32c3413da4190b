package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Quantity;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.Storage;
import java.util.Optional;

/** A claim grows only where its class lets it: PersistentVolumeClaimResize. */
final class ClaimResize implements Plugin {
  private final Storage storage;

  ClaimResize(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void validate(Attempt attempt) {
    if (!attempt.isOf(Kinds.CLAIM) || attempt.isCreate() || !grows(attempt)) {
      return;
    }
    if (!attempt.before("status").path("phase").asText().equals("Bound")) {
      throw attempt.forbidden("Only bound persistent volume claims can be expanded");
    }
    String name = attempt.spec().path("storageClassName").asText("");
    boolean same = attempt.before("spec").path("storageClassName").asText("").equals(name);
    Optional<ObjectNode> storageClass =
        storage.get(new ResourceId("storage.k8s.io", "StorageClass", "", name));
    boolean allowed =
        same
            && storageClass
                .map(one -> one.path("allowVolumeExpansion").asBoolean(false))
                .orElse(false);
    if (!allowed) {
      throw attempt.forbidden(
          "only dynamically provisioned pvc can be resized and the storageclass that provisions the"
              + " pvc must support resize");
    }
  }

  private static boolean grows(Attempt attempt) {
    Optional<Quantity> before = size(attempt.before("spec"));
    Optional<Quantity> after = size(attempt.spec());
    return after.isPresent() && (before.isEmpty() || after.get().compareTo(before.get()) > 0);
  }

  private static Optional<Quantity> size(JsonNode spec) {
    return Quantity.parse(spec.path("resources").path("requests").path("storage").asText(""));
  }
}
