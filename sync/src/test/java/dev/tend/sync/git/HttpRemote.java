package dev.tend.sync.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Serves a repository over smart HTTP on the loopback interface. */
final class HttpRemote implements AutoCloseable {
  private final Repository repository;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
  private volatile String wanted = "";
  private volatile String redirect = "";
  private volatile boolean hangs;

  HttpRemote(TestRemote remote) {
    repository = remote.repository();
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/ops.git";
  }

  HttpRemote requiring(String username, String password) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    wanted = "Basic " + Base64.getEncoder().encodeToString(pair);
    return this;
  }

  HttpRemote redirectingTo(String url) {
    redirect = url;
    return this;
  }

  HttpRemote hanging() {
    hangs = true;
    return this;
  }

  /** The Authorization headers that came, empty for requests without one. */
  List<String> authorizations() {
    return List.copyOf(authorizations);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      authorizations.add(authorization == null ? "" : authorization);
      String path = exchange.getRequestURI().getPath();
      if (hangs) {
        closing.await();
      } else if (!redirect.isEmpty()) {
        exchange
            .getResponseHeaders()
            .add(
                "Location", redirect + exchange.getRequestURI().toString().replace("/ops.git", ""));
        exchange.sendResponseHeaders(302, -1);
      } else if (!wanted.isEmpty() && !wanted.equals(authorization)) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\"");
        exchange.sendResponseHeaders(401, -1);
      } else if (path.equals("/ops.git/info/refs")) {
        send(exchange, "advertisement", advertisement(exchange));
      } else if (path.equals("/ops.git/git-upload-pack")) {
        send(exchange, "result", pack(exchange));
      } else {
        exchange.sendResponseHeaders(404, -1);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private UploadPack uploadPack(HttpExchange exchange) {
    UploadPack upload = new UploadPack(repository);
    upload.setBiDirectionalPipe(false);
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    if (protocol != null) {
      upload.setExtraParameters(List.of(protocol.split(":")));
    }
    return upload;
  }

  private byte[] advertisement(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PacketLineOut lines = new PacketLineOut(out);
    lines.writeString("# service=git-upload-pack\n");
    lines.end();
    uploadPack(exchange).sendAdvertisedRefs(new PacketLineOutRefAdvertiser(lines));
    return out.toByteArray();
  }

  private byte[] pack(HttpExchange exchange) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream body = exchange.getRequestBody();
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    uploadPack(exchange).upload(zipped ? new GZIPInputStream(body) : body, out, null);
    return out.toByteArray();
  }

  private static void send(HttpExchange exchange, String what, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/x-git-upload-pack-" + what);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
