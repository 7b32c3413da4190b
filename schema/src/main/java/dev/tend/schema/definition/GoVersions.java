package dev.tend.schema.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The versions of a definition as refusals show them: the server's own struct. */
final class GoVersions {
  /** What is kept once for all versions where it is the same in each. */
  private static final List<String> SHARED =
      List.of("schema", "subresources", "additionalPrinterColumns", "selectableFields");

  private GoVersions() {}

  /** As JSON; what only some versions have is shown as it was written. */
  static String show(JsonNode versions) {
    ArrayNode shown = JsonNodeFactory.instance.arrayNode();
    for (JsonNode version : versions) {
      ObjectNode struct = shown.addObject();
      struct.put("Name", version.path("name").asText());
      struct.put("Served", version.path("served").asBoolean());
      struct.put("Storage", version.path("storage").asBoolean());
      struct.put("Deprecated", version.path("deprecated").asBoolean());
      struct.set("DeprecationWarning", version.get("deprecationWarning"));
      for (String field : SHARED) {
        String name = Character.toUpperCase(field.charAt(0)) + field.substring(1);
        struct.set(name, isShared(versions, field) ? null : version.get(field));
      }
    }
    return shown.toString();
  }

  private static boolean isShared(JsonNode versions, String field) {
    JsonNode first = versions.path(0).path(field);
    return versions.valueStream().allMatch(version -> version.path(field).equals(first));
  }
}
