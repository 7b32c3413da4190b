package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.FieldSchema;

/** The patch formats of the Kubernetes API. Nothing given is changed. */
public final class Patches {
  private Patches() {}

  /** A patch that can't be applied; the message is fit for a Status. */
  public static final class PatchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PatchFailure(String message) {
      super(message);
    }
  }

  /** RFC 6902. */
  public static ObjectNode json(ObjectNode target, ArrayNode patch) {
    throw new UnsupportedOperationException();
  }

  /** RFC 7386. */
  public static ObjectNode merge(ObjectNode target, JsonNode patch) {
    throw new UnsupportedOperationException();
  }

  /** Strategic merge patch, with its directives {@code $patch}, {@code $retainKeys} and others. */
  public static ObjectNode strategicMerge(ObjectNode target, ObjectNode patch, FieldSchema schema) {
    throw new UnsupportedOperationException();
  }
}
