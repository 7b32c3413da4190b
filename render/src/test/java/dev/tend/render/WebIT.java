package dev.tend.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebIT {
  @TempDir Path folder;
  private HttpServer server;
  private String base;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    answer("/a.yaml", 200, Tree.configMap("a"));
    answer("/page", 200, "<!DOCTYPE html><html></html>");
    answer("/gone", 404, "no");
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", base + "/a.yaml");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] chunk = new byte[1024 * 1024];
          try (var body = exchange.getResponseBody()) {
            for (int i = 0; i < 64; i++) {
              body.write(chunk);
            }
          } catch (IOException expected) {
            // the client has hung up
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(String path, int status, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  @Test
  void documentsAreFetchedAndRedirectsFollowed() {
    Rendered rendered = new Tree(folder).render(base + "/moved");

    assertThat(Tree.ids(rendered)).containsExactly("ConfigMap a");
    assertThat(rendered.manifests().getFirst().origin().source().name()).isEqualTo(base + "/moved");
  }

  @Test
  void failuresNameTheUrlAndTheStatus() {
    fails("/gone", "the server answered 404 (not found)");
    fails("/page", "this is a web page");
    fails("/endless", "larger than 32 MiB");
  }

  @Test
  void anUnreachableServerIsAKnownFailure() {
    server.stop(0);

    fails("/a.yaml", "Fetching " + base + "/a.yaml: ");
  }

  @Test
  void aSilentServerIsGivenUp() {
    server.createContext("/silent", exchange -> {});
    var documents = new WebDocuments(Duration.ofMillis(200));
    var source = (Source.Web) Sources.detect(base + "/silent", folder);

    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> documents.fetch(source))
        .withMessageContaining("/silent: ");
  }

  private void fails(String path, String message) {
    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> new Tree(folder).render(base + path))
        .withMessageContaining(base + path)
        .withMessageContaining(message);
  }
}
