package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The schema of a custom resource, completed with what every object has and no CRD declares: type
 * and metadata, on the object itself and on the objects embedded in it.
 */
final class CustomResourceStructure {
  private static final String OBJECT_META = "#/definitions/" + FieldSchemas.OBJECT_META;

  private CustomResourceStructure() {}

  /** A new tree; nothing of the CRD is changed. */
  static ObjectNode of(JsonNode spec, JsonNode version) {
    JsonNode declared = version.path("schema").path("openAPIV3Schema");
    ObjectNode schema =
        declared instanceof ObjectNode object
            ? object.deepCopy()
            : JsonNodeFactory.instance.objectNode();
    if (schema.isEmpty() || spec.path("preserveUnknownFields").asBoolean()) {
      schema.put("x-kubernetes-preserve-unknown-fields", true);
    }
    completeEmbedded(schema);
    complete(schema);
    return schema;
  }

  private static void completeEmbedded(JsonNode schema) {
    if (!schema.isObject()) {
      return;
    }
    for (JsonNode property : schema.path("properties")) {
      completeEmbedded(property);
    }
    for (String part : new String[] {"items", "additionalProperties"}) {
      completeEmbedded(schema.path(part));
    }
    if (schema.path("x-kubernetes-embedded-resource").asBoolean()) {
      complete((ObjectNode) schema);
    }
  }

  private static void complete(ObjectNode schema) {
    schema.put("type", "object");
    ObjectNode properties = schema.withObject("/properties");
    property(properties, "apiVersion").put("type", "string");
    property(properties, "kind").put("type", "string");
    properties.putObject("metadata").put("$ref", OBJECT_META);
  }

  private static ObjectNode property(ObjectNode properties, String name) {
    return properties.get(name) instanceof ObjectNode declared
        ? declared
        : properties.putObject(name);
  }
}
