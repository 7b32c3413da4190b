package dev.tend.apply.wire;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** An answer that is read line by line while it comes. */
public final class LineStream implements AutoCloseable {
  private final CompletableFuture<HttpResponse<AsyncBody>> response;
  private final CompletableFuture<ApiResponse> end;

  private LineStream(
      CompletableFuture<HttpResponse<AsyncBody>> response, CompletableFuture<ApiResponse> end) {
    this.response = response;
    this.end = end;
  }

  static LineStream open(
      HttpClient client, HttpRequest wire, ApiRequest request, Consumer<byte[]> lines) {
    LineSplitter splitter = new LineSplitter(lines);
    CompletableFuture<HttpResponse<AsyncBody>> response =
        client.consumeBytes(
            wire,
            (buffers, body) -> {
              splitter.accept(buffers);
              body.consume();
            });
    CompletableFuture<ApiResponse> end =
        response.thenCompose(
            head -> {
              head.body().consume();
              return head.body()
                  .done()
                  .thenApply(
                      ignored ->
                          new ApiResponse(
                              request,
                              head.code(),
                              splitter.remainder(),
                              Wire.warnings(head.headers("Warning")),
                              Wire.retryAfter(head.headers("Retry-After"))));
            });
    return new LineStream(response, end);
  }

  /**
   * Completes when the server ends the stream, with the bytes after the last line break (the body
   * of a refusal has none); fails when the connection breaks.
   */
  public CompletableFuture<ApiResponse> end() {
    return end;
  }

  @Override
  public void close() {
    response.thenAccept(head -> head.body().cancel());
    response.cancel(true);
    end.completeExceptionally(new CancellationException("closed"));
  }

  /** Cuts buffers into lines. */
  static final class LineSplitter {
    private final Consumer<byte[]> lines;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    LineSplitter(Consumer<byte[]> lines) {
      this.lines = lines;
    }

    synchronized void accept(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        while (buffer.hasRemaining()) {
          byte next = buffer.get();
          if (next == '\n') {
            lines.accept(partial.toByteArray());
            partial.reset();
          } else {
            partial.write(next);
          }
        }
      }
    }

    synchronized byte[] remainder() {
      return partial.toByteArray();
    }
  }
}
