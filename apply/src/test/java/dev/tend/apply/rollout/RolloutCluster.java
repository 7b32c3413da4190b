package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.Applier;
import dev.tend.apply.ApplyOptions;
import dev.tend.apply.ApplyReport;
import dev.tend.apply.Cluster;
import dev.tend.apply.TestCluster;
import dev.tend.diff.Check;
import dev.tend.diff.Force;
import dev.tend.diff.Planner;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.SandboxConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A cluster in which workloads roll out, in a namespace of their own. */
final class RolloutCluster implements AutoCloseable {
  private final TestCluster test;

  private RolloutCluster(TestCluster test) {
    this.test = test;
  }

  static RolloutCluster open(Path folder) {
    return open(folder, Optional.empty());
  }

  /**
   * @param rules how containers behave
   */
  static RolloutCluster open(Path folder, Optional<Path> rules) {
    SandboxConfig config =
        new SandboxConfig(Optional.empty(), 0, rules, 1, Duration.ofMillis(5), Clock.systemUTC());
    RolloutCluster cluster = new RolloutCluster(TestCluster.open(folder, config));
    cluster.apply("{apiVersion: v1, kind: Namespace, metadata: {name: $ns}}");
    return cluster;
  }

  /** Leaves a test out where images don't do what their tags say. */
  void assumeSimulatedImages() {
    test.assumeImagesThatFail();
  }

  Cluster cluster() {
    return test.cluster();
  }

  String namespace() {
    return test.namespace();
  }

  /** Applies and doesn't wait; {@code $ns} stands for the namespace. */
  void apply(String yaml) {
    ApplyReport report =
        new Applier(cluster(), Clock.systemUTC())
            .apply(
                new Planner(cluster())
                    .plan(
                        test.manifests(yaml),
                        new Planner.Options(Force.NONE, 1, Planner.Care.ALL, Check.NONE)),
                ApplyOptions.standard(namespace()).awaiting(false),
                event -> {});
    if (!report.succeeded()) {
      throw new AssertionError(report);
    }
  }

  List<ObjectNode> pods() {
    return cluster().list(new GroupVersionKind("", "v1", "Pod"), namespace(), "").stream()
        .filter(pod -> !new LiveObject(pod).deleting())
        .toList();
  }

  @Override
  public void close() {
    test.close();
  }
}
