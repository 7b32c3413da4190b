package dev.tend.render.kustomize.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.WholeNumbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Nodes as JSON, and back. */
public final class TreeJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TreeJson() {}

  /** What the node comes to in the end, its keys in the order in which kustomize prints them. */
  public static JsonNode json(Node node) {
    return switch (node) {
      case MapNode map -> object(map);
      case ListNode list -> {
        ArrayNode array = JSON.arrayNode(list.items().size());
        for (Node item : list.items()) {
          array.add(json(item));
        }
        yield array;
      }
      case ScalarNode scalar -> value(scalar);
    };
  }

  public static ObjectNode object(MapNode map) {
    String[] keys = map.keys().toArray(new String[0]);
    Arrays.sort(keys, KeyOrder.INSTANCE);
    ObjectNode object = JSON.objectNode();
    for (String key : keys) {
      Node value = map.get(key);
      if (value != null) {
        object.set(key, json(value));
      }
    }
    return object;
  }

  private static JsonNode value(ScalarNode scalar) {
    String text = scalar.folded() ? FoldedText.printed(scalar.text()) : scalar.text();
    boolean quoted = scalar.quoted() || text.indexOf('\n') >= 0;
    Tag tag = scalar.tag();
    if (tag == Tag.STRING || quoted && tag == Tag.NONE) {
      return TextNode.valueOf(text);
    }
    Tag looks = PlainScalar.resolve(text);
    if (tag == Tag.NONE || tag == looks) {
      return quoted ? TextNode.valueOf(text) : plain(text, looks);
    }
    if (tag == Tag.FLOAT && looks == Tag.INTEGER) {
      return plain(text, Tag.INTEGER);
    }
    throw new UnfitScalar(text, tag);
  }

  private static JsonNode plain(String text, Tag tag) {
    return switch (tag) {
      case NULL -> NullNode.instance;
      case BOOLEAN -> BooleanNode.valueOf(text.charAt(0) == 't' || text.charAt(0) == 'T');
      case INTEGER -> whole(WholeNumbers.parse(text.replace("_", "")).orElseThrow());
      case FLOAT -> fraction(text);
      case TIMESTAMP -> TextNode.valueOf(Timestamps.parse(text).orElse(text));
      case NONE, STRING, MERGE -> TextNode.valueOf(text);
    };
  }

  private static JsonNode whole(Number value) {
    if (value instanceof BigInteger big) {
      return new BigIntegerNode(big);
    }
    long number = value.longValue();
    return number == (int) number ? IntNode.valueOf((int) number) : LongNode.valueOf(number);
  }

  /** Whole numbers lose their point on the way through JSON. */
  private static JsonNode fraction(String text) {
    if (PlainScalar.isSpecialFloat(text)) {
      throw new UnfitScalar(text, Tag.FLOAT);
    }
    double value = Double.parseDouble(text.replace("_", ""));
    if (Double.isInfinite(value)) {
      throw new UnfitScalar(text, Tag.FLOAT);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e21) {
      BigInteger exact = new BigDecimal(Double.toString(value)).toBigInteger();
      if (exact.bitLength() <= 63 || exact.signum() > 0 && exact.bitLength() == 64) {
        return whole(exact);
      }
    }
    return DoubleNode.valueOf(value);
  }

  /** A node that comes to this JSON. */
  public static Node node(JsonNode json) {
    return switch (json) {
      case ObjectNode object -> {
        Map<String, Node> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), node(field.getValue())));
        yield MapNode.of(fields);
      }
      case ArrayNode array -> {
        List<Node> items = new ArrayList<>(array.size());
        array.forEach(item -> items.add(node(item)));
        yield new ListNode(items);
      }
      default -> scalar(json);
    };
  }

  private static ScalarNode scalar(JsonNode json) {
    return switch (json.getNodeType()) {
      case STRING -> text(json.textValue());
      case BOOLEAN -> new ScalarNode(json.asText(), Tag.BOOLEAN, false);
      case NUMBER ->
          new ScalarNode(json.asText(), json.isIntegralNumber() ? Tag.INTEGER : Tag.FLOAT, false);
      default -> new ScalarNode("null", Tag.NULL, false);
    };
  }

  /** Text with quotes where a writer would need them. */
  public static ScalarNode text(String text) {
    return new ScalarNode(text, Tag.STRING, text.indexOf('\n') >= 0 || !isPlainText(text));
  }

  /** Whether it is text for readers of YAML 1.1 and of YAML 1.2. */
  static boolean isPlainText(String text) {
    Tag tag = PlainScalar.resolve(text);
    return (tag == Tag.STRING || tag == Tag.MERGE) && !isOldBoolean(text);
  }

  private static boolean isOldBoolean(String text) {
    return switch (text) {
      case "y", "Y", "yes", "Yes", "YES", "on", "On", "ON" -> true;
      case "n", "N", "no", "No", "NO", "off", "Off", "OFF" -> true;
      default -> false;
    };
  }
}
