package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.util.Comparator;

/** Claims get the standard class; what is in use is protected. */
final class StorageAdmission {
  private static final GroupKind CLASS = new GroupKind("storage.k8s.io", "StorageClass");
  private static final String STANDARD = "storageclass.kubernetes.io/is-default-class";

  private final Storage storage;

  StorageAdmission(Storage storage) {
    this.storage = storage;
  }

  void completeClaim(ObjectNode claim) {
    protect(claim, "kubernetes.io/pvc-protection");
    ObjectNode spec = claim.withObject("/spec");
    boolean old =
        claim.path("metadata").path("annotations").has("volume.beta.kubernetes.io/storage-class");
    if (!spec.hasNonNull("storageClassName") && !old) {
      storage.list(CLASS, "").objects().stream()
          .filter(
              one ->
                  one.path("metadata").path("annotations").path(STANDARD).asText().equals("true"))
          .max(
              Comparator.comparing(
                  (ObjectNode one) -> one.path("metadata").path("creationTimestamp").asText()))
          .ifPresent(standard -> spec.put("storageClassName", Meta.name(standard)));
    }
  }

  static void completeVolume(ObjectNode volume) {
    protect(volume, "kubernetes.io/pv-protection");
  }

  private static void protect(ObjectNode object, String finalizer) {
    ArrayNode finalizers = Meta.metadata(object).withArray("finalizers");
    for (var present : finalizers) {
      if (present.asText().equals(finalizer)) {
        return;
      }
    }
    finalizers.add(finalizer);
  }
}
