package dev.tend.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** What a request is answered with. */
public sealed interface Response {
  int status();

  /** More headers than those of the content. */
  Map<String, String> headers();

  /**
   * An object.
   *
   * @param warnings for the person who asked, as Warning headers
   */
  record Json(
      int status,
      JsonNode content,
      String contentType,
      Map<String, String> headers,
      List<String> warnings)
      implements Response {
    public Json {
      headers = Map.copyOf(headers);
      warnings = List.copyOf(warnings);
    }
  }

  /** Bytes that are ready. */
  record Bytes(int status, byte[] content, String contentType, Map<String, String> headers)
      implements Response {
    public Bytes {
      headers = Map.copyOf(headers);
    }
  }

  /** A stream without an end of its own. */
  record Stream(int status, String contentType, Body body) implements Response {
    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  /** No answer: the connection ends. */
  enum Dropped implements Response {
    INSTANCE;

    @Override
    public int status() {
      return 0;
    }

    @Override
    public Map<String, String> headers() {
      return Map.of();
    }
  }

  /** Writes until it is done, or the reader is gone. */
  interface Body {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
  }

  String JSON = "application/json";

  /** An empty one, to be filled. */
  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static Json json(int status, JsonNode content) {
    return new Json(status, content, JSON, Map.of(), List.of());
  }

  static Json ok(JsonNode content) {
    return json(200, content);
  }

  static Bytes text(int status, String text) {
    return new Bytes(
        status,
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "text/plain; charset=utf-8",
        Map.of());
  }
}
