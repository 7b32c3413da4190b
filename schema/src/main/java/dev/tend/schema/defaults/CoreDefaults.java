package dev.tend.schema.defaults;

import static dev.tend.schema.defaults.Absent.is;
import static dev.tend.schema.defaults.Absent.items;
import static dev.tend.schema.defaults.Absent.object;
import static dev.tend.schema.defaults.Absent.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Kinds of the core group that are neither workloads, network nor storage. */
final class CoreDefaults {
  private CoreDefaults() {}

  static void secret(ObjectNode secret) {
    put(secret, "type", "Opaque");
    JsonNode texts = secret.remove("stringData");
    if (texts instanceof ObjectNode given && !given.isEmpty()) {
      ObjectNode data = object(secret, "data");
      for (var entry : given.properties()) {
        byte[] bytes = entry.getValue().asText("").getBytes(StandardCharsets.UTF_8);
        data.put(entry.getKey(), Base64.getEncoder().encodeToString(bytes));
      }
    }
  }

  static void namespace(ObjectNode namespace) {
    ObjectNode metadata = object(namespace, "metadata");
    String name = metadata.path("name").asText("");
    if (!name.isEmpty()) {
      object(metadata, "labels").put("kubernetes.io/metadata.name", name);
    }
    object(namespace, "spec");
    put(object(namespace, "status"), "phase", "Active");
  }

  static void limitRange(ObjectNode limitRange) {
    for (ObjectNode limit : items(limitRange.path("spec"), "limits")) {
      if (limit.path("type").asText().equals("Container")) {
        inherit(limit, "max", "default");
        inherit(limit, "default", "defaultRequest");
        inherit(limit, "min", "defaultRequest");
      }
    }
  }

  private static void inherit(ObjectNode limit, String from, String to) {
    for (var entry : limit.path(from).properties()) {
      ObjectNode target = object(limit, to);
      if (is(target, entry.getKey())) {
        target.set(entry.getKey(), entry.getValue().deepCopy());
      }
    }
  }

  static void node(ObjectNode node) {
    if (node.get("status") instanceof ObjectNode status
        && is(status, "allocatable")
        && status.has("capacity")) {
      status.set("allocatable", status.get("capacity").deepCopy());
    }
  }

  static void priorityClass(ObjectNode priorityClass) {
    put(priorityClass, "preemptionPolicy", "PreemptLowerPriority");
  }
}
