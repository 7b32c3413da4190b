package dev.tend.apply.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.KnownFailure;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.BackwardsCompatibilityInterceptor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends requests to one API server and tries again where that can help. */
public final class Wire implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Pattern WARNING_TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Endpoint endpoint;
  private final RetryPolicy retries;
  private final OnFirstUse client;
  private final Consumer<ApiRequest> listener;
  private final AtomicLong sent = new AtomicLong();

  /** A server that never answered isn't one that restarts: the user learns of it at once. */
  private volatile boolean answered;

  private Wire(
      Endpoint endpoint, RetryPolicy retries, OnFirstUse client, Consumer<ApiRequest> listener) {
    this.endpoint = endpoint;
    this.retries = retries;
    this.client = client;
    this.listener = listener;
  }

  /** Nothing is opened before the first request. */
  public static Wire to(Endpoint endpoint, RetryPolicy retries) {
    return to(endpoint, retries, request -> {});
  }

  /**
   * Nothing is opened before the first request.
   *
   * @param listener hears of each request before it goes out, on the thread that sends it
   */
  public static Wire to(Endpoint endpoint, RetryPolicy retries, Consumer<ApiRequest> listener) {
    return new Wire(endpoint, retries, new OnFirstUse(() -> open(endpoint)), listener);
  }

  private static HttpClient open(Endpoint endpoint) {
    try {
      // That interceptor repeats failed writes at guessed older versions.
      return new ClosingClients()
          .newBuilder(endpoint.config())
          .addOrReplaceInterceptor(BackwardsCompatibilityInterceptor.NAME, null)
          .build();
    } catch (RuntimeException e) {
      throw Unreachable.explain(endpoint, e);
    }
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /** How many requests went out so far, repeated ones and watches included. */
  public long requestsSent() {
    return sent.get();
  }

  /**
   * Sends and waits for the answer, whatever its status.
   *
   * @throws KnownFailure where no answer comes
   * @throws InterruptedException at once, also between attempts; the request may have arrived
   */
  public ApiResponse send(ApiRequest request) throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Optional<Duration> pause;
      try {
        ApiResponse response = sendOnce(request);
        answered = true;
        pause = retries.afterResponse(response, attempt);
        if (pause.isEmpty()) {
          return response;
        }
      } catch (ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        pause =
            cause instanceof IOException && answered && !Unreachable.isForGood(cause)
                ? retries.afterFailure(request, attempt)
                : Optional.empty();
        if (pause.isEmpty()) {
          throw Unreachable.explain(endpoint, cause);
        }
      }
      Thread.sleep(pause.get());
    }
  }

  private ApiResponse sendOnce(ApiRequest request) throws ExecutionException, InterruptedException {
    sent.incrementAndGet();
    listener.accept(request);
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.get().sendAsync(build(request, false), byte[].class);
    try {
      HttpResponse<byte[]> response = answer.get();
      byte[] body = response.body();
      return new ApiResponse(
          request,
          response.code(),
          body == null ? new byte[0] : body,
          warnings(response.headers("Warning")),
          retryAfter(response.headers("Retry-After")));
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    } catch (CancellationException e) {
      throw new ExecutionException(new IOException("the connection was closed", e));
    }
  }

  /**
   * Follows an answer that has no end, such as a watch, line by line.
   *
   * @param lines called on a thread of the client: must be quick
   * @return done when the stream ends; its failure says why; cancel it to end it
   */
  public LineStream follow(ApiRequest request, Consumer<byte[]> lines) {
    sent.incrementAndGet();
    listener.accept(request);
    return LineStream.open(client.get(), build(request, true), request, lines);
  }

  private HttpRequest build(ApiRequest request, boolean streaming) {
    HttpRequest.Builder builder =
        client.get().newHttpRequestBuilder().uri(endpoint.server() + request.target());
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

  /** Opens the client when it is first needed: many commands fail before. */
  private static final class OnFirstUse {
    private final Supplier<HttpClient> opener;
    private Optional<HttpClient> opened = Optional.empty();

    OnFirstUse(Supplier<HttpClient> opener) {
      this.opener = opener;
    }

    synchronized HttpClient get() {
      if (opened.isEmpty()) {
        opened = Optional.of(opener.get());
      }
      return opened.get();
    }

    synchronized void close() {
      opened.ifPresent(HttpClient::close);
    }
  }
}
