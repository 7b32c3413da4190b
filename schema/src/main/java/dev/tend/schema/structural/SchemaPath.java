package dev.tend.schema.structural;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a path such as {@code .spec.limits['cpu']} names in a schema.
 *
 * @param place the path as servers print it
 * @param schema of what it names
 * @param fault why it names nothing; empty where it does
 */
public record SchemaPath(Place place, JsonNode schema, Optional<String> fault) {
  /**
   * @param brackets whether they are allowed
   */
  public static SchemaPath resolve(String path, JsonNode root, boolean brackets) {
    List<String> tokens = tokens(path);
    Place place = Place.ROOT;
    JsonNode schema = root;
    for (int at = 0; at < tokens.size(); at++) {
      String token = tokens.get(at);
      boolean bracket = token.equals("[");
      if (!bracket && !token.equals(".")) {
        return failed("expected [ or . but got: " + token);
      }
      if (bracket && !brackets) {
        return failed("array notation is not allowed");
      }
      at++;
      if (at >= tokens.size()) {
        return failed("unexpected end of JSON path");
      }
      String name = tokens.get(at);
      if (bracket) {
        if (name.length() < 2 || !name.startsWith("'") || !name.endsWith("'")) {
          return failed("expected single quoted string but got " + name);
        }
        name = name.substring(1, name.length() - 1).replace("\\'", "'").replace("\\\\", "\\");
        at++;
        if (at >= tokens.size()) {
          return failed("unexpected end of JSON path");
        }
        if (!tokens.get(at).equals("]")) {
          return failed("expected ] but got " + tokens.get(at));
        }
      }
      JsonNode next;
      if (schema.has("properties")) {
        next = schema.path("properties").path(name);
        place = place.child(name);
      } else {
        next = schema.path("additionalProperties");
        place = place.key(name);
      }
      if (!next.isObject()) {
        return failed("does not refer to a valid field");
      }
      schema = next;
    }
    return new SchemaPath(place, schema, Optional.empty());
  }

  private static SchemaPath failed(String why) {
    return new SchemaPath(
        Place.ROOT,
        com.fasterxml.jackson.databind.node.MissingNode.getInstance(),
        Optional.of(why));
  }

  /** Delimiters, quoted texts and the texts between. */
  private static List<String> tokens(String path) {
    List<String> tokens = new ArrayList<>();
    int at = 0;
    while (at < path.length()) {
      char c = path.charAt(at);
      int end = at + 1;
      if (c == '\'') {
        while (end < path.length() && (path.charAt(end) != '\'' || path.charAt(end - 1) == '\\')) {
          end++;
        }
        end = Math.min(end + 1, path.length());
      } else if (".[]".indexOf(c) < 0) {
        while (end < path.length() && ".[]".indexOf(path.charAt(end)) < 0) {
          end++;
        }
      }
      tokens.add(path.substring(at, end));
      at = end;
    }
    return tokens;
  }
}
