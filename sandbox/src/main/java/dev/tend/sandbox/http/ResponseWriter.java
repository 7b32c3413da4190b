package dev.tend.sandbox.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tend.manifest.YamlWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes a response to its exchange. */
final class ResponseWriter {
  /** Smaller answers aren't worth the work of compressing them. */
  private static final int WORTH_COMPRESSING = 128 * 1024;

  private static final List<String> PEOPLE = List.of("curl", "Wget", "Mozilla/5.0");

  private ResponseWriter() {}

  static void write(HttpExchange exchange, Request request, Response response)
      throws IOException, InterruptedException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Cache-Control", "no-cache, private");
    response.headers().forEach(headers::set);
    switch (response) {
      case Response.Json json -> {
        for (String warning : json.warnings()) {
          headers.add("Warning", "299 - \"" + quoted(warning) + "\"");
        }
        if (wantsYaml(request)) {
          byte[] text = YamlWriter.write(json.content()).getBytes(StandardCharsets.UTF_8);
          send(exchange, request, json.status(), "application/yaml", text);
        } else {
          write(exchange, request, json);
        }
      }
      case Response.Bytes bytes ->
          send(exchange, request, bytes.status(), bytes.contentType(), bytes.content());
      case Response.Dropped dropped -> {
        // Closing the exchange without an answer closes its connection.
      }
      case Response.Stream stream -> {
        headers.set("Content-Type", stream.contentType());
        exchange.sendResponseHeaders(stream.status(), 0);
        try (OutputStream out = exchange.getResponseBody()) {
          // The client must see at once that its watch stands.
          out.flush();
          stream.body().writeTo(out);
        }
      }
    }
  }

  private static void write(HttpExchange exchange, Request request, Response.Json json)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", json.contentType());
    if (hasNoBody(request, json.status())) {
      exchange.sendResponseHeaders(json.status(), -1);
      return;
    }
    AnswerBody body = new AnswerBody(exchange, json.status(), takesGzip(request));
    if (isPretty(request)) {
      body.write(Json.indented(json.content()));
    } else {
      Json.write(json.content(), body);
      body.write('\n');
    }
    body.end();
  }

  /** Asked for, or by a client that shows answers to people. */
  private static boolean isPretty(Request request) {
    if (request.query().containsKey("pretty")) {
      return request.flag("pretty");
    }
    String agent = request.header("user-agent");
    return PEOPLE.stream().anyMatch(agent::startsWith);
  }

  private static boolean hasNoBody(Request request, int status) {
    return request.method().equals("HEAD") || status == 304 || status == 204;
  }

  private static boolean takesGzip(Request request) {
    return request.header("accept-encoding").contains("gzip");
  }

  private static boolean wantsYaml(Request request) {
    return request.accepts().stream()
        .findFirst()
        .map(type -> type.name().equals("application/yaml"))
        .orElse(false);
  }

  private static void send(
      HttpExchange exchange, Request request, int status, String contentType, byte[] content)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", contentType);
    byte[] body = content;
    if (content.length >= WORTH_COMPRESSING && takesGzip(request)) {
      headers.set("Content-Encoding", "gzip");
      headers.set("Vary", "Accept-Encoding");
      body = compressed(content);
    }
    if (hasNoBody(request, status)) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] compressed(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 4);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  /** As the warn-text of RFC 7234 wants it. */
  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
  }
}
