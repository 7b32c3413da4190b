package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.FieldSchema;

/** The patch formats of the Kubernetes API. Nothing given is changed. */
public final class Patches {
  private Patches() {}

  /** A patch that can't be applied; the message is fit for a Status. */
  public static final class PatchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public PatchFailure(String message) {
      this(422, message);
    }

    /**
     * @param status the HTTP status that the API server answers with
     */
    public PatchFailure(int status, String message) {
      super(message);
      this.status = status;
    }

    /** The HTTP status that the API server answers with: 400, 413, 415 or 422. */
    public int status() {
      return status;
    }
  }

  /** RFC 6902. */
  public static ObjectNode json(ObjectNode target, ArrayNode patch) {
    return JsonPatch.apply(target, patch);
  }

  /** RFC 7386. */
  public static ObjectNode merge(ObjectNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode object)) {
      throw new PatchFailure(400, "a merge patch of an object must be an object, but is " + patch);
    }
    return mergeObjects(target, object);
  }

  private static ObjectNode mergeObjects(ObjectNode target, ObjectNode patch) {
    ObjectNode merged = target.deepCopy();
    patch
        .properties()
        .forEach(
            entry -> {
              JsonNode value = entry.getValue();
              if (value.isNull()) {
                merged.remove(entry.getKey());
              } else if (value instanceof ObjectNode below) {
                ObjectNode base =
                    merged.get(entry.getKey()) instanceof ObjectNode object
                        ? object
                        : JsonNodeFactory.instance.objectNode();
                merged.set(entry.getKey(), mergeObjects(base, below));
              } else {
                merged.set(entry.getKey(), value.deepCopy());
              }
            });
    return merged;
  }

  /**
   * Strategic merge patch, with its directives {@code $patch}, {@code $retainKeys} and others.
   *
   * @param schema of the whole object; fails where it is no struct, because nobody knows then how
   *     to merge lists
   */
  public static ObjectNode strategicMerge(ObjectNode target, ObjectNode patch, FieldSchema schema) {
    if (!(schema instanceof FieldSchema.Struct)) {
      throw new PatchFailure(415, "strategic merge patch format is not supported");
    }
    return StrategicMerge.objects(target, patch, schema);
  }
}
