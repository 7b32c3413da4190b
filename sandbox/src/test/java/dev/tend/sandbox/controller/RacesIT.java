package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.Trees;
import dev.tend.sandbox.nodelife.NodeLifecycle;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Ticker;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.KindRules;
import dev.tend.sandbox.store.ObjectApi;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.sandbox.store.Storage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Controllers whose news are late, or who are not the first to write. */
class RacesIT {
  private final List<GroupVersionKind> kinds = new CopyOnWriteArrayList<>();
  private final ObjectStore store =
      new ObjectStore(
          Storage.inMemory(),
          new KindRules() {
            @Override
            public List<GroupVersionKind> kinds() {
              return kinds;
            }
          },
          Clock.systemUTC());
  private final Ticker ticker = Ticker.system(Clock.systemUTC());
  private final Parts parts = new Parts();

  @AfterEach
  void stop() {
    parts.close();
    ticker.close();
  }

  private World world(ObjectApi api) {
    return new World(api, ticker, Duration.ofMillis(1));
  }

  private ObjectNode create(String yaml) {
    return store.create(Trees.yaml(yaml), "test");
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("still not").isLessThan(end);
      Thread.sleep(5);
    }
  }

  @Test
  void whatNobodyHeardOfYetIsLeftBehindToo() throws InterruptedException {
    GarbageCollector.start(world(Hindered.bySilence(store, "ConfigMap")), parts);
    ObjectNode owner =
        create("{apiVersion: v1, kind: Secret, metadata: {name: owner, namespace: shop}}");
    ObjectNode owned = create(owned("v1", "Secret", "owner", Meta.uid(owner)));

    store.delete(Meta.id(owner), "Orphan");

    until(() -> store.get(Meta.id(owner)).isEmpty());
    ObjectNode left = store.get(Meta.id(owned)).orElseThrow();
    assertThat(left.path("metadata").has("ownerReferences")).isFalse();
  }

  @Test
  void whatHasAnOwnerOfAKindThatIsServedLaterIsLookedAtAgain() throws InterruptedException {
    CountDownLatch looked = new CountDownLatch(1);
    ObjectApi api =
        Hindered.by(
            store,
            (method, arguments) -> {
              if (method.equals("get") && ((ResourceId) arguments[0]).name().equals("owned")) {
                looked.countDown();
              }
              return null;
            });
    GarbageCollector.start(world(api), parts);
    ObjectNode owned = create(owned("example.com/v1", "Cup", "gone", "an-uid"));
    assertThat(looked.await(60, TimeUnit.SECONDS)).isTrue();

    kinds.add(new GroupVersionKind("example.com", "v1", "Cup"));
    create(
        "{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: c}}");

    until(() -> store.get(Meta.id(owned)).isEmpty());
  }

  private static String owned(String apiVersion, String kind, String name, String uid) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: owned
          namespace: shop
          ownerReferences: [{apiVersion: %s, kind: %s, name: %s, uid: %s}]
        """
        .formatted(apiVersion, kind, name, uid);
  }

  @Test
  void aSuspensionIsToldOfThoughSomebodyElseWroteAPodMeanwhile() throws InterruptedException {
    ObjectNode job =
        create(
            """
            apiVersion: batch/v1
            kind: Job
            metadata: {name: work, namespace: shop}
            spec: {suspend: true, parallelism: 2, completions: 2, backoffLimit: 6, template: {spec: {}}}
            """);
    ObjectNode pod =
        create(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: done
              namespace: shop
              finalizers: [batch.kubernetes.io/job-tracking]
              ownerReferences: [{apiVersion: batch/v1, kind: Job, name: work, uid: %s, controller: true}]
            spec: {nodeName: one}
            """
                .formatted(Meta.uid(job)));
    ObjectNode done = pod.deepCopy();
    done.putObject("status").put("phase", "Succeeded");
    store.updateStatus(done, "kubelet");

    JobController.start(world(Hindered.byOthers(store, "update", "Pod", 1)), parts);

    until(
        () ->
            store.list("", "Event", "shop").stream()
                .anyMatch(event -> event.path("reason").asText().equals("Suspended")));
    until(() -> !Meta.hasFinalizer(store.get(Meta.id(pod)).orElseThrow(), JobPods.TRACKING));
  }

  @Test
  void thePodsOfASilentNodeAreMarkedThoughSomebodyElseWroteTheNode() throws InterruptedException {
    ObjectNode pod =
        create(
            """
            apiVersion: v1
            kind: Pod
            metadata: {name: p, namespace: shop}
            spec: {nodeName: one}
            """);
    ObjectNode ready = pod.deepCopy();
    ready.withArray("/status/conditions").addObject().put("type", "Ready").put("status", "True");
    store.updateStatus(ready, "kubelet");
    create(
        """
        apiVersion: v1
        kind: Node
        metadata: {name: one, annotations: {sandbox.tend.dev/kubelet: stopped}}
        """);

    NodeLifecycle.start(world(Hindered.byOthers(store, "update", "Node", 1)), parts);

    until(
        () ->
            Conditions.find(store.get(Meta.id(pod)).orElseThrow().path("status"), "Ready")
                .filter(condition -> condition.path("status").asText().equals("False"))
                .isPresent());
  }
}
