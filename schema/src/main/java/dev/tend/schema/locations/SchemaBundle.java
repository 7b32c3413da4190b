package dev.tend.schema.locations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes one JSON Schema that stands alone of one that refers to others, be they in its own file or
 * in files beside it. Whatever is referred to becomes one of its {@code definitions}, once.
 */
final class SchemaBundle {
  /** What a file holds for others to refer to: it is found where it is meant. */
  private static final Set<String> PARTS = Set.of("definitions", "$defs", "components");

  private final Documents documents;
  private final Map<Target, String> names = new LinkedHashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Deque<Target> open = new ArrayDeque<>();

  /** Reads files that schemas refer to. */
  interface Documents {
    /**
     * @throws KnownFailure where there is none
     */
    JsonNode at(String location);
  }

  /**
   * A part of a file.
   *
   * @param pointer a JSON pointer, empty for all of it
   */
  private record Target(String location, String pointer) {}

  private SchemaBundle(Documents documents) {
    this.documents = documents;
  }

  /** A new tree; the schema itself where it refers to nothing. */
  static ObjectNode of(String location, ObjectNode schema, Documents documents) {
    return schema.findValue("$ref") == null
        ? schema
        : new SchemaBundle(documents).whole(location, schema);
  }

  private ObjectNode whole(String location, ObjectNode schema) {
    ObjectNode whole = (ObjectNode) copy(schema, location, PARTS);
    ObjectNode definitions = whole.objectNode();
    while (!open.isEmpty()) {
      Target next = open.remove();
      JsonNode there = next.location().equals(location) ? schema : documents.at(next.location());
      JsonNode part = there.at(next.pointer());
      if (part.isMissingNode()) {
        throw new KnownFailure(
            "Reading the schema %s: it refers to %s#%s, and there is no such part"
                .formatted(location, next.location(), next.pointer()));
      }
      Set<String> without = next.pointer().isEmpty() ? PARTS : Set.of();
      definitions.set(name(next), copy(part, next.location(), without));
    }
    return whole.set("definitions", definitions);
  }

  private JsonNode copy(JsonNode node, String location, Set<String> without) {
    if (node instanceof ArrayNode list) {
      ArrayNode copy = list.arrayNode();
      list.forEach(item -> copy.add(copy(item, location, Set.of())));
      return copy;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode copy = object.objectNode();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      if (entry.getKey().equals("$ref") && entry.getValue().isTextual()) {
        copy.put("$ref", "#/definitions/" + name(target(entry.getValue().asText(), location)));
      } else if (!without.contains(entry.getKey())) {
        copy.set(entry.getKey(), copy(entry.getValue(), location, Set.of()));
      }
    }
    return copy;
  }

  private static Target target(String reference, String location) {
    int hash = reference.indexOf('#');
    String file = hash < 0 ? reference : reference.substring(0, hash);
    String pointer = hash < 0 ? "" : reference.substring(hash + 1);
    if (!pointer.isEmpty() && !pointer.startsWith("/")) {
      throw new KnownFailure(
          "Reading the schema %s: it refers to %s: after # tend understands paths only"
              .formatted(location, reference));
    }
    return new Target(file.isEmpty() ? location : Locations.beside(location, file), pointer);
  }

  private String name(Target target) {
    String known = names.get(target);
    if (known != null) {
      return known;
    }
    String last = target.pointer().substring(target.pointer().lastIndexOf('/') + 1);
    String plain = last.isEmpty() ? "whole" : last.replaceAll("[~%\\s\"]", "_");
    String name = plain;
    for (int i = 2; !taken.add(name); i++) {
      name = plain + "-" + i;
    }
    names.put(target, name);
    open.add(target);
    return name;
  }
}
