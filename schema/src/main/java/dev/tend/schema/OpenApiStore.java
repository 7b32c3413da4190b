package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The definitions that a server publishes in its OpenAPI 3 documents, as the built-in ones are. */
final class OpenApiStore extends DefinitionStore {
  private static final String COMPONENT = "#/components/schemas/";

  private final Map<String, ObjectNode> components = new TreeMap<>();

  OpenApiStore(Iterable<ObjectNode> documents) {
    super("definitions.gz", "descriptions.gz");
    for (ObjectNode document : documents) {
      for (Map.Entry<String, JsonNode> entry :
          document.path("components").path("schemas").properties()) {
        if (entry.getValue() instanceof ObjectNode component) {
          components.putIfAbsent(entry.getKey(), component);
        }
      }
    }
  }

  @Override
  SortedSet<String> names() {
    return new TreeSet<>(components.keySet());
  }

  @Override
  Optional<ObjectNode> read(String name) {
    ObjectNode component = components.get(name);
    if (component == null) {
      return super.read(name);
    }
    ObjectNode definition = (ObjectNode) second(component);
    definition.remove("description");
    definition.path("properties").forEach(OpenApiStore::undescribe);
    return Optional.of(definition);
  }

  @Override
  Optional<ObjectNode> readTexts(String name) {
    ObjectNode component = components.get(name);
    if (component == null) {
      return super.readTexts(name);
    }
    ObjectNode texts = component.objectNode();
    texts.put("", component.path("description").asText());
    component
        .path("properties")
        .properties()
        .forEach(
            property ->
                texts.put(property.getKey(), property.getValue().path("description").asText()));
    return Optional.of(texts);
  }

  private static void undescribe(JsonNode property) {
    if (property instanceof ObjectNode schema) {
      schema.remove("description");
    }
  }

  /** In OpenAPI 3 what stands beside a reference is moved around it. */
  private static JsonNode second(JsonNode node) {
    if (node instanceof ArrayNode list) {
      ArrayNode copy = list.arrayNode();
      list.forEach(item -> copy.add(second(item)));
      return copy;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode copy = object.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      JsonNode value = field.getValue();
      if (field.getKey().equals("$ref")) {
        copy.put(
            "$ref",
            "#/definitions/" + DefinitionStore.nameIn(value.asText().replace(COMPONENT, "")));
      } else if (field.getKey().equals("allOf") && value.size() == 1 && value.get(0).has("$ref")) {
        copy.setAll((ObjectNode) second(value.get(0)));
      } else {
        copy.set(field.getKey(), second(value));
      }
    }
    return copy;
  }
}
