package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lays an applied configuration over a live object. What comes out shares nothing with either. */
final class Merge {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Merge() {}

  static ObjectNode of(ObjectNode live, ObjectNode applied, Typing typing) {
    JsonNode merged = merge(live, applied, typing);
    return merged instanceof ObjectNode object ? object : NODES.objectNode();
  }

  /** Either may be absent; absent where nothing is left. */
  private static @Nullable JsonNode merge(
      @Nullable JsonNode live, @Nullable JsonNode applied, Typing typing) {
    if (live == null || applied == null) {
      JsonNode only = live == null ? applied : live;
      return only == null ? null : only.deepCopy();
    }
    if (isHollow(live) && isHollow(applied)) {
      return applied.deepCopy();
    }
    return switch (typing.shape(applied.isNull() ? live : applied)) {
      case LEAF -> applied.deepCopy();
      case FIELDS -> fields(live, applied, typing);
      case ITEMS -> items(live, applied, typing);
    };
  }

  private static boolean isHollow(JsonNode value) {
    return value.isNull() || (value.isContainerNode() && value.isEmpty());
  }

  private static ObjectNode fields(JsonNode live, JsonNode applied, Typing typing) {
    ObjectNode merged = NODES.objectNode();
    Set<String> names = new LinkedHashSet<>();
    live.fieldNames().forEachRemaining(names::add);
    applied.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode value = merge(live.get(name), applied.get(name), typing.member(name));
      if (value != null) {
        merged.set(name, value);
      }
    }
    return merged;
  }

  private static ArrayNode items(JsonNode live, JsonNode applied, Typing typing) {
    List<Element> liveOrder =
        live.isArray() ? typing.identifyAll(live).orElse(List.of()) : List.of();
    List<Element> appliedOrder =
        applied.isArray() ? typing.identifyAll(applied).orElse(List.of()) : List.of();
    SortedMap<Element, JsonNode> appliedItems = new TreeMap<>(PathElements.ORDER);
    for (int i = 0; i < appliedOrder.size(); i++) {
      appliedItems.put(appliedOrder.get(i), applied.path(i));
    }
    SortedMap<Element, List<JsonNode>> liveItems = new TreeMap<>(PathElements.ORDER);
    for (int i = 0; i < liveOrder.size(); i++) {
      liveItems.computeIfAbsent(liveOrder.get(i), key -> new ArrayList<>(1)).add(live.path(i));
    }
    ArrayNode merged = NODES.arrayNode();
    for (ListOrder.Slot slot : ListOrder.merge(liveOrder, appliedOrder)) {
      switch (slot) {
        case ListOrder.Slot.Live(int position) -> merged.add(live.path(position).deepCopy());
        case ListOrder.Slot.Applied(int position) -> {
          Element element = appliedOrder.get(position);
          List<JsonNode> same = liveItems.getOrDefault(element, List.of());
          // Items that live holds twice are replaced by the applied one: neither is the one to
          // merge.
          JsonNode item =
              merge(
                  same.size() == 1 ? same.getFirst() : null,
                  appliedItems.get(element),
                  typing.items());
          if (item != null) {
            merged.add(item);
          }
        }
      }
    }
    return merged;
  }
}
