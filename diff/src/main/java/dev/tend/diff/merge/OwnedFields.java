package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath.Element;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fields that somebody who writes a value comes to own. */
final class OwnedFields {
  private OwnedFields() {}

  static FieldSet of(JsonNode value, Typing typing) {
    FieldSet.Builder builder = new FieldSet.Builder();
    collect(value, typing, builder);
    return builder.build();
  }

  /** Gathers what lies below a value; whether the value itself is owned is its parent's to say. */
  private static void collect(JsonNode value, Typing typing, FieldSet.Builder builder) {
    switch (typing.shape(value)) {
      case LEAF -> {}
      case FIELDS -> collectFields(value, typing, builder);
      case ITEMS -> collectItems(value, typing, builder);
    }
  }

  private static void collectFields(JsonNode object, Typing typing, FieldSet.Builder builder) {
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      Element element = new Element.Key(entry.getKey());
      JsonNode value = entry.getValue();
      Typing member = typing.member(entry.getKey());
      boolean whole =
          value.isNull()
              || (value.isObject() && value.isEmpty())
              || member.shape(value) == Typing.Shape.LEAF;
      if (whole || !typing.declares(entry.getKey())) {
        builder.add(element);
      }
      collect(value, member, builder.below(element));
    }
  }

  private static void collectItems(JsonNode array, Typing typing, FieldSet.Builder builder) {
    List<Element> elements = typing.identifyAll(array).orElse(List.of());
    Set<Element> seen = new TreeSet<>(PathElements.ORDER);
    Set<Element> repeated = new TreeSet<>(PathElements.ORDER);
    for (Element element : elements) {
      if (!seen.add(element)) {
        repeated.add(element);
      }
    }
    for (int i = 0; i < elements.size(); i++) {
      Element element = elements.get(i);
      builder.add(element);
      if (!repeated.contains(element)) {
        collect(array.path(i), typing.items(), builder.below(element));
      }
    }
  }
}
