package dev.tend.apply;

import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.Endpoint;
import dev.tend.apply.wire.Kubeconfig;
import dev.tend.apply.wire.RetryPolicy;
import dev.tend.apply.wire.Wire;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.schema.BuiltInSchemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A cluster for one test: a sandbox of its own, or the one of {@code -Dtend.it.kubeconfig=FILE}. On
 * either, a test works in namespaces that nobody else has, and leaves none behind.
 */
public final class TestCluster implements AutoCloseable {
  private final Optional<Sandbox> sandbox;
  private final Path kubeconfig;
  private final Cluster cluster;
  private final String namespace;

  private TestCluster(Optional<Sandbox> sandbox, Path kubeconfig, String namespace) {
    this.sandbox = sandbox;
    this.kubeconfig = kubeconfig;
    this.cluster =
        Cluster.connect(new ClusterConfig(Optional.of(kubeconfig), Optional.empty()), Map.of());
    this.namespace = namespace;
  }

  /**
   * @param folder for the sandbox's kubeconfig
   */
  public static TestCluster open(Path folder) {
    String namespace =
        "tend-it-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
    String given = System.getProperty("tend.it.kubeconfig", "");
    if (!given.isEmpty()) {
      return new TestCluster(Optional.empty(), Path.of(given), namespace);
    }
    Sandbox sandbox = Sandbox.start(SandboxConfig.inMemory());
    try {
      Path file = Files.writeString(folder.resolve("kubeconfig.yaml"), sandbox.kubeconfig());
      return new TestCluster(Optional.of(sandbox), file, namespace);
    } catch (IOException e) {
      sandbox.close();
      throw new UncheckedIOException(e);
    }
  }

  public Cluster cluster() {
    return cluster;
  }

  /** Another connection to the same cluster, which counts its own requests. */
  public Cluster connectAgain() {
    return Cluster.connect(new ClusterConfig(Optional.of(kubeconfig), Optional.empty()), Map.of());
  }

  /** Another connection, which tells of each request before it goes out, and never repeats one. */
  Cluster connectListening(Consumer<ApiRequest> listener) {
    Endpoint endpoint = new Kubeconfig(Map.of()).find(Optional.of(kubeconfig), Optional.empty());
    RetryPolicy once =
        new RetryPolicy(1, Duration.ZERO, Duration.ZERO, RandomGenerator.getDefault());
    return Cluster.over(Wire.to(endpoint, once, listener), BuiltInSchemas.load());
  }

  /** A name that no other test uses, also of cluster-scoped objects. It isn't created yet. */
  public String namespace() {
    return namespace;
  }

  /** Manifests of a text in which {@code $ns} stands for the namespace. */
  public List<Manifest> manifests(String yaml) {
    YamlReader.Result result =
        YamlReader.read(new SourceText("test.yaml", yaml.replace("$ns", namespace)));
    if (!result.problems().isEmpty()) {
      throw new IllegalArgumentException(result.problems().toString());
    }
    return result.manifests();
  }

  @Override
  public void close() {
    try {
      if (sandbox.isEmpty()) {
        Deletions.Target target =
            new Deletions.Target(
                new ResourceId("", "Namespace", "", namespace),
                "v1",
                "",
                ApplyEvent.Action.DELETED);
        Deadline deadline = Deadline.after(Duration.ofMinutes(2), Clock.systemUTC());
        new Deletions(cluster, new Workers(1), new Journal(event -> {}), deadline)
            .delete(List.of(target), true);
      }
    } finally {
      cluster.close();
      sandbox.ifPresent(Sandbox::close);
    }
  }
}
