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
class DefinitionStore {
  private static final String PREFIX = "#/definitions/";

  /** What the class path holds never changes, so everybody shares one store and what it parsed. */
  static final DefinitionStore BUILT_IN = new DefinitionStore("definitions.gz");

  /** What the kinds of removed API versions were made of. */
  static final DefinitionStore REMOVED =
      new DefinitionStore("removed.gz", "removed-descriptions.gz");

  private final Lines structure;
  private final Lines descriptions;
  private final Map<String, ObjectNode> parsed = new ConcurrentHashMap<>();
  private final Map<String, ObjectNode> texts = new ConcurrentHashMap<>();

  private DefinitionStore(String structure) {
    this(structure, "descriptions.gz");
  }

  DefinitionStore(String structure, String descriptions) {
    this.structure = new Lines(structure);
    this.descriptions = new Lines(descriptions);
  }

  /** The definitions of a version. */
  static DefinitionStore of(KubernetesVersion version) {
    return version.equals(KubernetesVersion.DEFAULT) ? BUILT_IN : new VersionedStore(version);
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
    return find(name).orElseThrow(() -> new IllegalArgumentException("No definition of " + name));
  }

  /** The definition without descriptions, where there is one; not to be changed. */
  Optional<ObjectNode> find(String name) {
    ObjectNode known = parsed.get(name);
    if (known == null) {
      Optional<ObjectNode> read = read(name);
      read.ifPresent(definition -> parsed.put(name, definition));
      return read;
    }
    return Optional.of(known);
  }

  /** What {@link #find} remembers. */
  Optional<ObjectNode> read(String name) {
    return parse(structure, name);
  }

  /** A copy of the definition that has its descriptions. */
  ObjectNode described(String name) {
    ObjectNode copy = definition(name).deepCopy();
    for (Map.Entry<String, JsonNode> text : texts(name).properties()) {
      JsonNode target =
          text.getKey().isEmpty() ? copy : copy.path("properties").path(text.getKey());
      if (target instanceof ObjectNode described) {
        described.set("description", text.getValue());
      }
    }
    return copy;
  }

  /** What the API says of a property, or of the whole definition where it is empty. */
  String description(String name, String property) {
    return texts(name).path(property).asText("");
  }

  private ObjectNode texts(String name) {
    return texts.computeIfAbsent(
        name, key -> readTexts(key).orElseGet(JsonNodeFactory.instance::objectNode));
  }

  /** What the API says, by property; of the definition itself under the empty name. */
  Optional<ObjectNode> readTexts(String name) {
    return parse(descriptions, name);
  }

  private static Optional<ObjectNode> parse(Lines lines, String name) {
    return lines.find(name).map(line -> JsonText.read(line.bytes(), line.offset(), line.length()));
  }
}
