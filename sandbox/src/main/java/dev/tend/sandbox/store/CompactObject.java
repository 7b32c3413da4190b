package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object that can't be changed; a copy of it can. */
sealed class CompactObject extends ObjectNode permits CompactFieldSet {
  private static final long serialVersionUID = 1;

  CompactObject(Map<String, JsonNode> fields) {
    super(JsonNodeFactory.instance, fields);
  }

  Map<String, JsonNode> asMap() {
    return _children;
  }

  /** Sets of fields stay what they are in the copy: whoever changes one writes another. */
  @Override
  public ObjectNode deepCopy() {
    Map<String, JsonNode> copy = LinkedHashMap.newLinkedHashMap(_children.size());
    for (Map.Entry<String, JsonNode> field : _children.entrySet()) {
      boolean kept = field.getKey().equals("fieldsV1");
      copy.put(field.getKey(), kept ? field.getValue() : field.getValue().deepCopy());
    }
    return new ObjectNode(JsonNodeFactory.instance, copy);
  }
}
