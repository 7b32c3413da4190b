package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Json;
import dev.tend.sandbox.store.Meta;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Objects as bytes, the latest of them kept: many watches send the same ones. */
final class EncodedObjects {
  private static final int KEPT = 512;

  private final AtomicReferenceArray<Entry> recent = new AtomicReferenceArray<>(KEPT);

  /** That very object, which is never changed. */
  private record Entry(ObjectNode object, byte[] bytes) {}

  /**
   * @param object as stored
   */
  byte[] of(ObjectNode object) {
    int slot = Math.floorMod(Meta.resourceVersion(object).hashCode(), KEPT);
    Entry entry = recent.get(slot);
    if (entry == null || entry.object() != object) {
      entry = new Entry(object, Json.bytes(object));
      recent.set(slot, entry);
    }
    return entry.bytes();
  }
}
