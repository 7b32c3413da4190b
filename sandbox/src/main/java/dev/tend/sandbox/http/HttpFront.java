package dev.tend.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.tls.Credentials;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The server's socket: TLS on loopback, a virtual thread for each request. */
public final class HttpFront implements AutoCloseable {
  private static final int BACKLOG = 1024;

  /** Connections rest for as long as clients like: a request must not meet a closing one. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "sun.net.httpserver.nodelay", "true",
          "sun.net.httpserver.idleInterval", "86400",
          "sun.net.httpserver.maxIdleConnections", "10000",
          "sun.net.httpserver.drainAmount", Integer.toString(Answers.LARGEST_BODY));

  private final HttpsServer server;
  private final ExecutorService threads;
  private final Answers handler;

  private HttpFront(HttpsServer server, Answers handler) {
    this.server = server;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.handler = handler;
  }

  /**
   * Listens. The handler finds out who asks.
   *
   * @param port 0 for any
   */
  public static HttpFront start(int port, Credentials credentials, Answers handler) {
    SETTINGS.forEach(
        (name, value) -> {
          if (System.getProperty(name) == null) {
            System.setProperty(name, value);
          }
        });
    try {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      HttpsServer server = HttpsServer.create(address, BACKLOG);
      server.setHttpsConfigurator(new HttpsConfigurator(credentials.sslContext()));
      HttpFront front = new HttpFront(server, handler);
      server.setExecutor(front.threads);
      server.createContext("/", front::answer);
      server.start();
      return front;
    } catch (BindException e) {
      throw new KnownFailure(
          "The sandbox can't listen on port %d: %s".formatted(port, e.getMessage()),
          "Another program holds the port: stop it, or choose another port",
          e);
    } catch (IOException e) {
      throw new KnownFailure("The sandbox can't listen on 127.0.0.1: " + e.getMessage(), "", e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(Answers.LARGEST_BODY + 1);
      Request request =
          Request.of(
              exchange.getRequestMethod(),
              exchange.getRequestURI(),
              exchange.getRequestHeaders(),
              body);
      ResponseWriter.write(exchange, request, handler.handle(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
