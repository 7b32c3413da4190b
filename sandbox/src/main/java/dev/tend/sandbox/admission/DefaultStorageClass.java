package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Storage;

/** Claims that name no class get the standard one. */
final class DefaultStorageClass implements Plugin {
  private static final String STANDARD = "storageclass.kubernetes.io/is-default-class";
  private static final String OLD_NAME = "volume.beta.kubernetes.io/storage-class";

  private final Storage storage;

  DefaultStorageClass(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void complete(Attempt attempt) {
    if (!attempt.isOf(Kinds.CLAIM) || !attempt.isCreate()) {
      return;
    }
    ObjectNode claim = attempt.object();
    boolean named =
        attempt.spec().hasNonNull("storageClassName")
            || claim.path("metadata").path("annotations").has(OLD_NAME);
    if (!named) {
      StandardClass.name(storage, Kinds.STORAGE_CLASS, STANDARD)
          .ifPresent(name -> attempt.spec().put("storageClassName", name));
    }
  }
}
