package dev.tend.sandbox.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.FieldSchema.Scalar;
import java.util.Arrays;
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

  private final String kind;

  private GoDecoder(String kind) {
    this.kind = kind;
  }

  /** What the server says of it; empty where the object fits. */
  public static Optional<String> misfit(String kind, ObjectNode object, FieldSchema schema) {
    return new GoDecoder(kind).walk(new String[0], object, schema);
  }

  private Optional<String> walk(String[] path, JsonNode node, FieldSchema schema) {
    if (node.isNull()) {
      return Optional.empty();
    }
    return switch (schema) {
      case FieldSchema.Struct struct -> {
        if (!node.isObject()) {
          yield misfit(path, node, schema);
        }
        for (var entry : node.properties()) {
          var field = struct.field(entry.getKey());
          if (field.isPresent()) {
            var found = walk(extended(path, entry.getKey()), entry.getValue(), field.get());
            if (found.isPresent()) {
              yield found;
            }
          }
        }
        yield Optional.empty();
      }
      case FieldSchema.MapOf map -> {
        if (!node.isObject()) {
          yield misfit(path, node, schema);
        }
        yield firstMisfit(path, node, map.values());
      }
      case FieldSchema.ListOf list ->
          node.isArray() ? firstMisfit(path, node, list.items()) : misfit(path, node, schema);
      case Scalar scalar -> scalar(path, node, scalar);
      case FieldSchema.Any ignored -> Optional.empty();
    };
  }

  private Optional<String> firstMisfit(String[] path, JsonNode nodes, FieldSchema schema) {
    for (JsonNode node : nodes) {
      Optional<String> found = walk(path, node, schema);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<String> scalar(String[] path, JsonNode node, Scalar scalar) {
    boolean fits =
        switch (scalar.type()) {
          case STRING -> node.isTextual();
          case BOOLEAN -> node.isBoolean();
          case INTEGER -> node.isIntegralNumber();
          case NUMBER -> node.isNumber();
          case INT_OR_STRING -> node.isTextual() || node.isIntegralNumber();
          case QUANTITY -> node.isValueNode();
        };
    if (!fits) {
      return misfit(path, node, scalar);
    }
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
      boolean micro = path.length > 0 && MICRO.contains(path[path.length - 1]);
      return GoTimes.problem(node.asText(), micro);
    }
    return Optional.empty();
  }

  private Optional<String> misfit(String[] path, JsonNode node, FieldSchema schema) {
    String[] parents = path.length == 0 ? path : Arrays.copyOf(path, path.length - 1);
    String given =
        switch (node.getNodeType()) {
          case BOOLEAN -> "bool";
          case NUMBER -> node.isIntegralNumber() ? "number" : "number " + node.asText();
          default -> node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    return Optional.of(
        "json: cannot unmarshal %s into Go struct field %s.%s of type %s"
            .formatted(
                given,
                GoNames.struct(kind, parents),
                String.join(".", path),
                GoNames.type(schema, kind, path)));
  }

  private static String[] extended(String[] path, String name) {
    String[] longer = Arrays.copyOf(path, path.length + 1);
    longer[path.length] = name;
    return longer;
  }
}
