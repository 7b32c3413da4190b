package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Types of which nothing is known but a JSON Schema. */
public final class JsonSchemaTypes {
  private JsonSchemaTypes() {}

  /** What stands alone: schemas of custom resources come without what every object has. */
  public static ObjectNode complete(ObjectNode schema) {
    return isWhole(schema)
        ? new JsonSchemas(DefinitionStore.BUILT_IN).of(withMetadata(schema))
        : schema.deepCopy();
  }

  private static boolean isWhole(ObjectNode schema) {
    return schema.findValue("$ref") == null;
  }

  private static ObjectNode withMetadata(ObjectNode schema) {
    ObjectNode structure = schema.deepCopy();
    if (isWhole(schema) && structure.path("properties") instanceof ObjectNode properties) {
      properties.putObject("metadata").put("$ref", "#/definitions/" + FieldSchemas.OBJECT_META);
    }
    return structure;
  }

  /**
   * @throws KnownFailure for a schema that refers to other files
   */
  public static ResourceType of(GroupVersionKind gvk, ObjectNode schema) {
    for (JsonNode reference : schema.findValues("$ref")) {
      if (reference.isTextual() && !reference.asText().startsWith("#")) {
        throw new KnownFailure(
            "the schema of " + gvk + " refers to " + reference.asText(),
            "take schemas that stand alone");
      }
    }
    boolean whole = isWhole(schema);
    ObjectNode structure = withMetadata(schema);
    FieldSchemas fields = new FieldSchemas(DefinitionStore.BUILT_IN);
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
        new StructView(
            fields, "", () -> whole ? structure : StructView.RAW, FieldSchema.Facts.NONE));
  }
}
