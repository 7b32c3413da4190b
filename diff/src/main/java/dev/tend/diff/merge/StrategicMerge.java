package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.Patches.PatchFailure;
import dev.tend.schema.FieldSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Strategic merge patch of objects. */
final class StrategicMerge {
  static final String PATCH = "$patch";
  private static final String RETAIN_KEYS = "$retainKeys";
  private static final String DELETE_FROM = "$deleteFromPrimitiveList";
  private static final String ORDER_OF = "$setElementOrder";

  private StrategicMerge() {}

  static ObjectNode objects(JsonNode target, ObjectNode patch, FieldSchema schema) {
    JsonNode directive = patch.get(PATCH);
    if (directive != null) {
      return replaceOrDelete(directive, patch);
    }
    ObjectNode merged =
        target instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    retainKeys(merged, patch);
    List<Map.Entry<String, JsonNode>> later = new ArrayList<>();
    Set<String> done = new HashSet<>(Set.of(RETAIN_KEYS));
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      if (entry.getKey().startsWith(ORDER_OF)) {
        String name = name(entry.getKey(), ORDER_OF, "setElementOrder list");
        orderedList(merged, patch, name, entry.getValue(), schema);
        done.add(entry.getKey());
        done.add(name);
      }
    }
    // Deletions first, so that what a patch both deletes and lists is there.
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      if (entry.getKey().startsWith(DELETE_FROM)) {
        deleteItems(merged, entry.getKey(), entry.getValue());
      } else if (!done.contains(entry.getKey())) {
        later.add(entry);
      }
    }
    later.forEach(entry -> member(merged, entry.getKey(), entry.getValue(), schema));
    return merged;
  }

  private static ObjectNode replaceOrDelete(JsonNode directive, ObjectNode patch) {
    return switch (directive.asText()) {
      case "replace" -> gainedObject(patch);
      case "delete" -> JsonNodeFactory.instance.objectNode();
      default -> throw unknownDirective(directive, patch);
    };
  }

  static PatchFailure unknownDirective(JsonNode directive, JsonNode patch) {
    return new PatchFailure("unknown patch type: " + directive.asText() + " in map: " + patch);
  }

  private static void deleteItems(ObjectNode merged, String key, JsonNode value) {
    String name = name(key, DELETE_FROM, "primitive list");
    if (value instanceof ArrayNode gone && merged.get(name) instanceof ArrayNode list) {
      merged.set(name, StrategicLists.without(list, gone));
    } else if (value.isNull()) {
      merged.remove(name);
    }
  }

  private static void member(ObjectNode merged, String key, JsonNode value, FieldSchema schema) {
    JsonNode current = merged.get(key);
    if (value.isNull()) {
      merged.remove(key);
    } else if (value instanceof ObjectNode object && current instanceof ObjectNode) {
      merged.set(key, objects(current, object, schema.member(key)));
    } else if (value instanceof ArrayNode list && current instanceof ArrayNode existing) {
      merged.set(key, StrategicLists.merge(existing, list, schema.member(key), key));
    } else {
      JsonNode plain = plain(value);
      if (plain == null) {
        merged.remove(key);
      } else {
        merged.set(key, plain);
      }
    }
  }

  private static void retainKeys(ObjectNode merged, ObjectNode patch) {
    JsonNode retained = patch.get(RETAIN_KEYS);
    if (retained == null) {
      return;
    }
    if (!retained.isArray()) {
      throw new PatchFailure("invalid patch format of retainKeys");
    }
    Set<String> names = new HashSet<>();
    retained.forEach(name -> names.add(name.asText()));
    for (Map.Entry<String, JsonNode> entry : patch.properties()) {
      String key = entry.getKey();
      boolean ofPatch =
          key.equals(RETAIN_KEYS) || key.startsWith(DELETE_FROM) || key.startsWith(ORDER_OF);
      if (!ofPatch && !entry.getValue().isNull() && !names.contains(key)) {
        throw new PatchFailure("invalid patch format of retainKeys");
      }
    }
    merged.retain(names);
  }

  private static void orderedList(
      ObjectNode merged, ObjectNode patch, String name, JsonNode order, FieldSchema schema) {
    if (!(order instanceof ArrayNode wanted)) {
      throw new PatchFailure("invalid patch format of setElementOrder list");
    }
    @Nullable ArrayNode current = list(merged.get(name), name);
    JsonNode patched = patch.get(name);
    if (patched != null && patched.isNull()) {
      merged.remove(name);
      return;
    }
    @Nullable ArrayNode changes = list(patched, name);
    if (current != null || changes != null) {
      merged.set(
          name, StrategicLists.mergeInOrder(current, changes, wanted, schema.member(name), name));
    }
  }

  private static @Nullable ArrayNode list(@Nullable JsonNode value, String name) {
    if (value == null || value instanceof ArrayNode) {
      return (ArrayNode) value;
    }
    throw new PatchFailure("expected a list in " + name + ", but received " + value);
  }

  private static String name(String key, String prefix, String what) {
    String rest = key.substring(prefix.length());
    if (!rest.startsWith("/")) {
      throw new PatchFailure("invalid patch format of " + what);
    }
    return rest.substring(1);
  }

  /** A value that nothing stands against: without nulls and directives; null where none is left. */
  static @Nullable JsonNode plain(JsonNode value) {
    if (value.has(PATCH)) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      ObjectNode plain = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        JsonNode below = entry.getValue().isNull() ? null : plain(entry.getValue());
        if (below != null && !isDirective(entry.getKey())) {
          plain.set(entry.getKey(), below);
        }
      }
      return plain;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode plain = JsonNodeFactory.instance.arrayNode();
      for (JsonNode item : array) {
        JsonNode below = plain(item);
        if (below != null) {
          plain.add(below);
        }
      }
      return plain;
    }
    return value.deepCopy();
  }

  /**
   * What a list gains, or replaces an object. The server takes it as it stands, directives
   * included, and loses those only when it decodes the object: what stands beside a directive
   * stays.
   */
  static JsonNode gained(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return gainedObject(object);
    }
    if (value instanceof ArrayNode array) {
      ArrayNode gained = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> gained.add(gained(item)));
      return gained;
    }
    return value.deepCopy();
  }

  private static ObjectNode gainedObject(ObjectNode object) {
    ObjectNode gained = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (!entry.getValue().isNull() && !isDirective(entry.getKey())) {
        gained.set(entry.getKey(), gained(entry.getValue()));
      }
    }
    return gained;
  }

  private static boolean isDirective(String key) {
    return key.equals(PATCH)
        || key.equals(RETAIN_KEYS)
        || key.startsWith(DELETE_FROM)
        || key.startsWith(ORDER_OF);
  }
}
