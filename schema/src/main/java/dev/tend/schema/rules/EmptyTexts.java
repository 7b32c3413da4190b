package dev.tend.schema.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Empty texts that say something: where a server tells them from absent ones. */
public final class EmptyTexts {
  private static final Set<String> HOST = Set.of("hostNetwork", "hostPID", "hostIPC");
  private static final Set<String> COUNTS =
      Set.of(
          "initialDelaySeconds", "minReadySeconds", "hostPort", "nodePort", "healthCheckNodePort");

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

  /** The fields that hold what an absent one would mean, and that a server leaves out. */
  public static List<ObjectField> zeros(String group, String kind, ObjectNode object) {
    List<ObjectField> found = new ArrayList<>();
    Field root = Field.root(object, Rulebook.type(group, kind));
    root.at("spec")
        .entries()
        .forEach(child -> zero(root.at("spec", child.name()), root.at("spec").node(), found));
    return found;
  }

  private static void zero(Field field, JsonNode holder, List<ObjectField> found) {
    JsonNode node = field.node();
    boolean no = node.isBoolean() && !node.asBoolean();
    boolean none = node.isInt() && node.asInt() == 0;
    if (holder instanceof ObjectNode object
        && (no && (field.type().equals("bool") || HOST.contains(field.name()))
            || none && field.type().equals("int") && COUNTS.contains(field.name()))) {
      found.add(new ObjectField(object, field.name()));
    } else if (node.isArray()) {
      field.items().forEach(item -> zero(item, node, found));
    } else if (!field.type().startsWith("map ")) {
      field.entries().forEach(entry -> zero(field.at(entry.name()), node, found));
    }
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
