package dev.tend.sandbox.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An OpenAPI 2 document in the binary form (gnostic's openapi.v2.Document) that kubectl asks for up
 * to 1.28, and some tools still do.
 */
public final class ProtobufDocument {
  /** As it is answered: not every client reads a media type with an at sign. */
  public static final String CONTENT_TYPE =
      "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

  /** As it is asked for. */
  public static final String ASKED_TYPE =
      "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

  private ProtobufDocument() {}

  public static byte[] of(ObjectNode document) {
    return new Protobuf()
        .text(1, document.path("swagger").asText())
        .message(
            2,
            info -> {
              info.text(1, document.path("info").path("title").asText());
              info.text(2, document.path("info").path("version").asText());
            })
        .message(8, paths -> paths(document.path("paths"), paths))
        .message(9, definitions -> schemas(document.path("definitions"), definitions))
        .bytes();
  }

  private static void paths(JsonNode paths, Protobuf out) {
    for (var path : paths.properties()) {
      out.message(
          2,
          named -> {
            named.text(1, path.getKey());
            named.message(2, item -> path(path.getValue(), item));
          });
    }
  }

  private static void path(JsonNode path, Protobuf out) {
    operation(path, "get", 2, out);
    operation(path, "put", 3, out);
    operation(path, "post", 4, out);
    operation(path, "delete", 5, out);
    operation(path, "patch", 8, out);
  }

  private static void operation(JsonNode path, String method, int field, Protobuf out) {
    JsonNode operation = path.path(method);
    if (operation.isMissingNode()) {
      return;
    }
    out.message(
        field,
        message -> {
          message.text(5, operation.path("operationId").asText(""));
          operation.path("consumes").forEach(type -> message.text(7, type.asText()));
          operation
              .path("parameters")
              .forEach(parameter -> message.message(8, item -> parameter(parameter, item)));
          message.message(9, responses -> responses(operation.path("responses"), responses));
          extensions(operation, 13, message);
        });
  }

  /** Query parameters only: others aren't written. */
  private static void parameter(JsonNode parameter, Protobuf out) {
    out.message(
        1,
        one ->
            one.message(
                2,
                plain ->
                    plain.message(
                        3,
                        query -> {
                          query.text(2, parameter.path("in").asText());
                          query.text(4, parameter.path("name").asText());
                          query.text(6, parameter.path("type").asText());
                        })));
  }

  private static void responses(JsonNode responses, Protobuf out) {
    for (var response : responses.properties()) {
      out.message(
          1,
          named -> {
            named.text(1, response.getKey());
            named.message(
                2,
                value ->
                    value.message(
                        1, body -> body.text(1, response.getValue().path("description").asText())));
          });
    }
  }

  private static void schemas(JsonNode schemas, Protobuf out) {
    for (var schema : schemas.properties()) {
      out.message(
          1,
          named -> {
            named.text(1, schema.getKey());
            named.message(2, one -> schema(schema.getValue(), one));
          });
    }
  }

  private static void schema(JsonNode schema, Protobuf out) {
    out.text(1, schema.path("$ref").asText(""));
    out.text(2, schema.path("format").asText(""));
    out.text(4, schema.path("description").asText(""));
    out.fraction(7, schema.path("maximum").asDouble(0));
    out.fraction(9, schema.path("minimum").asDouble(0));
    out.number(11, schema.path("maxLength").asLong(0));
    out.number(12, schema.path("minLength").asLong(0));
    out.text(13, schema.path("pattern").asText(""));
    out.number(14, schema.path("maxItems").asLong(0));
    out.number(15, schema.path("minItems").asLong(0));
    schema.path("required").forEach(name -> out.text(19, name.asText()));
    schema.path("enum").forEach(value -> out.message(20, any -> any(value, any)));
    JsonNode additional = schema.path("additionalProperties");
    if (additional.isObject()) {
      out.message(21, item -> item.message(1, one -> schema(additional, one)));
    } else if (additional.isBoolean()) {
      out.message(21, item -> item.flag(2, additional.asBoolean()));
    }
    if (schema.path("type").isTextual()) {
      out.message(22, type -> type.text(1, schema.path("type").asText()));
    }
    if (schema.path("items").isObject()) {
      out.message(23, items -> items.message(1, one -> schema(schema.path("items"), one)));
    }
    if (schema.path("properties").isObject()) {
      out.message(25, properties -> schemas(schema.path("properties"), properties));
    }
    extensions(schema, 31, out);
  }

  private static void extensions(JsonNode node, int field, Protobuf out) {
    for (var entry : node.properties()) {
      if (entry.getKey().startsWith("x-")) {
        out.message(
            field,
            named -> {
              named.text(1, entry.getKey());
              named.message(2, any -> any(entry.getValue(), any));
            });
      }
    }
  }

  /** Values of any type are YAML there, and JSON is YAML. */
  private static void any(JsonNode value, Protobuf out) {
    out.text(2, value.toString() + "\n");
  }
}
