package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.apply.ApplyEvent;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Follows rollouts that a cluster's controllers, scheduler and kubelets carry out. */
class RolloutIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String V1 = "apps/v1";

  private final List<ApplyEvent> events = new ArrayList<>();
  private final Patience patience =
      new Patience(Duration.ofMillis(300), Duration.ofMillis(50), Duration.ofSeconds(2), 2);
  @TempDir private Path folder;
  private RolloutCluster sandbox;
  private ResourceId web;
  private ResourceId db;
  private ResourceId agent;
  private ResourceId job;

  @BeforeEach
  void start() throws IOException {
    sandbox = RolloutCluster.open(folder);
    web = new ResourceId("apps", "Deployment", sandbox.namespace(), "web");
    db = new ResourceId("apps", "StatefulSet", sandbox.namespace(), "db");
    agent = new ResourceId("apps", "DaemonSet", sandbox.namespace(), "agent");
    job = new ResourceId("batch", "Job", sandbox.namespace(), "migrate");
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private RolloutReport track(ResourceId id, String apiVersion, Duration timeout) {
    return new RolloutTracker(new ClusterView(sandbox.cluster()), Clock.systemUTC(), patience)
        .track(Map.of(id, apiVersion), timeout, events::add);
  }

  private Rollouts rollouts() {
    ClusterView view = new ClusterView(sandbox.cluster());
    return new Rollouts(view, view, Clock.systemUTC(), patience);
  }

  private void deploy(String container) {
    sandbox.apply(workload("Deployment", "web", "replicas: 3", container));
  }

  private static String workload(String kind, String name, String spec, String container) {
    return """
    apiVersion: apps/v1
    kind: %s
    metadata: {name: %s, namespace: $ns}
    spec:
      %s
      selector: {matchLabels: {app: %s}}
      template:
        metadata: {labels: {app: %s}}
        spec: {containers: [{name: app, %s}]}
    """
        .formatted(kind, name, spec, name, name, container);
  }

  private Diagnosis onlyDiagnosis(RolloutReport report) {
    assertThat(report.diagnoses()).hasSize(1);
    assertThat(events.stream().filter(ApplyEvent.Diagnosed.class::isInstance)).hasSize(1);
    return report.diagnoses().getFirst();
  }

  @Test
  void aDeploymentBecomesReady() {
    deploy("image: 'shop/web:1'");

    RolloutReport report = track(web, V1, LONG);

    assertThat(report.succeeded()).isTrue();
    assertThat(report.readiness().get(web)).isEqualTo(new Readiness.Ready("3 of 3 pods ready"));
    assertThat(report.diagnoses()).isEmpty();
  }

  @Test
  void aNewImageIsFollowedToItsEnd() {
    deploy("image: 'shop/web:1'");
    track(web, V1, LONG);
    deploy("image: 'shop/web:2'");

    assertThat(track(web, V1, LONG).succeeded()).isTrue();
    assertThat(sandbox.pods())
        .extracting(pod -> new LiveObject(pod).images())
        .containsOnly("shop/web:2");
  }

  @Test
  void aPodOfAnOlderRevisionThatIsInTheWayOfTheNewOneIsNamed() {
    String spec = "replicas: 2\n  serviceName: db";
    sandbox.apply(workload("StatefulSet", "db", spec, "image: 'shop/db:does-not-exist'"));
    assertThat(track(db, V1, LONG).succeeded()).isFalse();
    events.clear();
    sandbox.apply(workload("StatefulSet", "db", spec, "image: 'shop/db:1'"));

    Diagnosis diagnosis = onlyDiagnosis(track(db, V1, LONG));

    assertThat(diagnosis.fatal()).isTrue();
    assertThat(diagnosis.summary()).contains("db-0", "shop/db:does-not-exist", "older revision");
    assertThat(diagnosis.advice())
        .singleElement()
        .asString()
        .contains("kubectl delete pod db-0 -n " + sandbox.namespace());
  }

  @Test
  void aTagThatDoesNotExistFailsTheRollout() {
    sandbox.assumeSimulatedImages();
    deploy("image: 'shop/web:1'");
    track(web, V1, LONG);
    events.clear();
    deploy("image: 'shop/web:does-not-exist'");

    RolloutReport report = track(web, V1, LONG);

    assertThat(report.succeeded()).isFalse();
    assertThat(report.timedOut()).isFalse();
    Diagnosis diagnosis = onlyDiagnosis(report);
    assertThat(diagnosis.cause()).isEqualTo("ImagePull");
    assertThat(diagnosis.subject().kind()).isEqualTo("Pod");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: container app in pod %s can't get its image shop/web:does-not-exist:"
                    .formatted(diagnosis.subject().name())
                + " its registry has no such image or tag");
    assertThat(diagnosis.advice())
        .contains(
            "go back to the revision before: tend rollout undo deploy/web -n "
                + sandbox.namespace());
    assertThat(report.readiness().get(web)).isInstanceOf(Readiness.Failing.class);
  }

  @Test
  void aCrashLoopIsToldWithItsLogAndFailsTheRollout() {
    sandbox.assumeSimulatedImages();
    deploy("image: 'shop/web:crash'");

    RolloutReport report = track(web, V1, LONG);

    assertThat(report.succeeded()).isFalse();
    assertThat(report.timedOut()).isFalse();
    Diagnosis diagnosis = onlyDiagnosis(report);
    assertThat(diagnosis.cause()).isEqualTo("CrashLoop");
    assertThat(diagnosis.summary()).contains("ends with exit code 1");
    assertThat(diagnosis.evidence())
        .anyMatch(line -> line.contains("required setting DATABASE_URL is not set"));
  }

  @Test
  void whatFitsOnNoNodeIsToldAndFailsWhenTheTimeIsUp() throws InterruptedException {
    deploy("image: 'shop/web:1', resources: {requests: {cpu: '4000'}}");

    awaitRefusedPods();

    RolloutReport report = track(web, V1, Duration.ofSeconds(4));

    assertThat(report.timedOut()).isTrue();
    Diagnosis diagnosis = onlyDiagnosis(report);
    assertThat(diagnosis.cause()).isEqualTo("Unschedulable");
    assertThat(diagnosis.summary()).matches(".*: of \\d+ nodes?, \\d+ Insufficient cpu");
    assertThat(diagnosis.advice())
        .first()
        .asString()
        .startsWith("lower resources.requests.cpu (container app asks for 4");
  }

  private void awaitRefusedPods() throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (System.nanoTime() < end) {
      if (sandbox.pods().stream().anyMatch(RolloutIT::isRefused)) {
        return;
      }
      Thread.sleep(20);
    }
    throw new AssertionError("no pod was refused by the scheduler: " + sandbox.pods());
  }

  private static boolean isRefused(JsonNode pod) {
    return pod.at("/status/conditions")
        .valueStream()
        .anyMatch(
            condition ->
                condition.path("type").asText().equals("PodScheduled")
                    && condition.path("status").asText().equals("False"));
  }

  @Test
  void aMissingConfigMapFailsTheRollout() {
    sandbox.assumeSimulatedImages();
    deploy("image: 'shop/web:1', envFrom: [{configMapRef: {name: settings}}]");

    Diagnosis diagnosis = onlyDiagnosis(track(web, V1, LONG));

    assertThat(diagnosis.cause()).isEqualTo("ContainerConfig");
    assertThat(diagnosis.advice())
        .first()
        .asString()
        .startsWith("create ConfigMap settings in namespace " + sandbox.namespace());
  }

  @Test
  void aStatefulSetBecomesReadyAndFailsByItsNewRevision() {
    sandbox.assumeSimulatedImages();
    sandbox.apply(workload("StatefulSet", "db", "serviceName: db\n  replicas: 2", "image: 'db:1'"));
    assertThat(track(db, V1, LONG).succeeded()).isTrue();
    events.clear();
    sandbox.apply(
        workload(
            "StatefulSet", "db", "serviceName: db\n  replicas: 2", "image: 'db:does-not-exist'"));

    RolloutReport report = track(db, V1, LONG);

    assertThat(report.succeeded()).isFalse();
    assertThat(onlyDiagnosis(report).subject().name()).isEqualTo("db-1");
  }

  @Test
  void aDaemonSetBecomesReadyAndFailsByItsNewRevision() {
    sandbox.assumeSimulatedImages();
    sandbox.apply(workload("DaemonSet", "agent", "minReadySeconds: 0", "image: 'agent:1'"));
    assertThat(track(agent, V1, LONG).succeeded()).isTrue();
    events.clear();
    sandbox.apply(
        workload("DaemonSet", "agent", "minReadySeconds: 0", "image: 'agent:does-not-exist'"));

    RolloutReport report = track(agent, V1, LONG);

    assertThat(report.succeeded()).isFalse();
    assertThat(onlyDiagnosis(report).cause()).isEqualTo("ImagePull");
  }

  @Test
  void aJobThatFailsIsToldWithTheEndOfItsLog() {
    sandbox.assumeSimulatedImages();
    sandbox.apply(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate, namespace: $ns}
        spec:
          backoffLimit: 0
          template:
            spec: {restartPolicy: Never, containers: [{name: app, image: 'shop/migrate:crash'}]}
        """);

    RolloutReport report = track(job, "batch/v1", LONG);

    assertThat(report.succeeded()).isFalse();
    Diagnosis diagnosis = onlyDiagnosis(report);
    assertThat(diagnosis.summary())
        .startsWith("Job/migrate: container app in pod migrate-")
        .endsWith("(image shop/migrate:crash) ends with exit code 1");
    assertThat(diagnosis.evidence()).anyMatch(line -> line.contains("DATABASE_URL"));
  }

  @Test
  void anUndoneRolloutHasTheTemplateOfTheRevisionBeforeUnderANewNumber() {
    sandbox.assumeSimulatedImages();
    deploy("image: 'shop/web:1'");
    track(web, V1, LONG);
    deploy("image: 'shop/web:does-not-exist'");
    track(web, V1, LONG);

    assertThat(rollouts().undo(web, V1, 0).number()).isEqualTo(1);

    assertThat(rollouts().status(web, V1, LONG, events::add).succeeded()).isTrue();
    assertThat(rollouts().history(web, V1))
        .extracting(WorkloadRevision::number, WorkloadRevision::images, WorkloadRevision::current)
        .containsExactly(
            Tuple.tuple(2L, List.of("shop/web:does-not-exist"), false),
            Tuple.tuple(3L, List.of("shop/web:1"), true));
    // A corrected manifest applies without a conflict between the apply and the undo.
    deploy("image: 'shop/web:2'");
    assertThat(track(web, V1, LONG).succeeded()).isTrue();
  }

  @Test
  void whatAnUndoBroughtBackGoesWithTheNextApply() {
    deploy("image: 'shop/web:1', env: [{name: OLD, value: x}]");
    track(web, V1, LONG);
    deploy("image: 'shop/web:1'");
    track(web, V1, LONG);
    rollouts().undo(web, V1, 0);
    assertThat(environment()).isEqualTo("OLD");

    deploy("image: 'shop/web:1'");

    assertThat(environment()).isEmpty();
  }

  private String environment() {
    return sandbox
        .cluster()
        .get(web, V1)
        .orElseThrow()
        .at("/spec/template/spec/containers/0/env/0/name")
        .asText("");
  }

  @Test
  void aStatefulSetIsUndoneByItsControllerRevisions() {
    String spec = "serviceName: db\n  replicas: 1";
    sandbox.apply(workload("StatefulSet", "db", spec, "image: 'db:1'"));
    track(db, V1, LONG);
    sandbox.apply(workload("StatefulSet", "db", spec, "image: 'db:2'"));
    track(db, V1, LONG);

    assertThat(rollouts().undo(db, V1, 0).images()).containsExactly("db:1");

    assertThat(track(db, V1, LONG).succeeded()).isTrue();
    assertThat(sandbox.pods())
        .extracting(pod -> new LiveObject(pod).images())
        .containsExactly("db:1");
  }

  @Test
  void aRestartReplacesEveryPod() {
    deploy("image: 'shop/web:1'");
    track(web, V1, LONG);
    List<String> before = sandbox.pods().stream().map(pod -> new LiveObject(pod).name()).toList();

    rollouts().restart(web, V1);

    assertThat(track(web, V1, LONG).succeeded()).isTrue();
    assertThat(sandbox.pods())
        .hasSize(3)
        .extracting(pod -> new LiveObject(pod).name())
        .doesNotContainAnyElementsOf(before);
  }

  @Test
  void aPausedDeploymentKeepsItsPodsUntilItIsResumed() {
    deploy("image: 'shop/web:1'");
    track(web, V1, LONG);
    rollouts().pause(web, V1);
    assertThat(track(web, V1, LONG).succeeded()).isTrue();
    deploy("image: 'shop/web:2'");

    assertThat(track(web, V1, LONG).readiness())
        .hasEntrySatisfying(
            web,
            paused -> {
              assertThat(paused).isInstanceOf(Readiness.Failing.class);
              assertThat(paused.message())
                  .startsWith("paused, ")
                  .endsWith("go on with: tend rollout resume deploy/web -n " + sandbox.namespace());
            });
    assertThatThrownBy(() -> rollouts().restart(web, V1)).isInstanceOf(KnownFailure.class);
    rollouts().resume(web, V1);

    assertThat(track(web, V1, LONG).succeeded()).isTrue();
    assertThat(sandbox.pods())
        .extracting(pod -> new LiveObject(pod).images())
        .containsOnly("shop/web:2");
  }
}
