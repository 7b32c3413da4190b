package dev.tend.schema;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Types of which nothing is known but a JSON Schema. */
public final class JsonSchemaTypes {
  private JsonSchemaTypes() {}

  /**
   * A new tree, with what every object has: schemas of custom resources come without.
   *
   * @param schema that refers to nothing but its own definitions
   */
  public static ObjectNode complete(ObjectNode schema) {
    ObjectNode complete = schema.deepCopy();
    if (!(complete.path("properties") instanceof ObjectNode properties)
        || properties.path("metadata").has("$ref")) {
      return complete;
    }
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    metadata.put("$ref", "#/definitions/" + FieldSchemas.OBJECT_META);
    properties.set("metadata", metadata);
    for (String field : List.of("apiVersion", "kind")) {
      if (!properties.has(field)) {
        properties.putObject(field).put("type", "string");
      }
    }
    ObjectNode definitions = complete.withObject("/definitions");
    new JsonSchemas(DefinitionStore.BUILT_IN)
        .of(metadata.deepCopy())
        .path("definitions")
        .properties()
        .forEach(each -> definitions.set(each.getKey(), each.getValue()));
    return complete;
  }

  /**
   * @param schema that is {@linkplain #complete complete}
   */
  public static ResourceType of(GroupVersionKind gvk, ObjectNode schema) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.withObject("/components").set("schemas", schema.path("definitions"));
    FieldSchemas fields = new FieldSchemas(new OpenApiStore(List.of(document)));
    String singular = gvk.kind().toLowerCase(Locale.ROOT);
    return new ResourceType(
        gvk,
        singular + "s",
        singular,
        List.of(),
        List.of(),
        true,
        Set.of("status"),
        List.of(),
        new StructView(fields, "", () -> schema, FieldSchema.Facts.NONE));
  }
}
