package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.FieldPath.Element;
import java.util.List;

/** Removes fields by their paths. */
final class FieldRemoval {
  private FieldRemoval() {}

  /** A copy without these fields; paths that lead nowhere are fine. */
  static ObjectNode without(ObjectNode object, List<FieldPath> paths) {
    ObjectNode copy = object.deepCopy();
    // From the back, so that positions before it stay what they were.
    for (FieldPath path : paths.reversed()) {
      if (!path.isRoot()) {
        remove(copy, path.elements());
      }
    }
    return copy;
  }

  private static void remove(JsonNode node, List<Element> path) {
    if (path.size() > 1) {
      remove(member(node, path.getFirst()), path.subList(1, path.size()));
      return;
    }
    switch (path.getFirst()) {
      case Element.Key key -> {
        if (node instanceof ObjectNode object) {
          object.remove(key.name());
        }
      }
      case Element.Index ignored -> removeItem(node, path.getFirst());
      case Element.Keyed ignored -> removeItem(node, path.getFirst());
      case Element.Value ignored -> removeItem(node, path.getFirst());
    }
  }

  private static void removeItem(JsonNode node, Element element) {
    if (node instanceof ArrayNode array) {
      int position = positionOf(array, element);
      if (position >= 0) {
        array.remove(position);
      }
    }
  }

  private static JsonNode member(JsonNode node, Element element) {
    if (element instanceof Element.Key key) {
      return node.path(key.name());
    }
    int position = positionOf(node, element);
    return position < 0 ? MissingNode.getInstance() : node.path(position);
  }

  private static int positionOf(JsonNode list, Element element) {
    for (int i = 0; i < list.size(); i++) {
      JsonNode item = list.path(i);
      boolean matches =
          switch (element) {
            case Element.Key ignored -> false;
            case Element.Index index -> index.position() == i;
            case Element.Value value -> value.value().equals(item);
            case Element.Keyed keyed ->
                keyed.keys().entrySet().stream()
                    .allMatch(key -> key.getValue().equals(item.path(key.getKey())));
          };
      if (matches) {
        return i;
      }
    }
    return -1;
  }
}
