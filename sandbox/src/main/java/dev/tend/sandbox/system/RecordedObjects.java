package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Json;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * What a server of version 1.34.4 makes for itself when it first starts: priority levels and flow
 * schemas, the range of services' addresses, the groups that it serves. Nothing here acts on them.
 */
final class RecordedObjects {
  private static final String FILE = "first.jsonl";

  /** Stands for the time at which the objects are made. */
  private static final String NOW = "now";

  private RecordedObjects() {}

  /** Puts in place what isn't there, as it was recorded: it is known to be right. */
  static void ensure(ObjectStore store, Instant instant) {
    String now = Meta.time(instant);
    try (InputStream stream = RecordedObjects.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is missing from this build");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        if (Json.read(line.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode object) {
          put(store, object, now);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ObjectStore store, ObjectNode object, String now) {
    if (store.get(Meta.id(object)).isEmpty()) {
      date(object, now);
      Meta.metadata(object).put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now);
      var unused = store.storage().put(Meta.id(object), null, object);
    }
  }

  private static void date(JsonNode node, String now) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        boolean time = field.getKey().equals("time") || field.getKey().equals("lastTransitionTime");
        if (time && field.getValue().asText().equals(NOW)) {
          object.put(field.getKey(), now);
        }
      }
    }
    node.forEach(child -> date(child, now));
  }
}
