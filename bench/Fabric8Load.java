import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loads the API server of a kubeconfig with fabric8's clients, as controllers do: eight of them
 * write, read, apply and list config maps, while ten informers follow. Prints one figure a line, as
 * {@code name value unit}. Run by {@code bench/run clients}.
 */
final class Fabric8Load {
  private static final int CLIENTS = 8;
  private static final int INFORMERS = 10;
  private static final String NAMESPACE = "bench-fabric8";

  private final List<KubernetesClient> clients = new ArrayList<>();
  private final int objects;

  private Fabric8Load(File kubeconfig, int objects) {
    this.objects = objects;
    for (int i = 0; i < CLIENTS; i++) {
      Config config = Config.fromKubeconfig(kubeconfig);
      config.setNamespace(NAMESPACE);
      clients.add(new KubernetesClientBuilder().withConfig(config).build());
    }
  }

  private interface Act {
    void run(KubernetesClient client, int i);
  }

  /** Arguments: a kubeconfig's file, how many objects. */
  public static void main(String[] args) throws Exception {
    Fabric8Load load = new Fabric8Load(new File(args[0]), Integer.parseInt(args[1]));
    load.run();
    System.exit(0);
  }

  private void run() throws Exception {
    KubernetesClient first = clients.getFirst();
    first
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .create();
    each(200, (client, i) -> client.resource(map("warm-" + i, "0")).create()); // both ends
    AtomicInteger added = new AtomicInteger();
    for (int i = 0; i < INFORMERS; i++) {
      clients.get(i % CLIENTS).configMaps().withLabel("app", "bench").inform(counting(added));
    }
    figure("creates", each(objects, (client, i) -> client.resource(map("map-" + i, "1")).create()));
    int expected = INFORMERS * (objects + 200);
    long start = System.nanoTime();
    while (added.get() < expected && System.nanoTime() - start < 60_000_000_000L) {
      Thread.sleep(1);
    }
    if (added.get() < expected) {
      throw new IllegalStateException("informers know of %d of %d".formatted(added.get(), expected));
    }
    System.out.printf("fabric8: informers know of all after\t%.0f\tms%n", millis(start));
    figure("reads", each(objects, (client, i) -> client.configMaps().withName("map-" + i).get()));
    figure(
        "server-side applies",
        each(
            objects,
            (client, i) ->
                client.resource(map("map-" + i, "2")).forceConflicts().serverSideApply()));
    figure("lists of all", each(40, (client, i) -> client.configMaps().list()));
    figure(
        "deletes", each(objects, (client, i) -> client.configMaps().withName("map-" + i).delete()));
  }

  private static ResourceEventHandler<ConfigMap> counting(AtomicInteger added) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(ConfigMap map) {
        added.incrementAndGet();
      }

      @Override
      public void onUpdate(ConfigMap before, ConfigMap after) {}

      @Override
      public void onDelete(ConfigMap map, boolean unknown) {}
    };
  }

  private static ConfigMap map(String name, String revision) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("app", "bench")
        .endMetadata()
        .withData(Map.of("revision", revision, "text", "some words that stay as they are"))
        .build();
  }

  private static double millis(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static void figure(String name, double perSecond) {
    System.out.printf("fabric8: %s\t%.0f\tper second%n", name, perSecond);
  }

  /** How many a second. */
  private double each(int count, Act act) throws Exception {
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> parts = new ArrayList<>();
      for (int c = 0; c < CLIENTS; c++) {
        int mine = c;
        parts.add(
            pool.submit(
                () -> {
                  for (int i = mine; i < count; i += CLIENTS) {
                    act.run(clients.get(mine), i);
                  }
                }));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    }
    return count * 1000.0 / millis(start);
  }
}
