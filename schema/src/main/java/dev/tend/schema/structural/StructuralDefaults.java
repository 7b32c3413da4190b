package dev.tend.schema.structural;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills the defaults that a structural schema declares, as servers do before they check. */
public final class StructuralDefaults {
  private StructuralDefaults() {}

  /** In place. */
  public static void fill(JsonNode value, JsonNode schema) {
    if (value instanceof ObjectNode object) {
      for (var property : schema.path("properties").properties()) {
        JsonNode standard = property.getValue().path("default");
        JsonNode present = object.path(property.getKey());
        boolean nullable = property.getValue().path("nullable").asBoolean();
        if ((present.isMissingNode() || present.isNull() && !nullable)
            && !standard.isMissingNode()
            && !standard.isNull()) {
          object.set(property.getKey(), standard.deepCopy());
        } else if (present.isNull() && !nullable) {
          object.remove(property.getKey());
        }
      }
      for (var entry : object.properties()) {
        JsonNode property = schema.path("properties").path(entry.getKey());
        fill(
            entry.getValue(),
            property.isMissingNode() ? schema.path("additionalProperties") : property);
      }
    } else if (value.isArray()) {
      value.forEach(item -> fill(item, schema.path("items")));
    }
  }
}
