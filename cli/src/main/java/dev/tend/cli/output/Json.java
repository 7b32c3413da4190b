package dev.tend.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;

/**
 * JSON output. Every document, and every line of a stream, says what it is: {@code
 * {"apiVersion":"output.tend.dev/v1","kind":"Plan",...}}; fields are added, never changed, within a
 * version.
 */
public final class Json {
  private static final String API_VERSION = "output.tend.dev/v1";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** An empty document of a kind. */
  public static ObjectNode document(String kind) {
    return MAPPER.createObjectNode().put("apiVersion", API_VERSION).put("kind", kind);
  }

  /** An empty object, for a part of a document. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Pretty, and a newline. */
  public static void print(PrintStream out, JsonNode document) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter pretty =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    out.println(write(MAPPER.writer(pretty), document));
    out.flush();
  }

  /** On one line: an item of a stream. */
  public static void printLine(PrintStream out, JsonNode document) {
    out.println(write(MAPPER.writer(), document));
    out.flush();
  }

  private static String write(
      com.fasterxml.jackson.databind.ObjectWriter writer, JsonNode document) {
    try {
      return writer.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that can't be written as JSON", e);
    }
  }
}
