package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Pod templates: their identity, and the pods made of them. */
final class Templates {
  static final String HASH_LABEL = "pod-template-hash";

  /** Neither vowels nor what looks like one, so that no words come out. */
  private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";

  private Templates() {}

  /**
   * A short name for what a tree says: the same for the same content in any order of fields.
   *
   * @param collisions how often this name has met another template of the same name
   */
  static String hash(JsonNode tree, int collisions) {
    int hash = 0x811c9dc5;
    String text = canonical(tree) + (collisions > 0 ? "#" + collisions : "");
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x01000193;
    }
    return safe(Integer.toUnsignedString(hash));
  }

  /** Digits as characters that make no words. */
  static String safe(String digits) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      safe.append(SAFE.charAt(digits.charAt(i) % SAFE.length()));
    }
    return safe.toString();
  }

  /** Whether two pod templates are the same but for the label that names them. */
  static boolean same(JsonNode one, JsonNode other) {
    return canonical(withoutHash(one)).equals(canonical(withoutHash(other)));
  }

  private static JsonNode withoutHash(JsonNode template) {
    JsonNode copy = template.deepCopy();
    if (copy.path("metadata").path("labels") instanceof ObjectNode labels) {
      labels.remove(HASH_LABEL);
    }
    return copy;
  }

  /** Fields in order, without nulls and without the empty maps that metadata may carry or not. */
  private static JsonNode canonical(JsonNode tree) {
    return switch (tree) {
      case ObjectNode object -> canonicalFields(object);
      case ArrayNode array -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(item -> copy.add(canonical(item)));
        yield copy;
      }
      default -> tree;
    };
  }

  private static ObjectNode canonicalFields(ObjectNode object) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      boolean map = field.getKey().equals("labels") || field.getKey().equals("annotations");
      if (!value.isNull() && !(map && value.isEmpty())) {
        sorted.put(field.getKey(), canonical(value));
      }
    }
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    sorted.forEach(ordered::set);
    return ordered;
  }

  /** A pod of the owner's template, without a name yet. */
  static ObjectNode pod(ObjectNode owner, JsonNode template) {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = pod.putObject("metadata");
    metadata.put("namespace", Meta.namespace(owner));
    for (String field : new String[] {"labels", "annotations", "finalizers"}) {
      JsonNode value = template.path("metadata").path(field);
      if (!value.isMissingNode() && !value.isNull() && !value.isEmpty()) {
        metadata.set(field, value.deepCopy());
      }
    }
    metadata.putArray("ownerReferences").add(Meta.controllerReference(owner));
    pod.set("spec", template.path("spec").deepCopy());
    return pod;
  }
}
