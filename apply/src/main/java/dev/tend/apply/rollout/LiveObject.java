package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.ResourceId;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An object as the cluster has it, with the questions that readiness and diagnosis ask of one.
 *
 * @param content the whole object; never changed
 */
public record LiveObject(ObjectNode content) {

  public ResourceId id() {
    return Manifest.of(content, Origin.generated("cluster")).id();
  }

  public JsonNode spec() {
    return content.path("spec");
  }

  public JsonNode status() {
    return content.path("status");
  }

  public JsonNode metadata() {
    return content.path("metadata");
  }

  String name() {
    return metadata().path("name").asText("");
  }

  String uid() {
    return metadata().path("uid").asText("");
  }

  long generation() {
    return metadata().path("generation").asLong();
  }

  String label(String key) {
    return metadata().path("labels").path(key).asText("");
  }

  String annotation(String key) {
    return metadata().path("annotations").path(key).asText("");
  }

  boolean deleting() {
    return metadata().hasNonNull("deletionTimestamp");
  }

  List<String> finalizers() {
    List<String> names = new ArrayList<>();
    metadata().path("finalizers").forEach(name -> names.add(name.asText()));
    return names;
  }

  Instant created() {
    return instant(metadata().path("creationTimestamp"));
  }

  /** The uid of the owner that controls this object; empty for none. */
  String controllerUid() {
    for (JsonNode owner : metadata().path("ownerReferences")) {
      if (owner.path("controller").asBoolean()) {
        return owner.path("uid").asText("");
      }
    }
    return "";
  }

  /** The status says which generation it is about, and that isn't the one that stands. */
  boolean isStatusOutdated() {
    JsonNode observed = status().path("observedGeneration");
    return observed.isNumber() && observed.asLong() < generation();
  }

  /** As above, and also where the controller hasn't written a status at all. */
  boolean isUnobserved() {
    return status().path("observedGeneration").asLong() < generation();
  }

  /** A number of the status, 0 where it is left out. */
  int count(String field) {
    return status().path(field).asInt();
  }

  Optional<Condition> condition(String type) {
    for (JsonNode condition : status().path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return Optional.of(Condition.from(condition));
      }
    }
    return Optional.empty();
  }

  /** The images of a workload's template, or of a pod, joined by commas. */
  String images() {
    JsonNode template = spec().path("template").path("spec");
    List<String> images = new ArrayList<>();
    (template.isObject() ? template : spec())
        .path("containers")
        .forEach(container -> images.add(container.path("image").asText()));
    return images.stream().distinct().collect(Collectors.joining(", "));
  }

  /** A time as objects carry it; the epoch where there is none. */
  static Instant instant(JsonNode text) {
    try {
      return text.isTextual() ? Instant.parse(text.asText()) : Instant.EPOCH;
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }
}
