package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.FieldSchema.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the first value of a built-in kind that its Go type could not hold. */
public final class GoDecoder {
  private static final Pattern QUANTITY =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?");

  /** What has the parts of an amount, be they known or not. */
  private static final Pattern SUFFIXED =
      Pattern.compile("[+-]?\\d*(\\.\\d*)?[eEinumkKMGTP]*[+-]?\\d*");

  /** Times that are kept to the millionth of a second. */
  private static final Set<String> MICRO =
      Set.of("acquireTime", "renewTime", "eventTime", "lastObservedTime", "pingTime");

  private final GroupVersionKind gvk;

  private GoDecoder(GroupVersionKind gvk) {
    this.gvk = gvk;
  }

  /** What the server says of it; empty where the object fits. */
  public static Optional<String> misfit(
      GroupVersionKind gvk, ObjectNode object, FieldSchema schema) {
    return new GoDecoder(gvk).walk(List.of(), 0, object, schema);
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
          yield misfit(path, depth, node, schema);
        }
        for (var entry : node.properties()) {
          var field = struct.field(entry.getKey());
          if (field.isPresent()) {
            var found = walk(extended(path, entry.getKey()), 0, entry.getValue(), field.get());
            if (found.isPresent()) {
              yield found;
            }
          }
        }
        yield Optional.empty();
      }
      case FieldSchema.MapOf map -> {
        if (!node.isObject()) {
          yield misfit(path, depth, node, schema);
        }
        yield firstMisfit(path, depth, node, map.values());
      }
      case FieldSchema.ListOf list ->
          node.isArray()
              ? firstMisfit(path, depth, node, list.items())
              : misfit(path, depth, node, schema);
      case Scalar scalar -> scalar(path, depth, node, scalar);
      case FieldSchema.Any ignored -> Optional.empty();
    };
  }

  private Optional<String> firstMisfit(
      List<String> path, int depth, JsonNode nodes, FieldSchema schema) {
    for (JsonNode node : nodes) {
      Optional<String> found = walk(path, depth + 1, node, schema);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<String> scalar(List<String> path, int depth, JsonNode node, Scalar scalar) {
    boolean fits =
        switch (scalar.type()) {
          case STRING -> node.isTextual();
          case BOOLEAN -> node.isBoolean();
          case INTEGER -> node.isIntegralNumber();
          case NUMBER -> node.isNumber();
          case INT_OR_STRING -> node.isTextual() || node.isIntegralNumber();
          case QUANTITY -> true; // What is no text is no amount, either.
        };
    if (!fits) {
      return misfit(path, depth, node, scalar);
    }
    return unreadable(path, node, scalar);
  }

  /** What is wrong with a text that only some texts can stand for. */
  static Optional<String> unreadable(List<String> path, JsonNode node, Scalar scalar) {
    String text = node.asText().strip();
    if (scalar.type() == Scalar.Type.QUANTITY && !QUANTITY.matcher(text).matches()) {
      return Optional.of(
          !text.isEmpty() && SUFFIXED.matcher(text).matches()
              ? "unable to parse quantity's suffix"
              : "quantities must match the regular expression"
                  + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
    }
    if (scalar.type() == Scalar.Type.STRING && scalar.format().equals("byte")) {
      return Base64Text.illegalByte(node.asText())
          .map(at -> "illegal base64 data at input byte " + at);
    }
    if (scalar.type() == Scalar.Type.STRING && scalar.format().equals("date-time")) {
      boolean micro = !path.isEmpty() && MICRO.contains(path.getLast());
      return GoTimes.problem(node.asText(), micro);
    }
    return Optional.empty();
  }

  private Optional<String> misfit(List<String> path, int depth, JsonNode node, FieldSchema schema) {
    GoNames names = GoNames.of(gvk);
    return Optional.of(
        "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
            .formatted(
                json(node),
                names.struct(path.subList(0, path.size() - 1)),
                String.join(".", path),
                names.type(path, depth, schema)));
  }

  /** A value's kind in JSON. */
  static String json(JsonNode node) {
    return switch (node.getNodeType()) {
      case BOOLEAN -> "bool";
      case NUMBER -> node.isIntegralNumber() ? "number" : "number " + node.asText();
      default -> node.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  private static List<String> extended(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }
}
