package dev.tend.sandbox.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** Reads and writes the metadata that all objects have. */
public final class Meta {
  /** Oldest first, then by name. */
  public static final Comparator<ObjectNode> BY_AGE =
      Comparator.comparing((ObjectNode object) -> created(object)).thenComparing(Meta::name);

  private Meta() {}

  public static ResourceId id(JsonNode object) {
    GroupVersionKind type =
        GroupVersionKind.of(object.path("apiVersion").asText(""), object.path("kind").asText(""));
    return new ResourceId(type.group(), type.kind(), namespace(object), name(object));
  }

  public static String name(JsonNode object) {
    return object.path("metadata").path("name").asText("");
  }

  public static String namespace(JsonNode object) {
    return object.path("metadata").path("namespace").asText("");
  }

  public static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText("");
  }

  public static String label(JsonNode object, String key) {
    return object.path("metadata").path("labels").path(key).asText("");
  }

  public static String annotation(JsonNode object, String key) {
    return object.path("metadata").path("annotations").path(key).asText("");
  }

  public static long generation(JsonNode object) {
    return object.path("metadata").path("generation").asLong(0);
  }

  public static boolean deleting(JsonNode object) {
    return object.path("metadata").path("deletionTimestamp").isTextual();
  }

  public static Instant created(JsonNode object) {
    return Times.parse(object.path("metadata").path("creationTimestamp")).orElse(Instant.EPOCH);
  }

  /** Sets an annotation of an object that may be changed; says whether that was one. */
  public static boolean annotate(ObjectNode object, String key, String value) {
    if (annotation(object, key).equals(value)
        && object.path("metadata").path("annotations").has(key)) {
      return false;
    }
    object.withObject("/metadata/annotations").put(key, value);
    return true;
  }

  /** The owner reference that says who controls the object. */
  public static Optional<JsonNode> controller(JsonNode object) {
    for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
      if (owner.path("controller").asBoolean(false)) {
        return Optional.of(owner);
      }
    }
    return Optional.empty();
  }

  public static boolean controlledBy(JsonNode object, JsonNode owner) {
    return controller(object)
        .map(reference -> reference.path("uid").asText().equals(uid(owner)))
        .orElse(false);
  }

  /** The key of the object's controller if that is of this kind, to put in a queue. */
  public static Optional<ResourceId> controllerId(JsonNode object, String group, String kind) {
    return controller(object)
        .filter(owner -> owner.path("kind").asText().equals(kind))
        .filter(
            owner ->
                GroupVersionKind.of(owner.path("apiVersion").asText(), kind).group().equals(group))
        .map(owner -> new ResourceId(group, kind, namespace(object), owner.path("name").asText()));
  }

  public static ObjectNode controllerReference(JsonNode owner) {
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.put("apiVersion", owner.path("apiVersion").asText());
    reference.put("kind", owner.path("kind").asText());
    reference.put("name", name(owner));
    reference.put("uid", uid(owner));
    reference.put("controller", true);
    reference.put("blockOwnerDeletion", true);
    return reference;
  }

  public static boolean hasFinalizer(JsonNode object, String finalizer) {
    for (JsonNode present : object.path("metadata").path("finalizers")) {
      if (present.asText().equals(finalizer)) {
        return true;
      }
    }
    return false;
  }

  /** A copy without the finalizer. */
  public static ObjectNode withoutFinalizer(ObjectNode object, String finalizer) {
    ObjectNode copy = object.deepCopy();
    ArrayNode left = JsonNodeFactory.instance.arrayNode();
    for (JsonNode present : object.path("metadata").path("finalizers")) {
      if (!present.asText().equals(finalizer)) {
        left.add(present);
      }
    }
    ObjectNode metadata = copy.withObject("/metadata");
    if (left.isEmpty()) {
      metadata.remove("finalizers");
    } else {
      metadata.set("finalizers", left);
    }
    return copy;
  }

  /** A new object's start: type, name and namespace. */
  public static ObjectNode object(String apiVersion, String kind, String namespace, String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", apiVersion);
    object.put("kind", kind);
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return object;
  }
}
