package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tend.sandbox.store.Meta;

/** Claims, volumes and classes of their attributes wait for who uses them before they go. */
final class StorageObjectInUseProtection implements Plugin {
  @Override
  public void complete(Attempt attempt) {
    if (!attempt.isCreate()) {
      return;
    }
    if (attempt.isOf(Kinds.CLAIM)) {
      protect(attempt, "kubernetes.io/pvc-protection");
    } else if (attempt.isOf(Kinds.VOLUME)) {
      protect(attempt, "kubernetes.io/pv-protection");
    } else if (attempt.isOf(Kinds.VOLUME_ATTRIBUTES_CLASS)) {
      protect(attempt, "kubernetes.io/vac-protection");
    }
  }

  private static void protect(Attempt attempt, String finalizer) {
    if (!Meta.finalizers(attempt.object()).contains(finalizer)) {
      ArrayNode finalizers = Meta.metadata(attempt.object()).withArray("finalizers");
      finalizers.add(finalizer);
    }
  }
}
