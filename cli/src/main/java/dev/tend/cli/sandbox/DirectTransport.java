package dev.tend.cli.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.ApiResponse;
import dev.tend.apply.wire.LineSplitter;
import dev.tend.apply.wire.LineStream;
import dev.tend.apply.wire.Transport;
import dev.tend.sandbox.http.Handler;
import dev.tend.sandbox.http.Json;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Carries requests to the control plane of this very process: no socket, no TLS. */
public final class DirectTransport implements Transport {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final byte[] NOTHING = {};

  private final Handler server;

  public DirectTransport(Handler server) {
    this.server = server;
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException, InterruptedException {
    FutureTask<Response> answer = new FutureTask<>(() -> server.handle(read(request)));
    // On another thread, which goes on when this one is interrupted.
    Thread.ofVirtual().start(answer);
    try {
      return response(request, answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer in " + TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new IllegalStateException("the control plane failed", e.getCause());
    }
  }

  @Override
  public LineStream follow(ApiRequest request, Consumer<byte[]> lines) {
    CompletableFuture<ApiResponse> end = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    end.complete(streamed(request, line -> tell(line, lines, end)));
                  } catch (IOException | InterruptedException | RuntimeException | Error e) {
                    end.completeExceptionally(e);
                  }
                });
    return new LineStream(end, thread::interrupt);
  }

  /** Not of what happens after the stream was closed: the interrupt takes its time to get here. */
  private static void tell(
      byte[] line, Consumer<byte[]> lines, CompletableFuture<ApiResponse> end) {
    if (!end.isDone()) {
      lines.accept(line);
    }
  }

  private ApiResponse streamed(ApiRequest request, Consumer<byte[]> lines)
      throws IOException, InterruptedException {
    Response response = server.handle(read(request));
    if (response instanceof Response.Stream stream) {
      LineSplitter splitter = new LineSplitter(lines);
      stream.body().writeTo(splitter);
      return answer(request, stream, splitter.remainder(), List.of());
    }
    return response(request, response);
  }

  private static Request read(ApiRequest request) {
    JsonNode body = request.body();
    return Request.of(
        request.method(),
        URI.create(request.target()),
        Map.of(
            "accept",
            List.of(request.accept()),
            "content-type",
            List.of(request.contentType()),
            "user-agent",
            List.of("tend")),
        body == null ? NOTHING : Json.bytes(body));
  }

  private static ApiResponse response(ApiRequest request, Response response) throws IOException {
    return switch (response) {
      case Response.Json json -> answer(request, json, Json.bytes(json.content()), json.warnings());
      case Response.Bytes bytes -> answer(request, bytes, bytes.content(), List.of());
      case Response.Dropped ignored -> throw new IOException("the connection was closed");
      case Response.Stream ignored ->
          throw new IllegalArgumentException("an answer without end: " + request.path());
    };
  }

  private static ApiResponse answer(
      ApiRequest request, Response response, byte[] body, List<String> warnings) {
    String wait = response.headers().getOrDefault("Retry-After", "0");
    return new ApiResponse(
        request, response.status(), body, warnings, Duration.ofSeconds(Long.parseLong(wait)));
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
