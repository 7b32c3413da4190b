package dev.tend.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.ApplyFailure;
import dev.tend.diff.merge.ManagedFields;
import dev.tend.diff.merge.ServerSideApply;
import dev.tend.manifest.Manifest;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import dev.tend.schema.defaults.Defaults;
import java.time.Instant;
import java.util.Optional;

/**
 * Proves without the server that applying a manifest would change nothing: the merge that the
 * server would make, made here, gives the very object that is there. The server took that object
 * before, so its validation has nothing to add. Only a mutating webhook that was changed since
 * could, and it will when the object is next written.
 */
final class Standstill {
  private Standstill() {}

  /** False also where it can't be told. */
  static boolean isProven(Manifest manifest, ObjectNode live, ResourceType type) {
    if (type.schema() instanceof FieldSchema.Any || !isOursAlready(manifest, live)) {
      return false;
    }
    try {
      ServerSideApply.Outcome outcome =
          ServerSideApply.apply(
              live, manifest.content(), type, Takeover.TEND, false, Instant.EPOCH);
      return outcome instanceof ServerSideApply.Outcome.Merged(ObjectNode merged)
          && isSame(live, merged);
    } catch (ApplyFailure e) {
      // The server says it better, and with the object's place.
      return false;
    }
  }

  private static boolean isSame(ObjectNode live, ObjectNode merged) {
    // What is applied as a whole lost the defaults that the server had put into it.
    Defaults.fill(merged);
    return ServerSideApply.isSame(live, merged);
  }

  /** Fields that we own at another version would have to be converted first. */
  private static boolean isOursAlready(Manifest manifest, ObjectNode live) {
    Optional<ManagedFields.Entry> own;
    try {
      own = ManagedFields.of(live).find(Takeover.TEND, manifest.apiVersion());
    } catch (IllegalArgumentException e) {
      return false;
    }
    return own.filter(entry -> entry.apiVersion().equals(manifest.apiVersion())).isPresent();
  }
}
