package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.FieldSchema.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the first value that a strategically merged object could not be made a Go struct with:
 * servers turn trees into structs here, rather than JSON, and have other words for it.
 */
public final class GoConverter {
  private final GoNames names;

  private GoConverter(GoNames names) {
    this.names = names;
  }

  /** What the server says of it; empty where the object fits. */
  public static Optional<String> misfit(
      GroupVersionKind gvk, ObjectNode object, FieldSchema schema) {
    return new GoConverter(GoNames.of(gvk)).walk(List.of(), 0, object, schema);
  }

  /**
   * @param depth how many lists and maps are around the value
   */
  private Optional<String> walk(List<String> path, int depth, JsonNode node, FieldSchema schema) {
    if (node.isNull()) {
      return Optional.empty();
    }
    return switch (schema) {
      case FieldSchema.Struct struct -> {
        if (!node.isObject()) {
          yield Optional.of("cannot restore struct from: " + go(node));
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
          List<String> longer = new ArrayList<>(path);
          longer.add(entry.getKey());
          Optional<String> found =
              struct
                  .field(entry.getKey())
                  .flatMap(field -> walk(longer, 0, entry.getValue(), field));
          if (found.isPresent()) {
            yield found;
          }
        }
        yield Optional.empty();
      }
      case FieldSchema.MapOf map ->
          node.isObject()
              ? first(path, depth, node, map.values())
              : Optional.of("cannot restore map from " + go(node));
      case FieldSchema.ListOf list ->
          node.isArray()
              ? first(path, depth, node, list.items())
              : Optional.of("cannot restore slice from " + go(node));
      case Scalar scalar -> scalar(path, depth, node, scalar);
      case FieldSchema.Any ignored -> Optional.empty();
    };
  }

  private Optional<String> first(List<String> path, int depth, JsonNode nodes, FieldSchema schema) {
    for (JsonNode node : nodes) {
      Optional<String> found = walk(path, depth + 1, node, schema);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<String> scalar(List<String> path, int depth, JsonNode node, Scalar scalar) {
    return switch (scalar.type()) {
      case STRING ->
          node.isTextual()
              ? GoDecoder.unreadable(path, node, scalar)
              : Optional.of(noText(path, depth, node, scalar));
      case BOOLEAN -> node.isBoolean() ? Optional.empty() : Optional.of("unrecognized type: bool");
      case INTEGER ->
          node.isIntegralNumber()
              ? Optional.empty()
              : Optional.of(noInteger(node, names.type(path, depth, scalar)));
      case NUMBER -> node.isNumber() ? Optional.empty() : Optional.of("unrecognized type: float64");
      case INT_OR_STRING ->
          node.isTextual() || node.isIntegralNumber()
              ? Optional.empty()
              : Optional.of(unread(node, "int32"));
      case QUANTITY -> GoDecoder.unreadable(path, node, scalar);
    };
  }

  private String noText(List<String> path, int depth, JsonNode node, Scalar scalar) {
    return switch (scalar.format()) {
      case "byte" -> "cannot restore slice from " + go(node);
      case "date-time" -> unread(node, "string");
      default ->
          node.isIntegralNumber()
              ? "cannot convert int64 to " + names.type(path, depth, scalar)
              : "unrecognized type: string";
    };
  }

  private static String noInteger(JsonNode node, String type) {
    return node.isNumber() ? "cannot convert float64 to " + type : "unrecognized type: " + type;
  }

  private static String unread(JsonNode node, String type) {
    return "json: cannot unmarshal %s into Go value of type %s"
        .formatted(GoDecoder.json(node), type);
  }

  /** A value's kind in trees of Go. */
  private static String go(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> "bool";
      case NUMBER -> node.isIntegralNumber() ? "int64" : "float64";
      case ARRAY -> "slice";
      case OBJECT -> "map";
      default -> "string";
    };
  }
}
