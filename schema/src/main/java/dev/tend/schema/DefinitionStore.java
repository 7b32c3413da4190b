package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The built-in definitions, in Swagger 2 form. Nothing is read until somebody asks; a definition is
 * parsed when it is first asked for, and descriptions only where they are wanted.
 */
final class DefinitionStore {
  private static final String PREFIX = "#/definitions/";

  /** What the class path holds never changes, so everybody shares one store and what it parsed. */
  static final DefinitionStore BUILT_IN = new DefinitionStore("definitions.gz");

  /** What the kinds of removed API versions were made of. */
  static final DefinitionStore REMOVED = new DefinitionStore("removed.gz");

  private final Lines structure;
  private final Lines descriptions = new Lines("descriptions.gz");
  private final Map<String, ObjectNode> parsed = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> texts = new ConcurrentHashMap<>();

  private DefinitionStore(String structure) {
    this.structure = new Lines(structure);
  }

  /** The name that a reference carries. */
  static String nameIn(String reference) {
    return reference.startsWith(PREFIX) ? reference.substring(PREFIX.length()) : reference;
  }

  SortedSet<String> names() {
    return structure.names();
  }

  /** The definition without descriptions; not to be changed. */
  ObjectNode definition(String name) {
    return parsed.computeIfAbsent(
        name,
        key ->
            parse(structure, key)
                .orElseThrow(() -> new IllegalArgumentException("No definition of " + key)));
  }

  /** A copy of the definition that has its descriptions. */
  ObjectNode described(String name) {
    ObjectNode copy = definition(name).deepCopy();
    for (Map.Entry<String, JsonNode> text : texts(name).properties()) {
      JsonNode target =
          text.getKey().isEmpty() ? copy : copy.path("properties").path(text.getKey());
      ((ObjectNode) target).set("description", text.getValue());
    }
    return copy;
  }

  /** What the API says of a property, or of the whole definition where it is empty. */
  String description(String name, String property) {
    return texts(name).path(property).asText("");
  }

  private ObjectNode texts(String name) {
    return texts.computeIfAbsent(
        name, key -> parse(descriptions, key).orElseGet(JsonNodeFactory.instance::objectNode));
  }

  private static Optional<ObjectNode> parse(Lines lines, String name) {
    return lines.find(name).map(line -> JsonText.read(line.bytes(), line.offset(), line.length()));
  }
}
