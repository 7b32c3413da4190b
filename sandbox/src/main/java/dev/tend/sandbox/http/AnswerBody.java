package dev.tend.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer whose length isn't known before. A short one is sent whole when it ends; a
 * long one goes out as it is written, compressed where the client takes that, so that nobody holds
 * all of it.
 */
final class AnswerBody extends OutputStream {
  /** Shorter answers aren't worth the work of compressing them. */
  private static final int SHORT = 128 * 1024;

  private final HttpExchange exchange;
  private final int status;
  private final boolean gzip;
  private final ByteArrayOutputStream start = new ByteArrayOutputStream(1024);
  private @Nullable OutputStream rest;

  AnswerBody(HttpExchange exchange, int status, boolean gzip) {
    this.exchange = exchange;
    this.status = status;
    this.gzip = gzip;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (rest == null && start.size() + length > SHORT) {
      rest = begin();
    }
    if (rest == null) {
      start.write(bytes, offset, length);
    } else {
      rest.write(bytes, offset, length);
    }
  }

  private OutputStream begin() throws IOException {
    if (gzip) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      exchange.getResponseHeaders().set("Vary", "Accept-Encoding");
    }
    exchange.sendResponseHeaders(status, 0);
    OutputStream out = exchange.getResponseBody();
    OutputStream packed = gzip ? new GZIPOutputStream(out, 8192) : out;
    start.writeTo(packed);
    start.reset();
    return packed;
  }

  /** The answer is complete. */
  void end() throws IOException {
    if (rest != null) {
      rest.close();
      return;
    }
    exchange.sendResponseHeaders(status, start.size() == 0 ? -1 : start.size());
    try (OutputStream out = exchange.getResponseBody()) {
      start.writeTo(out);
    }
  }
}
