package dev.tend.apply.wire;

import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sends requests to one API server and tries again where that can help. */
public final class Wire implements AutoCloseable {
  private final Endpoint endpoint;
  private final RetryPolicy retries;
  private final OnFirstUse transport;
  private final Consumer<ApiRequest> listener;
  private final AtomicLong sent = new AtomicLong();

  /** A server that never answered isn't one that restarts: the user learns of it at once. */
  private volatile boolean answered;

  private Wire(
      Endpoint endpoint, RetryPolicy retries, OnFirstUse transport, Consumer<ApiRequest> listener) {
    this.endpoint = endpoint;
    this.retries = retries;
    this.transport = transport;
    this.listener = listener;
  }

  /** Over the network. Nothing is opened before the first request. */
  public static Wire to(Endpoint endpoint, RetryPolicy retries) {
    return to(endpoint, retries, request -> {});
  }

  /**
   * Over the network. Nothing is opened before the first request.
   *
   * @param listener hears of each request before it goes out, on the thread that sends it
   */
  public static Wire to(Endpoint endpoint, RetryPolicy retries, Consumer<ApiRequest> listener) {
    return over(() -> new NetworkTransport(endpoint), endpoint, retries, listener);
  }

  /**
   * By another way than the network.
   *
   * @param transport opened for the first request, and closed with this
   * @param endpoint of the server, for messages
   * @param listener hears of each request before it goes out, on the thread that sends it
   */
  public static Wire over(
      Supplier<Transport> transport,
      Endpoint endpoint,
      RetryPolicy retries,
      Consumer<ApiRequest> listener) {
    return new Wire(endpoint, retries, new OnFirstUse(transport), listener);
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
      sent.incrementAndGet();
      listener.accept(request);
      try {
        ApiResponse response = transport.get().send(request);
        answered = true;
        pause = retries.afterResponse(response, attempt);
        if (pause.isEmpty()) {
          return response;
        }
      } catch (IOException e) {
        pause =
            answered && !Unreachable.isForGood(e)
                ? retries.afterFailure(request, attempt)
                : Optional.empty();
        if (pause.isEmpty()) {
          throw Unreachable.explain(endpoint, e);
        }
      }
      Thread.sleep(pause.get());
    }
  }

  /**
   * Follows an answer that has no end, such as a watch, line by line.
   *
   * @param lines called on a thread of the transport: must be quick
   */
  public LineStream follow(ApiRequest request, Consumer<byte[]> lines) {
    sent.incrementAndGet();
    listener.accept(request);
    return transport.get().follow(request, lines);
  }

  @Override
  public void close() {
    transport.close();
  }

  /** Opens the transport when it is first needed: many commands fail before. */
  private static final class OnFirstUse {
    private final Supplier<Transport> opener;
    private Optional<Transport> opened = Optional.empty();

    OnFirstUse(Supplier<Transport> opener) {
      this.opener = opener;
    }

    synchronized Transport get() {
      if (opened.isEmpty()) {
        opened = Optional.of(opener.get());
      }
      return opened.get();
    }

    synchronized void close() {
      opened.ifPresent(Transport::close);
    }
  }
}
