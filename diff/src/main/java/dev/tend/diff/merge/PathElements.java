package dev.tend.diff.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.FieldPath.Element;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Steps of a field path as managedFields and the server's messages spell them. */
final class PathElements {
  /** Fields, then keyed items, items of sets, positions. */
  static final Comparator<Element> ORDER = PathElements::compare;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private PathElements() {}

  /**
   * Reads {@code f:name}, {@code k:{...}}, {@code v:...} or {@code i:3}; empty for a kind of step
   * that isn't known.
   *
   * @throws IllegalArgumentException where it is malformed
   */
  static Optional<Element> parse(String text) {
    if (text.length() < 2 || text.charAt(1) != ':') {
      throw new IllegalArgumentException("not a path element: " + text);
    }
    String rest = text.substring(2);
    return switch (text.charAt(0)) {
      case 'f' -> Optional.of(new Element.Key(rest));
      case 'k' -> Optional.of(keyed(rest));
      case 'v' -> Optional.of(new Element.Value(json(rest)));
      case 'i' -> Optional.of(new Element.Index(Integer.parseInt(rest)));
      default -> Optional.empty();
    };
  }

  /** As a key in fieldsV1. */
  static String write(Element element) {
    StringBuilder text = new StringBuilder();
    switch (element) {
      case Element.Key(String name) -> text.append("f:").append(name);
      case Element.Keyed(SortedMap<String, JsonNode> keys) -> {
        text.append("k:{");
        String separator = "";
        for (Map.Entry<String, JsonNode> key : keys.entrySet()) {
          text.append(separator);
          GoJson.appendString(text, key.getKey());
          text.append(':');
          GoJson.append(text, key.getValue());
          separator = ",";
        }
        text.append('}');
      }
      case Element.Value(JsonNode value) -> GoJson.append(text.append("v:"), value);
      case Element.Index(int position) -> text.append("i:").append(position);
    }
    return text.toString();
  }

  /** A path as the server's conflict messages spell it. */
  static String display(FieldPath path) {
    StringBuilder text = new StringBuilder();
    for (Element element : path.elements()) {
      display(text, element);
    }
    return text.toString();
  }

  static String display(Element element) {
    StringBuilder text = new StringBuilder();
    display(text, element);
    return text.toString();
  }

  private static void display(StringBuilder text, Element element) {
    switch (element) {
      case Element.Key(String name) -> text.append('.').append(name);
      case Element.Keyed(SortedMap<String, JsonNode> keys) -> {
        text.append('[');
        String separator = "";
        for (Map.Entry<String, JsonNode> key : keys.entrySet()) {
          text.append(separator).append(key.getKey()).append('=').append(key.getValue());
          separator = ",";
        }
        text.append(']');
      }
      case Element.Value(JsonNode value) -> text.append("[=").append(value).append(']');
      case Element.Index(int position) -> text.append('[').append(position).append(']');
    }
  }

  private static Element keyed(String text) {
    JsonNode object = json(text);
    if (!object.isObject()) {
      throw new IllegalArgumentException("not a key: " + text);
    }
    SortedMap<String, JsonNode> keys = new TreeMap<>();
    object.properties().forEach(entry -> keys.put(entry.getKey(), entry.getValue()));
    return new Element.Keyed(keys);
  }

  private static JsonNode json(String text) {
    try {
      JsonNode value = JSON.readTree(text);
      if (value.isMissingNode()) {
        throw new IllegalArgumentException("not JSON: nothing");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + text, e);
    }
  }

  private static int compare(Element left, Element right) {
    int byKind = Integer.compare(rank(left), rank(right));
    if (byKind != 0) {
      return byKind;
    }
    return switch (left) {
      case Element.Key(String name) when right instanceof Element.Key(String other) ->
          Values.BY_CODE_POINT.compare(name, other);
      case Element.Keyed(SortedMap<String, JsonNode> keys)
          when right instanceof Element.Keyed(SortedMap<String, JsonNode> others) ->
          compareKeys(keys, others);
      case Element.Value(JsonNode value) when right instanceof Element.Value(JsonNode other) ->
          Values.ORDER.compare(value, other);
      case Element.Index(int position) when right instanceof Element.Index(int other) ->
          Integer.compare(position, other);
      default -> throw new IllegalStateException("ranks differ: " + left + ", " + right);
    };
  }

  private static int rank(Element element) {
    return switch (element) {
      case Element.Key ignored -> 0;
      case Element.Keyed ignored -> 1;
      case Element.Value ignored -> 2;
      case Element.Index ignored -> 3;
    };
  }

  private static int compareKeys(
      SortedMap<String, JsonNode> left, SortedMap<String, JsonNode> right) {
    Iterator<Map.Entry<String, JsonNode>> others = right.entrySet().iterator();
    for (Map.Entry<String, JsonNode> key : left.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, JsonNode> other = others.next();
      int byName = Values.BY_CODE_POINT.compare(key.getKey(), other.getKey());
      int order = byName != 0 ? byName : Values.ORDER.compare(key.getValue(), other.getValue());
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }
}
