package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.apply.inventory.Ownership;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadCausesTest {
  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: migrate, namespace: shop, uid: j1, generation: 1}
      spec: {activeDeadlineSeconds: 60}
      status: {%s}
      """;

  @Test
  void aRefusedPodShowsOnTheReplicaSetOnly() {
    String refusedSet =
        Scene.NEW_REPLICA_SET
            + """
            status:
              conditions:
              - type: ReplicaFailure
                status: "True"
                message: 'pods "web-2-x" is forbidden: exceeded quota: compute, requested: limits.cpu=2, used: limits.cpu=0, limited: limits.cpu=1'
            """;

    Diagnosis diagnosis = Scene.diagnose(Scene.DEPLOYMENT + "---\n" + refusedSet).getFirst();

    assertThat(diagnosis.cause()).isEqualTo("QuotaExceeded");
    assertThat(diagnosis.subject().kindAndName()).isEqualTo("ReplicaSet/web-2");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: its pods are refused: exceeded quota: compute, requested:"
                + " limits.cpu=2, used: limits.cpu=0, limited: limits.cpu=1");
    assertThat(diagnosis.fatal()).isTrue();
  }

  @Test
  void undoingIsAdvisedOnlyWhereAQuotaRefusesANewTemplate() {
    String midway = Scene.DEPLOYMENT.replace("updatedReplicas: 2", "updatedReplicas: 1");
    String first = midway.replace("revision: \"2\"", "revision: \"1\"");

    assertThat(adviceOnQuota(midway, Scene.NEW_REPLICA_SET))
        .contains("go back to the revision before: tend rollout undo deploy/web -n shop");
    assertThat(adviceOnQuota(Scene.DEPLOYMENT, Scene.NEW_REPLICA_SET))
        .noneMatch(advice -> advice.contains("go back"));
    assertThat(
            adviceOnQuota(
                first, Scene.NEW_REPLICA_SET.replace("revision: \"2\"", "revision: \"1\"")))
        .noneMatch(advice -> advice.contains("go back"));
  }

  @Test
  void anAppsWorkloadGoesBackWithTheApp() {
    String ofApp = Scene.DEPLOYMENT.replace("uid: d1,", "uid: d1, labels: {%s},");
    String here = new Ownership("store", "shop").mark(asManifest()).content().toString();
    String set = here.replaceAll(".*(applyset-[^\"]*-v1).*", "$1");

    assertThat(
            adviceOnQuota(
                ofApp.formatted(
                    "tend.dev/app: store, applyset.kubernetes.io/part-of: '" + set + "'"),
                Scene.NEW_REPLICA_SET))
        .contains("go back to the app's revision before: tend rollback store -n shop");
    assertThat(
            adviceOnQuota(
                ofApp.formatted(
                    "tend.dev/app: store, applyset.kubernetes.io/part-of: applyset-other-v1"),
                Scene.NEW_REPLICA_SET))
        .contains("go back to the app's revision before: tend rollback store");
  }

  private static Manifest asManifest() {
    return Manifest.of(Fixtures.object(Scene.DEPLOYMENT), Origin.generated("test"));
  }

  private static List<String> adviceOnQuota(String deployment, String replicaSet) {
    String refused =
        replicaSet
            + """
            status:
              conditions:
              - {type: ReplicaFailure, status: "True", message: 'pods "x" is forbidden: exceeded quota: q'}
            """;
    return Scene.diagnose(deployment + "---\n" + refused).getFirst().advice();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pods "x" is forbidden: exceeded quota: q, requested: pods=1, used: pods=5, limited: pods=5 | QuotaExceeded
          pods "x" is forbidden: failed quota: q: must specify limits.cpu | QuotaExceeded
          pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true | PodSecurity
          pods "x" is forbidden: maximum cpu usage per Container is 1, but limit is 2 | LimitRange
          pods "x" is forbidden: error looking up service account shop/x: serviceaccount "x" not found | ServiceAccount
          admission webhook "policy.example.com" denied the request: no | Webhook
          Internal error occurred: failed calling webhook "w": context deadline exceeded | PodRefused
          """)
  void tellsWhoRefuses(String message, String cause) {
    String statefulSet =
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: shop, uid: s1}
        spec: {replicas: 1}
        """;

    assertThat(Scene.diagnose(statefulSet + Scene.event("s1", "FailedCreate", 3, message)))
        .extracting(Diagnosis::cause)
        .containsExactly(cause);
  }

  @Test
  void aRefusalThatIsOverIsNotTold() {
    String podSinceThen =
        Scene.podOf("s1", "db-0", "", "")
            .replace("uid: db-0,", "uid: db-0, creationTimestamp: '2026-01-01T00:09:55Z',");

    assertThat(
            Scene.diagnose(
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: db, namespace: shop, uid: s1}
                spec: {replicas: 2}
                """
                    + podSinceThen
                    + Scene.event("s1", "FailedCreate", 3, "exceeded quota")))
        .isEmpty();
  }

  @Test
  void theNewestSchedulersMessageIsTakenApart() {
    Diagnosis diagnosis =
        unschedulable(
            "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint(s). no"
                + " new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is"
                + " not helpful for scheduling.");

    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: no node takes pod web-2-a: of 3 nodes, 1 Insufficient cpu, 2 had"
                + " untolerated taint(s)");
    assertThat(diagnosis.advice())
        .contains(
            "tolerate the nodes' taints (kubectl describe nodes lists them), or add a node"
                + " without");
  }

  @Test
  void theSchedulersMessageIsTakenApart() {
    Diagnosis diagnosis =
        unschedulable(
            "0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint"
                + " {dedicated: gpu}. preemption: 0/3 nodes are available: 3 Preemption is not"
                + " helpful for scheduling.");

    assertThat(diagnosis.cause()).isEqualTo("Unschedulable");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: no node takes pod web-2-a: of 3 nodes, 1 Insufficient cpu, 2 had"
                + " untolerated taint {dedicated: gpu}");
    assertThat(diagnosis.advice())
        .containsExactly(
            "lower resources.requests.cpu (container app asks for 64), or add a node with more of"
                + " it",
            "tolerate the taint dedicated: gpu, or add a node without it");
    assertThat(diagnosis.fatal()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.  | disk=ssd
          0/2 nodes are available: 2 node(s) were unschedulable.                         | uncordon
          0/2 nodes are available: 2 Too many pods.                                      | as many pods as they may
          0/2 nodes are available: 2 node(s) didn't have free ports for the requested pod ports. | hostPort
          0/2 nodes are available: 2 node(s) had volume node affinity conflict.          | its volume
          0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.       | anti-affinity
          0/2 nodes are available: 2 node(s) didn't match pod topology spread constraints. | topologySpreadConstraints
          0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims.     | claims
          0/2 nodes are available: 2 Insufficient memory.                                | no container asks for any
          0/1 nodes are available: 1 node(s) had taint {a: b}, that the pod didn't tolerate. | tolerate the taint a: b
          no nodes available to schedule pods                                            | add a node
          """)
  void eachObstacleHasItsAdvice(String message, String advice) {
    assertThat(unschedulable(message).advice()).singleElement().asString().contains(advice);
  }

  private static Diagnosis unschedulable(String message) {
    return Scene.diagnose(
            Scene.WORKLOAD
                + Scene.pod(
                    "web-2-a",
                    "nodeSelector: {disk: ssd}, containers: [{name: app, image: 'shop/web:2', resources: {requests: {cpu: 64}}}]",
                    "phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable, message: '%s'}]"
                        .formatted(message.replace("'", "''"))))
        .getFirst();
  }

  @Test
  void aVolumeThatNamesAMissingSecretIsFatal() {
    Diagnosis diagnosis =
        Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.pod(
                        "web-2-a",
                        "containers: [{name: app, image: 'shop/web:2'}]",
                        "phase: Pending, conditions: [{type: PodScheduled, status: 'True'}],"
                            + " containerStatuses: [{name: app, state: {waiting: {reason: ContainerCreating}}}]")
                    + Scene.event(
                        "web-2-a",
                        "FailedMount",
                        5,
                        "MountVolume.SetUp failed for volume \"tls\" : secret \"web-tls\" not found"))
            .getFirst();

    assertThat(diagnosis.cause()).isEqualTo("Mount");
    assertThat(diagnosis.advice())
        .first()
        .asString()
        .startsWith("create Secret web-tls in namespace shop");
    assertThat(diagnosis.fatal()).isTrue();
  }

  @Test
  void aMountThatFailedOnceBeforeTheImageIsPulledIsOver() {
    String waiting =
        Scene.pod(
            "web-2-a",
            "containers: [{name: app, image: 'shop/web:2'}]",
            "phase: Pending, conditions: [{type: PodScheduled, status: 'True'}]");
    String failed =
        Scene.event("web-2-a", "FailedMount", 1, "configmap \"web\" not found")
            .replace("00:09:50Z", "00:09:40Z");
    String pulling = Scene.containerEvent("web-2-a", "Pulling", 1, "Pulling image");

    assertThat(Scene.diagnose(Scene.WORKLOAD + waiting + failed)).hasSize(1);
    assertThat(Scene.diagnose(Scene.WORKLOAD + waiting + failed + pulling)).isEmpty();
  }

  @Test
  void aClaimWithoutAVolumeIsNamed() {
    List<Diagnosis> diagnoses =
        Scene.diagnose(
            Scene.WORKLOAD
                + Scene.pod(
                    "web-2-a",
                    "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]",
                    "phase: Pending")
                + """
                ---
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: shop, uid: c1}
                spec: {storageClassName: fast}
                status: {phase: Pending}
                """
                + Scene.event(
                    "c1",
                    "ProvisioningFailed",
                    2,
                    "storageclass.storage.k8s.io \"fast\" not found"));

    assertThat(diagnoses).extracting(Diagnosis::cause).containsExactly("ClaimPending");
    assertThat(diagnoses.getFirst().advice())
        .containsExactly("storage class fast doesn't exist: name one that does, or create it");
  }

  @Test
  void aDeadlineIsTheCauseOnlyWhereNothingElseIs() {
    String late =
        Scene.WORKLOAD.replace(
            "updatedReplicas: 2}",
            "updatedReplicas: 2, conditions: [{type: Progressing, status: 'False', reason:"
                + " ProgressDeadlineExceeded, message: timed out}]}");

    assertThat(Scene.diagnose(late))
        .extracting(Diagnosis::cause, Diagnosis::summary)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "ProgressDeadline",
                "Deployment/web: made no progress for 10m (progressDeadlineSeconds)"));
    assertThat(
            Scene.diagnose(
                late + Scene.appPod("web-2-a", "state: {waiting: {reason: ErrImagePull}}")))
        .extracting(Diagnosis::cause)
        .containsExactly("ImagePull");
  }

  @Test
  void aFailedJobIsExplainedByItsPods() {
    String failed =
        JOB.formatted("conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]");

    assertThat(
            Scene.diagnose(
                failed
                    + Scene.podOf(
                        "j1",
                        "migrate-x",
                        "containers: [{name: migrate, image: 'm:1'}]",
                        "phase: Failed, containerStatuses: [{name: migrate, state: {terminated: {exitCode: 2, reason: Error}}}]")))
        .extracting(Diagnosis::summary)
        .containsExactly(
            "Job/migrate: container migrate in pod migrate-x (image m:1) ends with exit code 2");
  }

  @Test
  void aJobWithoutPodsIsExplainedByItsCondition() {
    String failed =
        JOB.formatted(
            "conditions: [{type: Failed, status: 'True', reason: DeadlineExceeded, message: too"
                + " long}]");

    assertThat(Scene.diagnose(failed))
        .extracting(Diagnosis::summary)
        .containsExactly("Job/migrate: failed: too long");
  }
}
