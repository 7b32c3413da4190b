package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath.Element;
import java.util.List;

/** Takes fields out of an object. */
final class Removal {
  private Removal() {}

  /** A copy without these fields and what lies below them. */
  static ObjectNode remove(ObjectNode object, FieldSet fields, Typing typing) {
    return fields.isEmpty() ? object.deepCopy() : fields(object, fields, typing);
  }

  /** Null where a container lost all that it held. */
  private static JsonNode removeBelow(JsonNode value, FieldSet fields, Typing typing) {
    JsonNode rest =
        switch (typing.shape(value)) {
          case LEAF -> value.deepCopy();
          case FIELDS -> value.isObject() ? fields(value, fields, typing) : value.deepCopy();
          case ITEMS -> value.isArray() ? items(value, fields, typing) : value.deepCopy();
        };
    return rest.isContainerNode() && rest.isEmpty() && !value.isEmpty()
        ? NullNode.getInstance()
        : rest;
  }

  private static ObjectNode fields(JsonNode object, FieldSet fields, Typing typing) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    object
        .properties()
        .forEach(
            entry -> {
              Element element = new Element.Key(entry.getKey());
              if (!fields.hasMember(element)) {
                rest.set(
                    entry.getKey(),
                    without(entry.getValue(), fields, element, typing.member(entry.getKey())));
              }
            });
    return rest;
  }

  private static ArrayNode items(JsonNode array, FieldSet fields, Typing typing) {
    ArrayNode rest = JsonNodeFactory.instance.arrayNode();
    List<Element> elements = typing.identifyAll(array).orElse(List.of());
    for (int i = 0; i < array.size(); i++) {
      if (i >= elements.size()) {
        rest.add(array.path(i).deepCopy());
      } else if (!fields.hasMember(elements.get(i))) {
        rest.add(without(array.path(i), fields, elements.get(i), typing.items()));
      }
    }
    return rest;
  }

  private static JsonNode without(JsonNode value, FieldSet fields, Element element, Typing typing) {
    FieldSet below = fields.below(element);
    return below.isEmpty() ? value.deepCopy() : removeBelow(value, below, typing);
  }
}
