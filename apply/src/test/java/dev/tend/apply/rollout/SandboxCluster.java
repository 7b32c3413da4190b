package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.Applier;
import dev.tend.apply.ApplyOptions;
import dev.tend.apply.ApplyReport;
import dev.tend.apply.Cluster;
import dev.tend.apply.ClusterConfig;
import dev.tend.diff.Force;
import dev.tend.diff.Planner;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sandbox, and a client that reaches it as it would any cluster. */
final class SandboxCluster implements AutoCloseable {
  private final Sandbox sandbox;
  private final Cluster cluster;

  SandboxCluster(Path folder) throws IOException {
    this(folder, Optional.empty());
  }

  /**
   * @param rules how containers behave
   */
  SandboxCluster(Path folder, Optional<Path> rules) throws IOException {
    sandbox =
        Sandbox.start(
            new SandboxConfig(
                Optional.empty(), 0, rules, 1, Duration.ofMillis(5), Clock.systemUTC()));
    Path kubeconfig = folder.resolve("kubeconfig.yaml");
    Files.writeString(kubeconfig, sandbox.kubeconfig());
    cluster =
        Cluster.connect(new ClusterConfig(Optional.of(kubeconfig), Optional.empty()), Map.of());
  }

  Cluster cluster() {
    return cluster;
  }

  /** Applies and doesn't wait. */
  void apply(String yaml) {
    ApplyReport report =
        new Applier(cluster, Clock.systemUTC())
            .apply(
                new Planner(cluster)
                    .plan(
                        YamlReader.read(new SourceText("test", yaml)).manifests(),
                        new Planner.Options(Force.NONE, 1, Planner.Care.ALL)),
                ApplyOptions.standard("default").awaiting(false),
                event -> {});
    if (!report.succeeded()) {
      throw new AssertionError(report);
    }
  }

  List<ObjectNode> pods() {
    return cluster.list(new GroupVersionKind("", "v1", "Pod"), "default", "").stream()
        .filter(pod -> !new LiveObject(pod).deleting())
        .toList();
  }

  @Override
  public void close() {
    cluster.close();
    sandbox.close();
  }
}
