package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.schema.FieldSchema;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Compares JSON values as the Kubernetes API does. */
public final class Values {
  /** Numbers, then strings, booleans, lists, maps and null; numbers by value. */
  static final Comparator<JsonNode> ORDER = Values::compare;

  /** Strings by code point, which is the order of their UTF-8 bytes. */
  static final Comparator<String> BY_CODE_POINT = Values::compareStrings;

  private Values() {}

  /** Whether both are the same JSON value; {@code 1} and {@code 1.0} are. */
  public static boolean equal(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return compareNumbers(left, right) == 0;
    }
    if (left.isObject() && right.isObject()) {
      return equalMembers(left, right);
    }
    if (left.isArray() && right.isArray()) {
      return equalItems(left, right);
    }
    return left.equals(right);
  }

  /**
   * Whether both mean the same under the schema: quantities compare by amount ({@code 100m} is
   * {@code 0.1}), int-or-strings by what they say ({@code 1} is {@code "1"}), wherever they stand
   * in the tree.
   */
  public static boolean equal(JsonNode left, JsonNode right, FieldSchema schema) {
    return switch (schema) {
      case FieldSchema.Scalar scalar -> equalScalars(left, right, scalar.type());
      case FieldSchema.ListOf list when left.isArray() && right.isArray() ->
          equalItems(left, right, list.items());
      case FieldSchema.Struct struct when left.isObject() && right.isObject() ->
          equalMembers(left, right, struct);
      case FieldSchema.MapOf map when left.isObject() && right.isObject() ->
          equalMembers(left, right, map);
      case FieldSchema.Struct ignored -> equal(left, right);
      case FieldSchema.MapOf ignored -> equal(left, right);
      case FieldSchema.ListOf ignored -> equal(left, right);
      case FieldSchema.Any ignored -> equal(left, right);
    };
  }

  private static boolean equalScalars(JsonNode left, JsonNode right, FieldSchema.Scalar.Type type) {
    if (equal(left, right)) {
      return true;
    }
    if (!left.isValueNode() || !right.isValueNode() || left.isNull() || right.isNull()) {
      return false;
    }
    return switch (type) {
      case QUANTITY -> Quantities.equal(left.asText(), right.asText());
      case INT_OR_STRING -> left.asText().equals(right.asText());
      case STRING, INTEGER, NUMBER, BOOLEAN -> false;
    };
  }

  private static boolean equalItems(JsonNode left, JsonNode right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.path(i), right.path(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalItems(JsonNode left, JsonNode right, FieldSchema items) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.path(i), right.path(i), items)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMembers(JsonNode left, JsonNode right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> member : left.properties()) {
      JsonNode other = right.get(member.getKey());
      if (other == null || !equal(member.getValue(), other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMembers(JsonNode left, JsonNode right, FieldSchema schema) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> member : left.properties()) {
      JsonNode other = right.get(member.getKey());
      if (other == null || !equal(member.getValue(), other, schema.member(member.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static int compare(JsonNode left, JsonNode right) {
    int byType = Integer.compare(rank(left), rank(right));
    if (byType != 0) {
      return byType;
    }
    if (left.isNumber()) {
      return compareNumbers(left, right);
    }
    if (left.isTextual()) {
      return compareStrings(left.textValue(), right.textValue());
    }
    if (left.isBoolean()) {
      return Boolean.compare(left.booleanValue(), right.booleanValue());
    }
    if (left.isArray()) {
      return compareItems(left.iterator(), right.iterator());
    }
    if (left.isObject()) {
      return compareMembers(left, right);
    }
    return 0;
  }

  private static int rank(JsonNode value) {
    return switch (value.getNodeType()) {
      case NUMBER -> 0;
      case STRING -> 1;
      case BOOLEAN -> 2;
      case ARRAY -> 3;
      case OBJECT -> 4;
      case NULL, MISSING, BINARY, POJO -> 5;
    };
  }

  private static int compareNumbers(JsonNode left, JsonNode right) {
    return left.isIntegralNumber() && right.isIntegralNumber()
        ? left.bigIntegerValue().compareTo(right.bigIntegerValue())
        : Double.compare(left.doubleValue(), right.doubleValue());
  }

  private static int compareItems(Iterator<JsonNode> left, Iterator<JsonNode> right) {
    while (left.hasNext() && right.hasNext()) {
      int byItem = compare(left.next(), right.next());
      if (byItem != 0) {
        return byItem;
      }
    }
    return Boolean.compare(left.hasNext(), right.hasNext());
  }

  private static int compareMembers(JsonNode left, JsonNode right) {
    List<String> leftNames = sortedNames(left);
    List<String> rightNames = sortedNames(right);
    for (int i = 0; i < Math.min(leftNames.size(), rightNames.size()); i++) {
      String name = leftNames.get(i);
      int byName = compareStrings(name, rightNames.get(i));
      if (byName != 0) {
        return byName;
      }
      int byValue = compare(left.path(name), right.path(name));
      if (byValue != 0) {
        return byValue;
      }
    }
    return Integer.compare(leftNames.size(), rightNames.size());
  }

  private static List<String> sortedNames(JsonNode object) {
    Map<String, Boolean> names = new TreeMap<>(BY_CODE_POINT);
    object.fieldNames().forEachRemaining(name -> names.put(name, true));
    return List.copyOf(names.keySet());
  }

  private static int compareStrings(String left, String right) {
    int length = Math.min(left.length(), right.length());
    for (int i = 0; i < length; i++) {
      char l = left.charAt(i);
      char r = right.charAt(i);
      if (l != r) {
        // A surrogate stands for a code point above every other char.
        boolean lHigh = Character.isSurrogate(l);
        boolean rHigh = Character.isSurrogate(r);
        return lHigh == rHigh ? Character.compare(l, r) : Boolean.compare(lHigh, rHigh);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  /** The member, or an absent one where there is no object. */
  static boolean isEmptyOrNull(JsonNode value) {
    return Objects.requireNonNull(value).isNull() || value.isEmpty();
  }
}
