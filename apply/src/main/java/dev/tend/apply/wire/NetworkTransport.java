package dev.tend.apply.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.BackwardsCompatibilityInterceptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Carries requests over the network, by the credentials of an endpoint. */
final class NetworkTransport implements Transport {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern WARNING_TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Endpoint endpoint;
  private final HttpClient client;

  NetworkTransport(Endpoint endpoint) {
    this.endpoint = endpoint;
    try {
      // That interceptor repeats failed writes at guessed older versions.
      this.client =
          new ClosingClients()
              .newBuilder(endpoint.config())
              .addOrReplaceInterceptor(BackwardsCompatibilityInterceptor.NAME, null)
              .build();
    } catch (RuntimeException e) {
      throw Unreachable.explain(endpoint, e);
    }
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(build(request, false), byte[].class);
    try {
      HttpResponse<byte[]> response = answer.get();
      byte[] body = response.body();
      return response(request, response, body == null ? new byte[0] : body);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (CancellationException e) {
      throw new IOException("the connection was closed", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw Unreachable.explain(endpoint, e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public LineStream follow(ApiRequest request, Consumer<byte[]> lines) {
    LineSplitter splitter = new LineSplitter(lines);
    CompletableFuture<HttpResponse<AsyncBody>> response =
        client.consumeBytes(
            build(request, true),
            (buffers, body) -> {
              buffers.forEach(buffer -> pass(buffer, splitter));
              body.consume();
            });
    CompletableFuture<ApiResponse> end =
        response.thenCompose(
            head -> {
              head.body().consume();
              return head.body()
                  .done()
                  .thenApply(ignored -> response(request, head, splitter.remainder()));
            });
    return new LineStream(
        end,
        () -> {
          response.thenAccept(head -> head.body().cancel());
          response.cancel(true);
        });
  }

  private static void pass(ByteBuffer buffer, LineSplitter splitter) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    splitter.write(bytes, 0, bytes.length);
  }

  private static ApiResponse response(ApiRequest request, HttpResponse<?> head, byte[] body) {
    return new ApiResponse(
        request,
        head.code(),
        body,
        warnings(head.headers("Warning")),
        retryAfter(head.headers("Retry-After")));
  }

  private HttpRequest build(ApiRequest request, boolean streaming) {
    HttpRequest.Builder builder =
        client.newHttpRequestBuilder().uri(endpoint.server() + request.target());
    builder.header("Accept", request.accept());
    JsonNode body = request.body();
    if (body == null) {
      builder.method(request.method(), null, null);
    } else {
      builder.method(request.method(), request.contentType(), body.toString());
    }
    if (streaming) {
      builder.forStreaming();
    } else {
      builder.timeout(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
    return builder.build();
  }

  /** {@code 299 - "text"}: the code and the agent say nothing. */
  static List<String> warnings(List<String> headers) {
    List<String> texts = new ArrayList<>();
    for (String header : headers) {
      Matcher matcher = WARNING_TEXT.matcher(header);
      if (matcher.find()) {
        texts.add(matcher.group(1).replaceAll("\\\\(.)", "$1"));
      }
    }
    return texts;
  }

  static Duration retryAfter(List<String> headers) {
    if (headers.isEmpty() || !headers.getFirst().strip().matches("\\d{1,6}")) {
      return Duration.ZERO;
    }
    return Duration.ofSeconds(Long.parseLong(headers.getFirst().strip()));
  }

  @Override
  public void close() {
    client.close();
  }
}
