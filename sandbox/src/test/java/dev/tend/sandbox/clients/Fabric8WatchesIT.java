package dev.tend.sandbox.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a controller does that is written with fabric8's client: it watches, and follows. */
class Fabric8WatchesIT {
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private Fabric8Cluster cluster;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    cluster = new Fabric8Cluster();
    client = cluster.client();
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private String next() throws InterruptedException {
    String line = seen.poll(60, TimeUnit.SECONDS);
    return line == null ? "nothing" : line;
  }

  private void change(String name, String colour) {
    client
        .configMaps()
        .withName(name)
        .edit(map -> new ConfigMapBuilder(map).addToData("colour", colour).build());
  }

  @Test
  void aWatchTellsOfEachChangeInItsOrder() throws InterruptedException {
    var watcher =
        new Watcher<ConfigMap>() {
          @Override
          public void eventReceived(Action action, ConfigMap map) {
            seen.add(action + " " + map.getMetadata().getName() + " " + map.getData());
          }

          @Override
          public void onClose(WatcherException cause) {
            seen.add("closed: " + cause.getMessage());
          }
        };
    // A watch may stand only after the call: what is there already it tells of as soon as it does.
    client.resource(Fabric8Cluster.configMap("first", Map.of())).create();
    try (Watch watch = client.configMaps().withLabel("app", "shop").watch(watcher)) {
      assertThat(next()).isEqualTo("ADDED first {}");
      client.resource(Fabric8Cluster.configMap("a", Map.of("colour", "red"))).create();
      change("a", "blue");
      client.configMaps().withName("a").delete();

      assertThat(next()).isEqualTo("ADDED a {colour=red}");
      assertThat(next()).isEqualTo("MODIFIED a {colour=blue}");
      assertThat(next()).isEqualTo("DELETED a {colour=blue}");
    }
  }

  @Test
  void anInformerKeepsWhatIsThereAndSaysWhatBecomesOfIt() throws InterruptedException {
    client.resource(Fabric8Cluster.configMap("a", Map.of("colour", "red"))).create();
    try (SharedIndexInformer<ConfigMap> informer =
        client
            .configMaps()
            .withLabel("app", "shop")
            .inform(
                new ResourceEventHandler<ConfigMap>() {
                  @Override
                  public void onAdd(ConfigMap map) {
                    seen.add("+" + map.getMetadata().getName());
                  }

                  @Override
                  public void onUpdate(ConfigMap before, ConfigMap after) {
                    seen.add(before.getData().get("colour") + ">" + after.getData().get("colour"));
                  }

                  @Override
                  public void onDelete(ConfigMap map, boolean unknown) {
                    seen.add("-" + map.getMetadata().getName());
                  }
                })) {
      assertThat(next()).isEqualTo("+a");
      client.resource(Fabric8Cluster.configMap("b", Map.of("colour", "green"))).create();
      assertThat(next()).isEqualTo("+b");
      change("a", "blue");
      assertThat(next()).isEqualTo("red>blue");
      client.configMaps().withName("b").delete();
      assertThat(next()).isEqualTo("-b");

      assertThat(informer.getStore().list())
          .singleElement()
          .satisfies(map -> assertThat(map.getData()).containsEntry("colour", "blue"));
    }
  }

  @Test
  void aRolloutIsFollowedPausedGoneBackAndScaled() {
    client.resource(Fabric8Cluster.deployment("web", "registry.example.com/web:1", 2)).create();
    var web = client.apps().deployments().withName("web");
    assertThat(web.waitUntilReady(60, TimeUnit.SECONDS).getStatus().getReadyReplicas())
        .isEqualTo(2);

    web.rolling().updateImage("registry.example.com/web:2");
    web.waitUntilCondition(Fabric8WatchesIT::isSettled, 60, TimeUnit.SECONDS);
    assertThat(client.pods().withLabel("app", "web").list().getItems())
        .extracting(pod -> pod.getSpec().getContainers().getFirst().getImage())
        .contains("registry.example.com/web:2");

    assertThat(web.rolling().pause().getSpec().getPaused()).isTrue();
    assertThat(web.rolling().resume().getSpec().getPaused()).isNotEqualTo(true);
    assertThat(
            web.rolling()
                .undo()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage())
        .isEqualTo("registry.example.com/web:1");

    assertThat(web.scale(3).getSpec().getReplicas()).isEqualTo(3);
    assertThat(web.scale().getSpec().getReplicas()).isEqualTo(3);
    web.waitUntilCondition(Fabric8WatchesIT::isSettled, 60, TimeUnit.SECONDS);
    assertThat(web.get().getStatus().getAvailableReplicas()).isEqualTo(3);
  }

  private static boolean isSettled(Deployment one) {
    return one != null
        && one.getStatus() != null
        && one.getMetadata().getGeneration().equals(one.getStatus().getObservedGeneration())
        && one.getSpec().getReplicas().equals(one.getStatus().getUpdatedReplicas())
        && one.getSpec().getReplicas().equals(one.getStatus().getReplicas())
        && one.getSpec().getReplicas().equals(one.getStatus().getAvailableReplicas());
  }

  @Test
  void aPodLogsAndCanBeEvicted() {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName("one")
            .endMetadata()
            .withNewSpec()
            .addNewContainer()
            .withName("main")
            .withImage("registry.example.com/web:1")
            .endContainer()
            .endSpec()
            .build();
    client.resource(pod).create();
    var one = client.pods().withName("one");
    one.waitUntilReady(60, TimeUnit.SECONDS);

    assertThat(one.getLog()).isNotEmpty();
    assertThat(one.evict()).isTrue();
    one.waitUntilCondition(gone -> gone == null, 60, TimeUnit.SECONDS);
  }

  @Test
  void oneOfTwoLeads() throws Exception {
    try (KubernetesClient other = cluster.connect()) {
      CompletableFuture<?> first = lead(client, "first");
      assertThat(next()).isEqualTo("first leads");
      CompletableFuture<?> second = lead(other, "second");

      first.cancel(true);

      assertThat(next()).isEqualTo("first ends");
      assertThat(next()).isEqualTo("second leads");
      second.cancel(true);
    }
  }

  private CompletableFuture<?> lead(KubernetesClient candidate, String name) {
    return candidate
        .leaderElector()
        .withConfig(
            new LeaderElectionConfigBuilder()
                .withName("test")
                .withLeaseDuration(Duration.ofSeconds(60))
                .withRenewDeadline(Duration.ofSeconds(40))
                .withRetryPeriod(Duration.ofMillis(200))
                .withReleaseOnCancel(true)
                .withLock(new LeaseLock(Fabric8Cluster.NAMESPACE, "leader", name))
                .withLeaderCallbacks(
                    new LeaderCallbacks(
                        () -> seen.add(name + " leads"), () -> seen.add(name + " ends"), who -> {}))
                .build())
        .build()
        .start();
  }
}
