package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Turns a schema as the API publishes it into one that asks what a strict server asks: undeclared
 * fields are refused, quantities and label syntax are checked, lists with keys hold no key twice.
 * Descriptions and defaults are left out.
 */
final class StrictSchema {
  private static final String DEFINITION = "#/definitions/";
  private static final Set<String> LIMITS =
      Set.of(
          "const",
          "maxItems",
          "maxLength",
          "maxProperties",
          "maximum",
          "minItems",
          "minLength",
          "minProperties",
          "minimum",
          "multipleOf",
          "required",
          "uniqueItems");

  private final JsonNode root;

  private StrictSchema(JsonNode root) {
    this.root = root;
  }

  /** A new tree made of a JSON Schema that stands alone. */
  static ObjectNode of(ObjectNode jsonSchema) {
    StrictSchema strict = new StrictSchema(jsonSchema);
    ObjectNode root = strict.structural(jsonSchema, "");
    ObjectNode definitions = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : jsonSchema.path("definitions").properties()) {
      definitions.set(entry.getKey(), strict.structural(entry.getValue(), entry.getKey()));
    }
    return definitions.isEmpty() ? root : root.set("definitions", definitions);
  }

  private ObjectNode structural(JsonNode schema, String name) {
    if (name.equals(FieldSchemas.QUANTITY)) {
      ObjectNode quantity = object();
      quantity.putArray("type").add("string").add("number");
      return quantity.put("format", "quantity");
    }
    ObjectNode out = value(schema);
    boolean declares = schema.has("properties") || schema.path("type").asText().equals("object");
    if (declares
        && !schema.has("additionalProperties")
        && !schema.has("patternProperties")
        && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
      out.put("additionalProperties", false);
    }
    LabelRules.addTo(out, name);
    return out;
  }

  /** What a schema says of a value, undeclared fields let be: for what stands under anyOf. */
  private ObjectNode value(JsonNode schema) {
    ObjectNode out = object();
    if (schema.path("$ref").isTextual()) {
      return out.set("$ref", schema.path("$ref"));
    }
    boolean intOrString = isIntOrString(schema);
    copyType(schema, intOrString, out);
    for (Map.Entry<String, JsonNode> entry : schema.properties()) {
      String keyword = entry.getKey();
      JsonNode said = entry.getValue();
      switch (keyword) {
        case "properties", "patternProperties" -> {
          ObjectNode members = out.putObject(keyword);
          said.properties()
              .forEach(member -> members.set(member.getKey(), structural(member.getValue(), "")));
        }
        case "additionalProperties" ->
            out.set(keyword, said.isObject() ? structural(said, "") : said);
        case "items" -> {
          out.set(keyword, structural(kept(schema, said), ""));
          UniqueKeys.addTo(out, schema, resolve(said));
        }
        case "anyOf", "oneOf", "allOf" -> {
          if (!intOrString || !namesTypesAlone(said)) {
            ArrayNode forms = out.putArray(keyword);
            said.forEach(form -> forms.add(value(form)));
          }
        }
        case "not", "if", "then", "else", "propertyNames" -> out.set(keyword, value(said));
        case "exclusiveMinimum", "exclusiveMaximum" -> exclusive(schema, keyword, said, out);
        case "pattern" -> {
          if (compiles(said.asText())) {
            out.set(keyword, said);
          }
        }
        case "format" -> {
          if (Formats.NAMES.contains(said.asText())) {
            out.set(keyword, said);
          }
        }
        case "enum" -> {
          ArrayNode allowed = out.putArray(keyword).addAll((ArrayNode) said);
          if (schema.path("nullable").asBoolean()) {
            allowed.addNull();
          }
        }
        default -> {
          if (LIMITS.contains(keyword) && !out.has(keyword)) {
            out.set(keyword, said);
          }
        }
      }
    }
    return out;
  }

  /** A list that keeps unknown fields keeps those of its items. */
  private static JsonNode kept(JsonNode list, JsonNode items) {
    String keeping = "x-kubernetes-preserve-unknown-fields";
    return list.path(keeping).asBoolean() && items.isObject()
        ? items.<ObjectNode>deepCopy().put(keeping, true)
        : items;
  }

  private static boolean isIntOrString(JsonNode schema) {
    return schema.path("x-kubernetes-int-or-string").asBoolean()
        || schema.path("format").asText().equals("int-or-string");
  }

  private static void copyType(JsonNode schema, boolean intOrString, ObjectNode out) {
    ArrayNode types = JsonNodeFactory.instance.arrayNode();
    if (intOrString) {
      types.add("integer").add("string");
    } else if (schema.path("type").isArray()) {
      types.addAll((ArrayNode) schema.path("type"));
    } else if (schema.path("type").isTextual()) {
      types.add(schema.path("type"));
    }
    if (!types.isEmpty()) {
      if (schema.path("nullable").asBoolean()) {
        types.add("null");
      }
      out.set("type", types.size() == 1 ? types.get(0) : types);
    }
  }

  /** OpenAPI 3.0 says exclusive as a boolean beside the limit, JSON Schema in its place. */
  private static void exclusive(JsonNode schema, String keyword, JsonNode said, ObjectNode out) {
    String limit = keyword.equals("exclusiveMinimum") ? "minimum" : "maximum";
    if (said.isNumber()) {
      out.set(keyword, said);
    } else if (said.asBoolean() && schema.has(limit)) {
      out.set(keyword, schema.path(limit));
    }
  }

  private static boolean namesTypesAlone(JsonNode forms) {
    for (JsonNode form : forms) {
      boolean nested = form.path("anyOf").isArray() && namesTypesAlone(form.path("anyOf"));
      if (form.size() != 1 || !form.has("type") && !nested) {
        return false;
      }
    }
    return true;
  }

  /** The server's expressions are RE2's; those that Java reads otherwise are left to the server. */
  private static boolean compiles(String expression) {
    try {
      return Pattern.compile(expression).flags() >= 0;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private JsonNode resolve(JsonNode schema) {
    String reference = schema.path("$ref").asText();
    return reference.startsWith(DEFINITION)
        ? root.path("definitions").path(reference.substring(DEFINITION.length()))
        : schema;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
