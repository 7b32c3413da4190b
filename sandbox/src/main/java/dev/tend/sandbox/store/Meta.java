package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the metadata of objects. */
public final class Meta {
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** The fields of metadata, in the order in which servers write them. */
  public static final List<String> FIELDS =
      List.of(
          "name",
          "generateName",
          "namespace",
          "selfLink",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "labels",
          "annotations",
          "ownerReferences",
          "finalizers",
          "managedFields");

  private Meta() {}

  public static GroupVersionKind type(ObjectNode object) {
    return GroupVersionKind.of(
        object.path("apiVersion").asText(""), object.path("kind").asText(""));
  }

  public static ResourceId id(ObjectNode object) {
    GroupVersionKind type = type(object);
    return new ResourceId(type.group(), type.kind(), namespace(object), name(object));
  }

  public static String name(ObjectNode object) {
    return object.path("metadata").path("name").asText("");
  }

  /** Empty for cluster-scoped objects. */
  public static String namespace(ObjectNode object) {
    return object.path("metadata").path("namespace").asText("");
  }

  public static String uid(ObjectNode object) {
    return object.path("metadata").path("uid").asText("");
  }

  /** Empty where the object has none, because it was never stored. */
  public static String resourceVersion(ObjectNode object) {
    return object.path("metadata").path("resourceVersion").asText("");
  }

  public static boolean isBeingDeleted(ObjectNode object) {
    return object.path("metadata").hasNonNull("deletionTimestamp");
  }

  public static List<String> finalizers(ObjectNode object) {
    List<String> finalizers = new ArrayList<>();
    object.path("metadata").path("finalizers").forEach(item -> finalizers.add(item.asText()));
    return finalizers;
  }

  /** Leaves no empty list behind. */
  static void setFinalizers(ObjectNode object, List<String> finalizers) {
    ObjectNode metadata = metadata(object);
    if (finalizers.isEmpty()) {
      metadata.remove("finalizers");
      return;
    }
    ArrayNode list = metadata.putArray("finalizers");
    finalizers.forEach(list::add);
  }

  /** The object's metadata, made where there is none. */
  public static ObjectNode metadata(ObjectNode object) {
    JsonNode metadata = object.get("metadata");
    return metadata instanceof ObjectNode present ? present : object.putObject("metadata");
  }

  /** Times on the wire have whole seconds. */
  public static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Times with six decimals, as {@code metav1.MicroTime}. */
  static String microTime(Instant instant) {
    return MICROS.format(instant);
  }

  /** A copy that shares everything but its metadata. */
  static ObjectNode withRevision(ObjectNode object, long revision) {
    ObjectNode copy = object.objectNode();
    copy.setAll(object);
    ObjectNode metadata = object.objectNode();
    for (String field : FIELDS) {
      JsonNode value = object.path("metadata").get(field);
      if (field.equals("resourceVersion")) {
        metadata.put(field, Long.toString(revision));
      } else if (value != null) {
        metadata.set(field, value);
      }
    }
    if (object.get("metadata") instanceof ObjectNode present) {
      present.properties().forEach(field -> metadata.putIfAbsent(field.getKey(), field.getValue()));
    }
    copy.set("metadata", metadata);
    return copy;
  }
}
