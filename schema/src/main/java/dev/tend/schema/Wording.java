package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.NearMiss;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in people's words what a schema wants and what it got. */
final class Wording {
  private static final int SHOWN = 60;

  private final boolean secret;

  /**
   * @param secret whether values must not be shown
   */
  Wording(boolean secret) {
    this.secret = secret;
  }

  /** {@code a list}, {@code the number `5`}. */
  String value(JsonNode value) {
    return switch (value) {
      case ArrayNode ignored -> "a list";
      case ObjectNode ignored -> "a map";
      default -> {
        if (value.isNull()) {
          yield "empty";
        }
        String type = value.isTextual() ? "text" : value.isBoolean() ? "boolean" : "number";
        yield secret ? "a " + type : "the " + type + " `" + quoted(value) + "`";
      }
    };
  }

  /** The value between backticks, for the beginning of a sentence; or {@code The value}. */
  String subject(JsonNode value) {
    return secret || value.isContainerNode() ? "The value" : "`" + quoted(value) + "`";
  }

  private static String quoted(JsonNode value) {
    String line = value.asText().lines().findFirst().orElse("");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 3) + "...";
  }

  /** {@code text}, {@code a whole number or text}, for a schema's {@code type}. */
  static String type(JsonNode type, boolean quantity) {
    if (quantity) {
      return "a quantity such as `500m` or `1Gi`";
    }
    List<String> words = new ArrayList<>();
    if (type.isArray()) {
      type.forEach(one -> words.add(word(one.asText())));
    } else {
      words.add(word(type.asText()));
    }
    words.remove("empty");
    return String.join(" or ", words);
  }

  private static String word(String type) {
    return switch (type) {
      case "string" -> "text";
      case "integer" -> "a whole number";
      case "number" -> "a number";
      case "boolean" -> "`true` or `false`";
      case "object" -> "a map";
      case "array" -> "a list";
      case "null" -> "empty";
      default -> type;
    };
  }

  /**
   * How to write a value so that it has the wanted type; may be empty.
   *
   * @param written the value as it stands in the source: {@code yes} where it is true
   */
  String typeHint(JsonNode type, JsonNode value, String written) {
    String wanted = type.asText();
    if (wanted.equals("string") && value.isValueNode() && !value.isNull()) {
      return secret ? "Put it in quotes" : "Put it in quotes: `\"" + written + "\"`";
    } else if (value.isTextual() && isWritten(wanted, value.asText())) {
      return secret
          ? "Write it without quotes"
          : "Write it without quotes: `" + value.asText() + "`";
    } else if (wanted.equals("array") && !value.isArray()) {
      return "Begin each item with `- `";
    } else if (wanted.equals("object") && value.isArray()) {
      return "Write `name: value` lines without a leading `- `";
    }
    return "";
  }

  private static boolean isWritten(String wanted, String text) {
    return switch (wanted) {
      case "integer" -> text.matches("-?\\d{1,18}");
      case "number" -> text.matches("-?\\d{1,18}(\\.\\d+)?");
      case "boolean" -> text.equals("true") || text.equals("false");
      default -> false;
    };
  }

  /** {@code A, B or C}. */
  static String choices(JsonNode allowed) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : allowed) {
      if (!value.isNull()) {
        texts.add(value.asText());
      }
    }
    return alternatives(texts);
  }

  static String alternatives(List<String> texts) {
    return texts.size() < 2
        ? String.join("", texts)
        : texts.stream().limit(texts.size() - 1L).collect(Collectors.joining(", "))
            + " or "
            + texts.getLast();
  }

  String choiceHint(JsonNode allowed, JsonNode value) {
    List<String> texts = new ArrayList<>();
    allowed.forEach(one -> texts.add(one.asText()));
    return NearMiss.hint(value.asText(), texts);
  }

  /** What is wrong with a value of this format, after its name. */
  static String format(String format) {
    return switch (format) {
      case "quantity" -> "is not a quantity";
      case "byte" -> "is not base64";
      case "date-time" -> "is not a date and time";
      case "int32" -> "is outside the range of 32-bit whole numbers";
      case "int64" -> "is outside the range of 64-bit whole numbers";
      case "label-value" -> "is not a valid label value";
      case "label-key", "annotation-key" -> "is not a valid key";
      default -> "is not a valid " + format;
    };
  }

  static String formatHint(String format) {
    return switch (format) {
      case "quantity" -> "Write a number with an optional unit: `500m`, `2`, `64Mi`, `1G`";
      case "byte" -> "Encode it, or use `stringData` where it is a Secret";
      case "date-time" -> "Write it as in `2026-01-31T12:00:00Z`";
      case "label-value" ->
          "At most 63 letters, digits, `-`, `_` and `.`, with a letter or digit at both ends";
      case "label-key", "annotation-key" ->
          "At most 63 letters, digits, `-`, `_` and `.`, after an optional prefix such as"
              + " `example.com/`";
      default -> "";
    };
  }
}
