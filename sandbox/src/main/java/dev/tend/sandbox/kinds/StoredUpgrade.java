package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;

/**
 * Rewrites a state that an older version left: objects are stored at the version of their kind at
 * which they are stored now. What no version serves any more stays where it is, unseen, as it stays
 * in the store of a cluster that is upgraded.
 */
public final class StoredUpgrade {
  private StoredUpgrade() {}

  public static void run(Storage storage, ServedKinds kinds) {
    for (GroupKind occupied : storage.occupied()) {
      kinds.find(occupied).filter(kind -> !kind.isCustom()).ifPresent(kind -> run(storage, kind));
    }
  }

  private static void run(Storage storage, ServedKind kind) {
    for (ObjectNode object : storage.list(kind.kind(), "").objects()) {
      ObjectNode wanted = Conversion.toStored(object, kind);
      if (!wanted.equals(object)) {
        var unused = storage.put(Meta.id(object), object, wanted);
      }
    }
  }
}
