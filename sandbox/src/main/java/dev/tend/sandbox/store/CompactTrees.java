package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Makes objects small that are kept: trees that can't be changed, and that share what is equal in
 * them. Pods of one template differ in little, and the record of who owns their fields hardly at
 * all. What is shared is remembered in tables that forget, so sharing is likely, not sure.
 */
final class CompactTrees {
  private static final int SLOTS = 1 << 15;

  /** Above this a hash table finds fields faster than a look at each. */
  private static final int FEW_FIELDS = 24;

  /** Longer texts are seldom told twice. */
  private static final int LONGEST_SHARED = 512;

  private final AtomicReferenceArray<JsonNode> nodes = new AtomicReferenceArray<>(SLOTS);
  private final AtomicReferenceArray<String[]> shapes = new AtomicReferenceArray<>(SLOTS);

  /** The same tree, compact. */
  ObjectNode of(ObjectNode object) {
    return object instanceof CompactObject ? object : object(object);
  }

  private JsonNode node(JsonNode node) {
    return switch (node) {
      case CompactObject compact -> compact;
      case CompactArray compact -> compact;
      case ObjectNode object -> object(object);
      case ArrayNode array -> array(array);
      case TextNode text when text.textValue().length() <= LONGEST_SHARED -> shared(text);
      default -> node;
    };
  }

  private ObjectNode object(ObjectNode object) {
    int size = object.size();
    if (size > FEW_FIELDS) {
      return large(object);
    }
    String[] names = new String[size];
    JsonNode[] values = new JsonNode[size];
    int at = 0;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      names[at] = field.getKey();
      values[at++] = isFieldSet(field) ? fieldSet(field.getValue()) : node(field.getValue());
    }
    return object(shape(names), values);
  }

  private ObjectNode object(String[] shape, JsonNode[] values) {
    int slot = slot(CompactFields.hash(shape, values) + 1);
    if (nodes.getAcquire(slot) instanceof CompactObject known
        && known.asMap() instanceof CompactFields fields
        && fields.are(shape, values)) {
      return known;
    }
    CompactObject compact = new CompactObject(new CompactFields(shape, values));
    nodes.setRelease(slot, compact);
    return compact;
  }

  private static boolean isFieldSet(Map.Entry<String, JsonNode> field) {
    return field.getKey().equals("fieldsV1") && field.getValue().size() <= FEW_FIELDS;
  }

  private JsonNode fieldSet(JsonNode set) {
    JsonNode compact = node(set);
    if (!(compact instanceof CompactObject object)
        || !(object.asMap() instanceof CompactFields fields)
        || object instanceof CompactFieldSet) {
      return compact;
    }
    int slot = slot(fields.hashCode() + 2);
    if (nodes.getAcquire(slot) instanceof CompactFieldSet known && known.isSameAs(fields)) {
      return known;
    }
    CompactFieldSet shown = new CompactFieldSet(fields);
    nodes.setRelease(slot, shown);
    return shown;
  }

  private ObjectNode large(ObjectNode object) {
    Map<String, JsonNode> fields = LinkedHashMap.newLinkedHashMap(object.size());
    object.properties().forEach(field -> fields.put(field.getKey(), node(field.getValue())));
    return new CompactObject(Collections.unmodifiableMap(fields));
  }

  private JsonNode array(ArrayNode array) {
    JsonNode[] items = new JsonNode[array.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = node(array.get(i));
    }
    int slot = slot(Arrays.hashCode(items));
    if (nodes.getAcquire(slot) instanceof CompactArray known && known.are(items)) {
      return known;
    }
    CompactArray compact = new CompactArray(items);
    nodes.setRelease(slot, compact);
    return compact;
  }

  private JsonNode shared(TextNode text) {
    int slot = slot(text.hashCode());
    JsonNode known = nodes.getAcquire(slot);
    if (known != null && known.equals(text)) {
      return known;
    }
    nodes.setRelease(slot, text);
    return text;
  }

  private String[] shape(String[] names) {
    int slot = slot(Arrays.hashCode(names));
    String[] known = shapes.getAcquire(slot);
    if (known != null && Arrays.equals(known, names)) {
      return known;
    }
    shapes.setRelease(slot, names);
    return names;
  }

  /**
   * Whether one may stand for the other. Equal parts that are larger were shared before, or differ
   * in the order of their fields, which is kept.
   */
  static boolean same(JsonNode one, JsonNode other) {
    return one == other || (one.isValueNode() && one.equals(other));
  }

  private static int slot(int hash) {
    int spread = hash * 0x9E3779B9;
    return (spread ^ (spread >>> 16)) & (SLOTS - 1);
  }
}
