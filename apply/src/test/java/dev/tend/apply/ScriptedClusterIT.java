package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.apply.wire.FakeServer;
import dev.tend.apply.wire.FakeServer.Answer;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real control planes do rarely: old discovery, lost pages, broken watches. */
class ScriptedClusterIT {
  private static final GroupVersionKind POD = new GroupVersionKind("", "v1", "Pod");
  private static final GroupVersionKind COUPON =
      new GroupVersionKind("shop.example", "v1", "Coupon");
  private static final String PODS = "/api/v1/namespaces/shop/pods";

  @TempDir Path folder;
  private FakeServer server;
  private Cluster cluster;

  @BeforeEach
  void connect() throws IOException {
    server =
        FakeServer.start()
            .on("GET /api", Answer.ok("{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}"))
            .on("GET /api/v1", resources("pods", "Pod"))
            .on("GET /apis", groups());
    cluster =
        Cluster.connect(
            new ClusterConfig(Optional.of(server.kubeconfig(folder)), Optional.empty()), Map.of());
  }

  @AfterEach
  void disconnect() {
    cluster.close();
    server.close();
  }

  private static Answer resources(String plural, String kind) {
    return Answer.ok(
        """
        {"kind":"APIResourceList","resources":[
         {"name":"%s","kind":"%s","namespaced":true,"verbs":["get"]}]}
        """
            .formatted(plural, kind));
  }

  private static Answer groups(String... names) {
    StringBuilder groups = new StringBuilder();
    for (String name : names) {
      groups.append(groups.isEmpty() ? "" : ",");
      groups.append(
          """
          {"name":"%s","versions":[{"version":"v1"}],"preferredVersion":{"version":"v1"}}
          """
              .formatted(name));
    }
    return Answer.ok("{\"kind\":\"APIGroupList\",\"groups\":[" + groups + "]}");
  }

  private static String pods(String version, String more, String... names) {
    StringBuilder items = new StringBuilder();
    for (String name : names) {
      items.append(items.isEmpty() ? "" : ",");
      items.append("{\"metadata\":{\"name\":\"%s\"}}".formatted(name));
    }
    return """
    {"kind":"PodList","metadata":{"resourceVersion":"%s","continue":"%s"},"items":[%s]}
    """
        .formatted(version, more, items);
  }

  private static String event(String type, String name, String version) {
    return """
    {"type":"%s","object":{"kind":"Pod","metadata":{"name":"%s","resourceVersion":"%s"}}}
    """
        .formatted(type, name, version);
  }

  @Test
  void discoversServersThatDoNotAggregate() {
    server.on("GET /apis", groups("shop.example", "broken.example"));
    server.on("GET /apis/shop.example/v1", resources("coupons", "Coupon"));
    server.on("GET /apis/broken.example/v1", Answer.of(503, "backend down"));

    assertThat(cluster.resolve("coupon").orElseThrow().gvk()).isEqualTo(COUPON);
    assertThat(cluster.typeOf(POD)).isPresent();
    assertThat(cluster.typeOf(new GroupVersionKind("broken.example", "v1", "X"))).isEmpty();
    assertThat(
            cluster.isKnownAbsent(
                new ResourceId("broken.example", "X", "shop", "a"), "broken.example/v1"))
        .as("nobody knows what a broken API holds")
        .isFalse();
    assertThat(
            cluster.isKnownAbsent(
                new ResourceId("gone.example", "X", "shop", "a"), "gone.example/v1"))
        .isTrue();
  }

  @Test
  void looksForANewTypeOnceWhereOneIsExpected() {
    assertThat(cluster.typeOf(COUPON)).isEmpty();
    server.on("GET /apis", groups("shop.example"));
    server.on("GET /apis/shop.example/v1", resources("coupons", "Coupon"));

    assertThat(cluster.typeOf(COUPON)).as("nothing new was announced").isEmpty();
    cluster.expectNewTypes();
    assertThat(cluster.typeOf(COUPON)).isPresent();
  }

  @Test
  void listsPageByPageAndTellsKinds() {
    server.on("GET " + PODS, Answer.ok(pods("7", "next", "a", "b")), Answer.ok(pods("7", "", "c")));

    assertThat(cluster.list(POD, "shop", "app=web"))
        .extracting(pod -> pod.path("kind").asText() + " " + pod.at("/metadata/name").asText())
        .containsExactly("Pod a", "Pod b", "Pod c");
    assertThat(server.requests())
        .contains(
            "GET " + PODS + "?labelSelector=app%3Dweb&limit=500",
            "GET " + PODS + "?continue=next&labelSelector=app%3Dweb&limit=500");
  }

  @Test
  void listsAllAtOnceWhereThePagesToComeAreGone() {
    server.on(
        "GET " + PODS,
        Answer.ok(pods("7", "next", "a")),
        Answer.of(410, "{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}"),
        Answer.ok(pods("9", "", "a", "b")));

    assertThat(cluster.list(POD, "shop", "")).hasSize(2);
    assertThat(server.requests().getLast()).isEqualTo("GET " + PODS);
  }

  /** The resource versions that watches were asked to begin after. */
  private List<String> watchedFrom() {
    return server.requests().stream()
        .filter(request -> request.contains("watch=true"))
        .map(request -> request.replaceAll(".*resourceVersion=(\\d+).*", "$1"))
        .toList();
  }

  @Test
  void aWatchGoesOnWhereItEndedAndListsAgainWhereItCannot() throws Exception {
    server.on("GET " + PODS, Answer.ok(pods("7", "", "a")), Answer.ok(pods("20", "", "b")));
    server.on(
        "GET " + PODS + "?watch",
        Answer.ok(event("MODIFIED", "a", "8") + event("BOOKMARK", "", "11")),
        Answer.ok(event("DELETED", "a", "12")),
        Answer.ok("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410}}\n"),
        Answer.stream(event("ADDED", "c", "21")));
    BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();

    try (AutoCloseable watch =
        cluster.watch(Selection.of(POD, "shop").labelled("app=web"), events::add)) {
      assertThat(watch).isNotNull();
      assertThat(next(events)).isEqualTo("Listed a");
      assertThat(next(events)).isEqualTo("Changed a");
      assertThat(next(events)).isEqualTo("Deleted a");
      assertThat(next(events)).isEqualTo("Listed b");
      assertThat(next(events)).isEqualTo("Changed c");
    }
    assertThat(watchedFrom()).containsExactly("7", "11", "12", "20");
  }

  @Test
  void aWatchThatBreaksTellsNothingTwice() throws Exception {
    server.on("GET " + PODS, Answer.ok(pods("7", "", "a")));
    server.on(
        "GET " + PODS + "?watch",
        Answer.ok(
            event("MODIFIED", "a", "8")
                + "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":500}}\n"),
        Answer.stream(event("ADDED", "c", "9")));
    BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();

    try (AutoCloseable watch = cluster.watch(Selection.of(POD, "shop"), events::add)) {
      assertThat(watch).isNotNull();
      assertThat(next(events)).isEqualTo("Listed a");
      assertThat(next(events)).isEqualTo("Changed a");
      assertThat(next(events)).startsWith("Lost");
      assertThat(next(events)).isEqualTo("Changed c");
    }
    assertThat(watchedFrom()).containsExactly("7", "8");
  }

  @Test
  void aWatchSaysOnceThatItIsLostAndGoesOnTrying() throws Exception {
    server.on("GET " + PODS, Answer.ok(pods("7", "", "a")));
    server.on(
        "GET " + PODS + "?watch",
        Answer.of(403, "{\"kind\":\"Status\",\"code\":403,\"message\":\"no watch for you\"}"),
        Answer.of(403, "{\"kind\":\"Status\",\"code\":403,\"message\":\"no watch for you\"}"),
        Answer.stream(event("ADDED", "c", "21")));
    BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();

    try (AutoCloseable watch = cluster.watch(Selection.of(POD, "shop"), events::add)) {
      assertThat(watch).isNotNull();
      assertThat(next(events)).isEqualTo("Listed a");
      assertThat(next(events)).startsWith("Lost").contains("no watch for you");
      assertThat(next(events)).isEqualTo("Changed c");
    }
  }

  private static String next(BlockingQueue<WatchEvent> events) throws InterruptedException {
    return switch (events.poll(60, TimeUnit.SECONDS)) {
      case WatchEvent.Listed listed ->
          "Listed " + listed.objects().getFirst().at("/metadata/name").asText();
      case WatchEvent.Changed changed ->
          "Changed " + changed.object().at("/metadata/name").asText();
      case WatchEvent.Deleted deleted ->
          "Deleted " + deleted.object().at("/metadata/name").asText();
      case WatchEvent.Lost lost -> "Lost " + lost.reason();
      case null -> "nothing";
    };
  }

  @Test
  void readsLogsAsText() {
    server.on("GET " + PODS + "/web/log", Answer.ok("one\ntwo\n"));

    assertThat(cluster.logs("shop", "web", "app", true, OptionalInt.of(2))).isEqualTo("one\ntwo\n");
    assertThat(server.requests().getLast())
        .isEqualTo("GET " + PODS + "/web/log?container=app&previous=true&tailLines=2");
  }

  @Test
  void aRefusalNamesWhatWasBeingDoneAndTheRoleThatLacks() {
    server.on(
        "GET " + PODS + "/web",
        Answer.of(
            403,
            "{\"kind\":\"Status\",\"code\":403,\"message\":\"pods \\\"web\\\" is forbidden\"}"));

    assertThatThrownBy(() -> cluster.get(new ResourceId("", "Pod", "shop", "web"), "v1"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.message())
                  .isEqualTo("Couldn't read Pod shop/web: pods \"web\" is forbidden");
              assertThat(refused.hint()).contains("role").contains("get");
            });
  }

  @Test
  void anInterruptEndsACallAtOnce() {
    server.on("GET " + PODS + "/web", Answer.stream(""));
    cluster.typeOf(POD);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> cluster.get(new ResourceId("", "Pod", "shop", "web"), "v1"))
        .isInstanceOf(Interrupted.class);
    assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
  }
}
