package dev.tend.schema.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Empty texts that say something: where a server tells them from absent ones. */
public final class EmptyTexts {
  private EmptyTexts() {}

  /**
   * The fields of a built-in object that hold one.
   *
   * @param group empty for the core group
   */
  public static List<ObjectField> in(String group, String kind, ObjectNode object) {
    List<ObjectField> found = new ArrayList<>();
    Field root = Field.root(object, Rulebook.type(group, kind));
    for (Field child : root.entries()) {
      if (!child.name().equals("metadata") && !child.name().equals("status")) {
        collect(root.at(child.name()), object, found);
      }
    }
    return found;
  }

  /** A field of an object. */
  public record ObjectField(ObjectNode object, String name) {}

  private static void collect(Field field, JsonNode holder, List<ObjectField> found) {
    JsonNode node = field.node();
    if (node.isTextual()) {
      if (field.text().isEmpty()
          && holder instanceof ObjectNode object
          && field.type().equals("*string")) {
        found.add(new ObjectField(object, field.name()));
      }
    } else if (node.isArray()) {
      field.items().forEach(item -> collect(item, node, found));
    } else {
      boolean map = field.type().startsWith("map ");
      for (Field entry : map ? List.<Field>of() : field.entries()) {
        collect(field.at(entry.name()), node, found);
      }
    }
  }
}
