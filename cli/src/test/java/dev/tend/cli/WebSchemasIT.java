package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.KubernetesVersion;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.locations.LocatedCatalog;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas from a server on loopback. */
class WebSchemasIT {
  private static final String SCHEMA =
      "{\"type\": \"object\", \"properties\": {\"spec\": {\"type\": \"object\"}}}";
  private static final String CRDS =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: widgets.example.com}
      spec:
        group: example.com
        scope: Namespaced
        names: {plural: widgets, kind: Widget}
        versions:
        - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
      """;
  private static final GroupVersionKind WIDGET = GroupVersionKind.of("example.com/v1", "Widget");
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path cache;

  private final Map<String, String> texts = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch done = new CountDownLatch(1);
  private HttpServer server;
  private Instant now = START;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    done.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      asked.add(path);
      String text = texts.get(path);
      if (failures.containsKey(path)) {
        exchange.sendResponseHeaders(failures.get(path), -1);
      } else if (path.equals("/silent")) {
        await();
      } else if (path.equals("/hangs")) {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().flush();
        await();
      } else if (path.equals("/endless")) {
        exchange.sendResponseHeaders(200, 0);
        endless(exchange.getResponseBody());
      } else if (text == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        String tag = "\"" + Integer.toHexString(text.hashCode()) + "\"";
        exchange.getResponseHeaders().add("ETag", tag);
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
          asked.add("unchanged");
          exchange.sendResponseHeaders(304, -1);
        } else {
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
        }
      }
    }
  }

  private void await() {
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void endless(OutputStream out) {
    byte[] blank = new byte[1024 * 1024];
    try {
      for (int i = 0; i < 100; i++) {
        out.write(blank);
      }
    } catch (IOException refused) {
      return; // The reader had enough, as it should.
    }
  }

  @Test
  void aTemplateIsFilledInForEachKind() {
    texts.put("/example.com/widget_v1.json", SCHEMA);
    SchemaCatalog catalog = catalog("/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json");

    assertThat(catalog.find(WIDGET)).isPresent();
    assertThat(catalog.find(GroupVersionKind.of("example.com/v1", "Other"))).isEmpty();
    assertThat(asked).containsExactly("/example.com/widget_v1.json", "/example.com/other_v1.json");
  }

  @Test
  void whatIsAbsentIsLookedForAtTheNextLocation() {
    texts.put("/b/widget.json", SCHEMA);
    SchemaCatalog catalog = catalog("/a/{{.ResourceKind}}.json", "/b/{{.ResourceKind}}.json");

    assertThat(catalog.find(WIDGET)).isPresent();
    assertThat(asked).containsExactly("/a/widget.json", "/b/widget.json");
  }

  @Test
  void theUrlOfCrdsGivesTheirKinds() {
    texts.put("/crds.yaml", CRDS);

    assertThat(catalog("/crds.yaml").structure(WIDGET)).isPresent();
    assertThatThrownBy(() -> catalog("/none.yaml"))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining(url("/none.yaml"));
  }

  @Test
  void aServersFaultNamesTheUrl() {
    failures.put("/a/widget.json", 500);
    texts.put("/b/widget.json", SCHEMA);
    SchemaCatalog catalog = catalog("/a/{{.ResourceKind}}.json", "/b/{{.ResourceKind}}.json");

    assertThatThrownBy(() -> catalog.find(WIDGET))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining(url("/a/widget.json"))
        .hasMessageContaining("500");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/silent", "/hangs"})
  void anAnswerThatDoesNotBeginOrEndIsGivenUp(String path) {
    assertThatThrownBy(() -> schemas(Duration.ofMillis(300)).read(url(path)))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining(url(path))
        .hasMessageContaining("no complete answer");
  }

  @Test
  void anAnswerThatIsTooLargeIsRefused() {
    assertThatThrownBy(() -> schemas(Duration.ofSeconds(60)).read(url("/endless")))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining(url("/endless"))
        .hasMessageContaining("larger than 32 MiB");
  }

  @Test
  void whereNobodyListensIsSaid() {
    server.stop(0);

    assertThatThrownBy(() -> schemas().read(url("/widget.json")))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining(url("/widget.json"));
  }

  @Test
  void whatWasReadIsKeptForADayAndThenAskedAgain() throws IOException {
    texts.put("/widget.json", "old");

    assertThat(schemas().read(url("/widget.json"))).contains("old");
    now = START.plus(Duration.ofHours(23));
    assertThat(schemas().read(url("/widget.json"))).contains("old");
    assertThat(asked).containsExactly("/widget.json");

    now = START.plus(Duration.ofHours(25));
    assertThat(schemas().read(url("/widget.json"))).contains("old");
    assertThat(asked).containsExactly("/widget.json", "/widget.json", "unchanged");

    assertThat(schemas().read(url("/widget.json"))).contains("old");
    assertThat(asked).hasSize(3);

    texts.put("/widget.json", "new");
    now = START.plus(Duration.ofHours(50));
    assertThat(schemas().read(url("/widget.json"))).contains("new");
  }

  @Test
  void whatIsKeptCountsWhereTheServerFails() throws IOException {
    texts.put("/widget.json", "old");
    schemas().read(url("/widget.json"));

    now = START.plus(Duration.ofDays(9));
    failures.put("/widget.json", 503);
    assertThat(schemas().read(url("/widget.json"))).contains("old");
    server.stop(0);
    assertThat(schemas().read(url("/widget.json"))).contains("old");
  }

  @Test
  void whatIsGoneIsNotTakenFromTheCache() throws IOException {
    texts.put("/widget.json", "old");
    schemas().read(url("/widget.json"));

    now = START.plus(Duration.ofDays(9));
    texts.clear();
    assertThat(schemas().read(url("/widget.json"))).isEqualTo(Optional.empty());
  }

  private WebSchemas schemas() {
    return schemas(Duration.ofSeconds(20));
  }

  private WebSchemas schemas(Duration timeout) {
    return new WebSchemas(cache, Clock.fixed(now, ZoneOffset.UTC), timeout);
  }

  private SchemaCatalog catalog(String... paths) {
    List<String> locations = new ArrayList<>();
    for (String path : paths) {
      locations.add(url(path));
    }
    return new LocatedCatalog(
        BuiltInSchemas.load(),
        locations,
        KubernetesVersion.DEFAULT,
        new SchemaFiles(cache, schemas()));
  }

  private String url(String path) {
    return "http://"
        + server.getAddress().getHostString()
        + ":"
        + server.getAddress().getPort()
        + path;
  }
}
