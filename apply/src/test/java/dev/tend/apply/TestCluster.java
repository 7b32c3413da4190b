package dev.tend.apply;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.Endpoint;
import dev.tend.apply.wire.Kubeconfig;
import dev.tend.apply.wire.RetryPolicy;
import dev.tend.apply.wire.Wire;
import dev.tend.manifest.GroupVersionKind;
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
 * A cluster for one test: a sandbox of its own, or the one of {@code -Dtend.it.kubeconfig=FILE} or
 * {@code TEND_IT_KUBECONFIG}. On either, a test works in namespaces that nobody else has, and
 * leaves none behind.
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
    return open(folder, SandboxConfig.inMemory());
  }

  /**
   * @param config of a sandbox, where no other cluster is given
   */
  public static TestCluster open(Path folder, SandboxConfig config) {
    String namespace =
        "tend-it-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT);
    Optional<Path> given = given();
    if (given.isPresent()) {
      return new TestCluster(Optional.empty(), given.get(), namespace);
    }
    Sandbox sandbox = Sandbox.start(config);
    try {
      Path file = Files.writeString(folder.resolve("kubeconfig.yaml"), sandbox.kubeconfig());
      return new TestCluster(Optional.of(sandbox), file, namespace);
    } catch (IOException e) {
      sandbox.close();
      throw new UncheckedIOException(e);
    }
  }

  /** The kubeconfig of the cluster that the tests shall run against, if they shall not make one. */
  public static Optional<Path> given() {
    String environment = System.getenv().getOrDefault("TEND_IT_KUBECONFIG", "");
    String path = System.getProperty("tend.it.kubeconfig", environment);
    return path.isEmpty() ? Optional.empty() : Optional.of(Path.of(path).toAbsolutePath());
  }

  /** Leaves a test out where images don't fail as their tags say. */
  public void assumeImagesThatFail() {
    assumeTrue(
        sandbox.isPresent() || nodes("/metadata/name", "sandbox-"),
        "needs images that fail by their tags");
  }

  /** Leaves a test out where images are really pulled and run. */
  void assumeImagesThatEnd() {
    assumeTrue(
        sandbox.isPresent()
            || nodes("/metadata/name", "sandbox-")
            || nodes("/status/nodeInfo/kubeletVersion", "kwok"),
        "needs images that nobody has to pull, and jobs whose pods end");
  }

  private boolean nodes(String pointer, String beginning) {
    return cluster.list(new GroupVersionKind("", "v1", "Node"), "", "").stream()
        .allMatch(node -> node.at(pointer).asText().startsWith(beginning));
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
