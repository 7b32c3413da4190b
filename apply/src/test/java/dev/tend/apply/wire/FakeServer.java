package dev.tend.apply.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executors;

/** An HTTP server that gives the answers it was told to, for what no real control plane does. */
public final class FakeServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Queue<Answer>> answers = new HashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();

  /**
   * An answer.
   *
   * @param open whether the connection stays open after the body, as that of a watch
   */
  public record Answer(int code, Map<String, String> headers, String body, boolean open) {
    public static Answer ok(String body) {
      return new Answer(200, Map.of(), body, false);
    }

    public static Answer of(int code, String body) {
      return new Answer(code, Map.of(), body, false);
    }

    public static Answer stream(String body) {
      return new Answer(200, Map.of(), body, true);
    }

    public Answer with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Answer(code, more, body, open);
    }
  }

  private FakeServer(HttpServer server) {
    this.server = server;
  }

  public static FakeServer start() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeServer fake = new FakeServer(http);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", fake::answer);
    http.start();
    return fake;
  }

  /** The last answer is given again and again. */
  public synchronized FakeServer on(String methodAndPath, Answer... inOrder) {
    answers.put(methodAndPath, new ArrayDeque<>(Arrays.asList(inOrder)));
    return this;
  }

  /** Method and path with its query, of every request so far. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  public synchronized List<String> bodies() {
    return List.copyOf(bodies);
  }

  public String url() {
    return "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  /** A kubeconfig of it, in this folder. */
  public Path kubeconfig(Path folder) {
    try {
      return Files.writeString(
          folder.resolve("config"),
          """
          apiVersion: v1
          kind: Config
          current-context: fake
          contexts: [{name: fake, context: {cluster: fake, user: me, namespace: shop}}]
          clusters: [{name: fake, cluster: {server: "%s"}}]
          users: [{name: me, user: {token: secret}}]
          """
              .formatted(url()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Answer next(String methodAndPath) {
    Queue<Answer> queue = answers.get(methodAndPath);
    if (queue == null) {
      return Answer.of(404, "{\"kind\":\"Status\",\"code\":404,\"reason\":\"NotFound\"}");
    }
    return queue.size() > 1 ? queue.remove() : queue.element();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (this) {
      String query = exchange.getRequestURI().getRawQuery();
      requests.add(query == null ? path : path + "?" + query);
      bodies.add(body);
    }
    boolean watch = String.valueOf(exchange.getRequestURI().getQuery()).contains("watch=true");
    Answer answer = next(watch ? path + "?watch" : path);
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    exchange.sendResponseHeaders(answer.code(), 0);
    OutputStream out = exchange.getResponseBody();
    out.write(answer.body().getBytes(StandardCharsets.UTF_8));
    out.flush();
    if (!answer.open()) {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
