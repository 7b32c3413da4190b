package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.TestCluster;
import dev.tend.manifest.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a node does to pods is told by its cause. */
class KubeletCausesIT {
  private static final String RULES =
      """
      apiVersion: sandbox.tend.dev/v1alpha1
      kind: KubeletRules
      metadata: {name: causes}
      rules:
      - match: {image: "shop/hung:*"}
        liveness: {fail: {message: "context deadline exceeded"}}
        ready: never
      - match: {image: "shop/slow:*"}
        startup: {fail: {}}
      - match: {image: "shop/hook:*"}
        postStart: {fail: true}
      - match: {image: "shop/greedy:*"}
        ready: never
        evict: {after: 3s, resource: memory}
      - match: {image: "shop/unready:*"}
        readiness: {fail: {message: "HTTP probe failed with statuscode: 404"}}
      - match: {image: "shop/root:*"}
        start: {user: root}
      - match: {image: "shop/nothing:*"}
        start: {error: 'exec: "serve": executable file not found in $PATH'}
      """;
  private static final Patience PATIENCE =
      new Patience(Duration.ofMillis(300), Duration.ofMillis(50), Duration.ofSeconds(2), 2);

  @TempDir private static Path folder;
  private static RolloutCluster sandbox;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(TestCluster.given().isEmpty(), "needs a sandbox with rules of its own");
    Path rules = Files.writeString(folder.resolve("rules.yaml"), RULES);
    sandbox = RolloutCluster.open(folder, Optional.of(rules));
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hung | livenessProbe: {httpGet: {port: 80}, periodSeconds: 1, failureThreshold: 2} | CrashLoop | is stopped since its liveness probe fails
          slow | startupProbe: {httpGet: {port: 80}, periodSeconds: 1, failureThreshold: 2} | CrashLoop | is stopped since its startup probe fails
          hook | lifecycle: {postStart: {exec: {command: [warm-up]}}} | CrashLoop | is stopped since its postStart hook fails
          greedy | resources: {requests: {memory: 1Mi}} | Evicted | was evicted: The node was low on resource: memory
          unready | readinessProbe: {httpGet: {port: 80, path: /up}, periodSeconds: 1} | Probe | runs, but its readiness probe (GET /up on port 80) fails
          root | securityContext: {runAsNonRoot: true} | ContainerConfig | can't be created: container has runAsNonRoot and image will run as root
          nothing | tty: false | CrashLoop | can't be started
          absent | imagePullPolicy: Never | ImagePull | can't get its image shop/absent:1: it isn't on the node, and its pull policy is Never
          key | env: [{name: A, valueFrom: {secretKeyRef: {name: keys, key: a}}}] | ContainerConfig | can't be created: secret "keys" not found
          mount | volumeMounts: [{name: v, mountPath: /v}] | Mount | can't be mounted: MountVolume.SetUp failed for volume "v" : configmap "settings" not found
          """)
  void isTold(String name, String container, String cause, String summary) {
    sandbox.apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %s, namespace: $ns}
        spec:
          selector: {matchLabels: {app: %s}}
          template:
            metadata: {labels: {app: %s}}
            spec:
              containers: [{name: app, image: "shop/%s:1", %s}]
              volumes: [%s]
        """
            .formatted(name, name, name, name, container, volume(name)));
    ResourceId id = new ResourceId("apps", "Deployment", sandbox.namespace(), name);

    List<Diagnosis> told = new ArrayList<>();
    Thread self = Thread.currentThread();
    RolloutReport report =
        new RolloutTracker(new ClusterView(sandbox.cluster()), Clock.systemUTC(), PATIENCE)
            .track(
                Map.of(id, "apps/v1"),
                Duration.ofMinutes(2),
                event -> {
                  if (event instanceof ApplyEvent.Diagnosed(ResourceId about, Diagnosis found)) {
                    told.add(found);
                    if (found.cause().equals(cause) && found.summary().contains(summary)) {
                      // Some of these never end the wait, and nothing more is expected.
                      self.interrupt();
                    }
                  }
                });
    Thread.interrupted();
    told.addAll(report.diagnoses());

    assertThat(report.succeeded()).isFalse();
    assertThat(told)
        .anySatisfy(
            diagnosis -> {
              assertThat(diagnosis.cause()).isEqualTo(cause);
              assertThat(diagnosis.summary()).contains(summary);
              assertThat(diagnosis.advice()).isNotEmpty();
            });
  }

  private static String volume(String name) {
    return name.equals("mount") ? "{name: v, configMap: {name: settings}}" : "";
  }
}
