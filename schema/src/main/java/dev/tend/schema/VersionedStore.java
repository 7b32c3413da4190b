package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The definitions of a version that is not the default: the default's without what the version
 * lacks, and what the default lacks.
 */
final class VersionedStore extends DefinitionStore {
  private final KubernetesVersion version;
  private final History history = History.known();

  /** With descriptions, in the definitions. */
  private final DefinitionStore others = new DefinitionStore("others.tsv", "others.tsv");

  VersionedStore(KubernetesVersion version) {
    super("definitions.gz", "descriptions.gz");
    this.version = version;
  }

  boolean has(String name) {
    return history.type(name).holds(version) && find(name).isPresent();
  }

  @Override
  SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(super.names());
    names.addAll(others.names());
    names.removeIf(name -> !has(name));
    return names;
  }

  @Override
  Optional<ObjectNode> read(String name) {
    Optional<ObjectNode> known = super.read(name).or(() -> REMOVED.find(name));
    Optional<ObjectNode> more = others.find(name);
    if (known.isEmpty() && more.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode definition = known.orElseGet(more::orElseThrow).deepCopy();
    ObjectNode properties = definition.withObject("/properties");
    more.ifPresent(
        other ->
            other
                .path("properties")
                .properties()
                .forEach(
                    property -> {
                      if (!properties.has(property.getKey())) {
                        properties.set(property.getKey(), property.getValue().deepCopy());
                      }
                    }));
    trim(name, definition, properties);
    definition.remove("description");
    properties.forEach(property -> ((ObjectNode) property).remove("description"));
    if (properties.isEmpty()) {
      definition.remove("properties");
    }
    return Optional.of(definition);
  }

  private void trim(String name, ObjectNode definition, ObjectNode properties) {
    List<String> names = new ArrayList<>();
    properties.fieldNames().forEachRemaining(names::add);
    for (String property : names) {
      if (!history.field(name, property).holds(version)) {
        properties.remove(property);
      } else if (properties.path(property) instanceof ObjectNode schema) {
        values(history.values(name, property), schema);
      }
    }
    if (definition.path("required") instanceof ArrayNode required) {
      List<JsonNode> kept = new ArrayList<>();
      required.forEach(
          field -> {
            if (properties.has(field.asText())) {
              kept.add(field);
            }
          });
      required.removeAll();
      required.addAll(kept);
    }
  }

  private void values(SortedMap<String, History.Span> changed, ObjectNode schema) {
    if (changed.isEmpty() || !(schema.path("enum") instanceof ArrayNode allowed)) {
      return;
    }
    SortedSet<String> values = new TreeSet<>();
    allowed.forEach(value -> values.add(value.asText()));
    changed.forEach(
        (value, span) -> {
          if (span.holds(version)) {
            values.add(value);
          } else {
            values.remove(value);
          }
        });
    allowed.removeAll();
    values.forEach(allowed::add);
  }

  @Override
  Optional<ObjectNode> readTexts(String name) {
    Optional<ObjectNode> known = super.readTexts(name).or(() -> REMOVED.readTexts(name));
    Optional<ObjectNode> more = others.find(name);
    if (more.isEmpty()) {
      return known;
    }
    ObjectNode texts = known.orElseGet(more.get()::objectNode);
    if (more.get().has("description") && !texts.has("")) {
      texts.set("", more.get().get("description"));
    }
    for (Map.Entry<String, JsonNode> property : more.get().path("properties").properties()) {
      if (property.getValue().has("description") && !texts.has(property.getKey())) {
        texts.set(property.getKey(), property.getValue().get("description"));
      }
    }
    return Optional.of(texts);
  }
}
