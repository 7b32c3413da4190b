package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Inventory;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.ResourceType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for whatever is applied. */
class ApplyPropertiesIT {
  private static TestCluster test;

  @BeforeAll
  static void open(@TempDir Path folder) {
    test = TestCluster.open(folder);
    shop(test.cluster(), "namespace").apply(Shop.NAMESPACE);
  }

  @AfterAll
  static void close() {
    test.close();
  }

  static List<Long> seeds() {
    return LongStream.rangeClosed(1, 20).boxed().toList();
  }

  private static Shop shop(Cluster cluster, String name) {
    Shop shop = new Shop(test, cluster).named(name);
    shop.options = shop.options.awaiting(false);
    return shop;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rightAfterAnApplyThereIsNothingToDo(long seed) {
    String yaml = new RandomApp(seed, "s%d-".formatted(seed)).yaml();
    Shop shop = shop(test.cluster(), "app-" + seed);
    assertThat(shop.apply(yaml).failed()).isEmpty();

    assertThat(Shop.acting(shop.plan(yaml))).isEmpty();

    Queue<String> writes = new ConcurrentLinkedQueue<>();
    try (Cluster watched =
        test.connectListening(
            request -> {
              if (!request.method().equals("GET")) {
                writes.add(request.method() + " " + request.target());
              }
            })) {
      assertThat(shop(watched, "app-" + seed).apply(yaml).succeeded()).isTrue();
    }
    assertThat(writes).as("not even a dry run of%n%s", yaml).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aChangeComesToTheSameAsApplyingItsResultAlone(long seed) {
    Shop changed = shop(test.cluster(), "changed-" + seed);
    changed.apply(new RandomApp(seed, "c%d-".formatted(seed)).yaml());
    changed.apply(new RandomApp(seed + 1000, "c%d-".formatted(seed)).yaml());
    Shop fresh = shop(test.cluster(), "fresh-" + seed);
    fresh.apply(new RandomApp(seed + 1000, "f%d-".formatted(seed)).yaml());

    assertThat(wanted(changed, "c%d-".formatted(seed)))
        .isEqualTo(wanted(fresh, "f%d-".formatted(seed)));
  }

  /** Specs, data, labels and annotations by name, without what differs from object to object. */
  private static Map<String, JsonNode> wanted(Shop shop, String prefix) {
    Map<String, JsonNode> wanted = new TreeMap<>();
    for (Inventory.Entry entry : shop.inventory().entries().values()) {
      ObjectNode live = test.cluster().get(entry.id(), entry.apiVersion()).orElseThrow();
      ObjectNode content = live.deepCopy();
      content.remove(List.of("metadata", "status"));
      if (content.path("spec") instanceof ObjectNode spec) {
        spec.remove(List.of("clusterIP", "clusterIPs", "volumeName"));
      }
      content.set("labels", own(live.path("metadata").path("labels")));
      content.set("annotations", own(live.path("metadata").path("annotations")));
      wanted.put(entry.id().kind() + " " + entry.id().name().replace(prefix, ""), content);
    }
    return wanted;
  }

  /** Without the marks of the app and what controllers write. */
  private static ObjectNode own(JsonNode map) {
    ObjectNode own = JsonNodeFactory.instance.objectNode();
    map.properties().stream()
        .filter(entry -> !entry.getKey().matches(".*(tend\\.dev|kubernetes\\.io)/.*"))
        .forEach(entry -> own.set(entry.getKey(), entry.getValue()));
    return own;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void twoManagersOfDifferentFieldsComeToTheSameInAnyOrder(long seed) {
    List<Manifest> ours = data("both-%d-a".formatted(seed), "a: \"1\", b: \"2\"", "tier: front");
    List<Manifest> theirs = data("both-%d-a".formatted(seed), "c: \"3\"", "team: blue");
    apply("tend-a", ours);
    apply("tend-b", theirs);
    List<Manifest> oursAgain =
        data("both-%d-b".formatted(seed), "a: \"1\", b: \"2\"", "tier: front");
    List<Manifest> theirsFirst = data("both-%d-b".formatted(seed), "c: \"3\"", "team: blue");
    apply("tend-b", theirsFirst);
    apply("tend-a", oursAgain);

    ObjectNode one = live("both-%d-a".formatted(seed));
    ObjectNode other = live("both-%d-b".formatted(seed));
    assertThat(one.path("data")).isEqualTo(other.path("data"));
    assertThat(one.path("metadata").path("labels"))
        .isEqualTo(other.path("metadata").path("labels"));

    apply("tend-a", data("both-%d-a".formatted(seed), "a: \"1\"", ""));
    assertThat(live("both-%d-a".formatted(seed)).path("data").toString())
        .as("what is ours goes, what is theirs stays")
        .isEqualTo("{\"a\":\"1\",\"c\":\"3\"}");
  }

  private static List<Manifest> data(String name, String data, String labels) {
    return test.manifests(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: $ns, labels: {%s}}, data: {%s}}"
            .formatted(name, labels, data));
  }

  private static void apply(String manager, List<Manifest> manifests) {
    ResourceType type = test.cluster().typeOf(manifests.getFirst().type()).orElseThrow();
    manifests.forEach(
        manifest -> test.cluster().requestsAs(manager).apply(type, manifest, false, false));
  }

  private static ObjectNode live(String name) {
    return test.cluster()
        .get(new ResourceId("", "ConfigMap", test.namespace(), name), "v1")
        .orElseThrow();
  }
}
