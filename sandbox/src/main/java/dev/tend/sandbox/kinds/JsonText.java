package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;

/** JSON that stands in a string, such as an annotation. */
final class JsonText {
  private static final ObjectReader READER = new ObjectMapper().reader();

  private JsonText() {}

  /** A missing node where it isn't JSON. */
  static JsonNode parse(String text) {
    try {
      return READER.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
