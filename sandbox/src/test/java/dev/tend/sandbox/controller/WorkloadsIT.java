package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkloadsIT {
  private static final String DATABASE =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db}
      spec:
        replicas: 3
        serviceName: db
        podManagementPolicy: OrderedReady
        updateStrategy: {type: RollingUpdate, rollingUpdate: {partition: 0}}
        selector: {matchLabels: {app: db}}
        template:
          metadata: {labels: {app: db}}
          spec:
            terminationGracePeriodSeconds: 10
            containers:
            - {name: db, image: "postgres:17", imagePullPolicy: IfNotPresent}
        volumeClaimTemplates:
        - metadata: {name: data}
          spec:
            accessModes: [ReadWriteOnce]
            storageClassName: standard
            resources: {requests: {storage: 1Gi}}
      """;
  private static final String AGENT =
      """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: agent}
      spec:
        updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1}}
        selector: {matchLabels: {app: agent}}
        template:
          metadata: {labels: {app: agent}}
          spec:
            containers:
            - {name: agent, image: "agent:1", imagePullPolicy: IfNotPresent}
      """;

  private Cluster cluster;

  @BeforeEach
  void start() {
    cluster = Cluster.start(3);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private static boolean settled(JsonNode set, int replicas) {
    JsonNode status = set.path("status");
    return status.path("observedGeneration").asLong() == Meta.generation(set)
        && status.path("replicas").asInt() == replicas
        && status.path("readyReplicas").asInt() == replicas
        && status.path("updatedReplicas").asInt() == replicas
        && status.path("currentRevision").equals(status.path("updateRevision"));
  }

  private static void image(ObjectNode workload, String image) {
    ((ObjectNode) workload.at("/spec/template/spec/containers/0")).put("image", image);
  }

  @Test
  void statefulSetStartsItsPodsInOrderEachWithItsClaim() {
    List<ObjectEvent> pods = cluster.history("", "Pod");
    cluster.create(DATABASE);

    cluster.await("apps", "StatefulSet", "db", set -> settled(set, 3));

    Map<String, Boolean> ready = new TreeMap<>();
    for (ObjectEvent event : pods) {
      int ordinal = Integer.parseInt(event.id().name().substring(3));
      for (int before = 0; before < ordinal; before++) {
        assertThat(ready).containsEntry("db-" + before, true);
      }
      ready.put(event.id().name(), Pods.ready(event.object()));
    }
    assertThat(cluster.list("", "PersistentVolumeClaim"))
        .extracting(Meta::name)
        .containsExactly("data-db-0", "data-db-1", "data-db-2");
    assertThat(cluster.list("", "PersistentVolumeClaim"))
        .allMatch(claim -> claim.at("/status/phase").asText().equals("Bound"));
    ObjectNode pod = cluster.get("", "Pod", "db-1");
    assertThat(Meta.label(pod, "apps.kubernetes.io/pod-index")).isEqualTo("1");
    assertThat(Meta.label(pod, "statefulset.kubernetes.io/pod-name")).isEqualTo("db-1");
    assertThat(pod.at("/spec/hostname").asText()).isEqualTo("db-1");
    assertThat(pod.at("/spec/subdomain").asText()).isEqualTo("db");
    assertThat(cluster.events("SuccessfulCreate"))
        .contains(
            "create Claim data-db-0 Pod db-0 in StatefulSet db success",
            "create Pod db-2 in StatefulSet db successful");
  }

  @Test
  void statefulSetRenewsFromTheLastPodToThePartition() {
    cluster.create(DATABASE);
    cluster.await("apps", "StatefulSet", "db", set -> settled(set, 3));
    String before = cluster.get("apps", "StatefulSet", "db").at("/status/updateRevision").asText();

    cluster.change(
        "apps",
        "StatefulSet",
        "db",
        set -> {
          image(set, "postgres:18");
          set.withObject("/spec/updateStrategy/rollingUpdate").put("partition", 1);
        });
    ObjectNode set =
        cluster.await(
            "apps",
            "StatefulSet",
            "db",
            found ->
                found.at("/status/updatedReplicas").asInt() == 2
                    && found.at("/status/readyReplicas").asInt() == 3
                    && !found.at("/status/updateRevision").asText().equals(before));

    assertThat(set.at("/status/currentRevision").asText()).isEqualTo(before);
    assertThat(cluster.get("", "Pod", "db-0").at("/spec/containers/0/image").asText())
        .isEqualTo("postgres:17");
    assertThat(cluster.get("", "Pod", "db-1").at("/spec/containers/0/image").asText())
        .isEqualTo("postgres:18");
    cluster.change(
        "apps",
        "StatefulSet",
        "db",
        found -> found.withObject("/spec/updateStrategy/rollingUpdate").put("partition", 0));
    cluster.await("apps", "StatefulSet", "db", found -> settled(found, 3));
    assertThat(cluster.list("apps", "ControllerRevision")).hasSize(2);
  }

  @Test
  void statefulSetShrinksFromTheEndAndKeepsItsClaims() {
    cluster.create(DATABASE);
    cluster.await("apps", "StatefulSet", "db", set -> settled(set, 3));

    cluster.change("apps", "StatefulSet", "db", set -> set.withObject("/spec").put("replicas", 1));
    cluster.await("apps", "StatefulSet", "db", set -> settled(set, 1));

    assertThat(cluster.pods()).extracting(Meta::name).containsExactly("db-0");
    assertThat(cluster.list("", "PersistentVolumeClaim")).hasSize(3);
  }

  @Test
  void statefulSetTakesItsClaimsAlongWhereItIsToldTo() {
    cluster.create(
        DATABASE.replace(
            "serviceName: db",
            "serviceName: db\n  persistentVolumeClaimRetentionPolicy: {whenScaled: Delete, whenDeleted: Delete}"));
    cluster.await("apps", "StatefulSet", "db", set -> settled(set, 3));

    cluster.change("apps", "StatefulSet", "db", set -> set.withObject("/spec").put("replicas", 1));
    cluster.until(() -> cluster.list("", "PersistentVolumeClaim").size() == 1);
    assertThat(cluster.list("", "PersistentVolumeClaim"))
        .extracting(Meta::name)
        .containsExactly("data-db-0");

    cluster.api().delete(cluster.id("apps", "StatefulSet", "db"), "Background");
    cluster.until(() -> cluster.list("", "PersistentVolumeClaim").isEmpty());
    cluster.until(() -> cluster.api().list("", "PersistentVolume", "").isEmpty());
  }

  @Test
  void cronJobMakesAJobForTheTimeThatIsDue() {
    cluster.create(
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: nightly}
        spec:
          schedule: "0 0 1 1 *"
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  containers: [{name: work, image: "work:1"}]
        """);
    assertThat(cluster.list("batch", "Job")).isEmpty();

    ObjectNode cron = cluster.get("batch", "CronJob", "nightly").deepCopy();
    cron.withObject("/status").put("lastScheduleTime", "2020-06-01T00:00:00Z");
    // Its controller may have written since.
    cron.withObject("/metadata").remove("resourceVersion");
    cluster.api().updateStatus(cron, "test");
    cluster.until(() -> !cluster.list("batch", "Job").isEmpty());

    ObjectNode job = cluster.list("batch", "Job").getFirst();
    assertThat(Meta.name(job)).matches("nightly-\\d+");
    assertThat(Meta.annotation(job, "batch.kubernetes.io/cronjob-scheduled-timestamp"))
        .endsWith("-01-01T00:00:00Z");
    cluster.await(
        "batch", "CronJob", "nightly", found -> found.at("/status/lastSuccessfulTime").isTextual());
    assertThat(cluster.events("SawCompletedJob"))
        .containsExactly("Saw completed job: " + Meta.name(job) + ", condition: Complete");
    assertThat(cluster.list("batch", "Job")).hasSize(1);
  }

  @Test
  void statefulSetOnDeleteWaitsForSomebodyToDelete() {
    cluster.create(
        DATABASE.replace(
            "{type: RollingUpdate, rollingUpdate: {partition: 0}}", "{type: OnDelete}"));
    cluster.await("apps", "StatefulSet", "db", set -> set.at("/status/readyReplicas").asInt() == 3);

    cluster.change("apps", "StatefulSet", "db", set -> image(set, "postgres:18"));
    cluster.await("apps", "StatefulSet", "db", set -> !set.at("/status").has("updatedReplicas"));
    cluster.api().delete(cluster.id("", "Pod", "db-1"), "Background");

    cluster.await(
        "apps", "StatefulSet", "db", set -> set.at("/status/updatedReplicas").asInt() == 1);
    assertThat(cluster.get("", "Pod", "db-1").at("/spec/containers/0/image").asText())
        .isEqualTo("postgres:18");
  }

  @Test
  void daemonSetRunsOnEachNodeThatItTolerates() {
    cluster.create(AGENT);
    cluster.await(
        "apps", "DaemonSet", "agent", set -> set.at("/status/numberAvailable").asInt() == 3);
    assertThat(cluster.pods()).extracting(Pods::node).doesNotHaveDuplicates().hasSize(3);

    cluster.create(
        """
        apiVersion: v1
        kind: Node
        metadata: {name: gpu, labels: {kubernetes.io/os: linux}}
        spec: {taints: [{key: gpu, value: "yes", effect: NoSchedule}]}
        ---
        apiVersion: v1
        kind: Node
        metadata: {name: cordoned, labels: {kubernetes.io/os: linux}}
        spec: {unschedulable: true}
        """);

    ObjectNode set =
        cluster.await(
            "apps", "DaemonSet", "agent", found -> found.at("/status/numberReady").asInt() == 4);
    assertThat(set.at("/status/desiredNumberScheduled").asInt()).isEqualTo(4);
    assertThat(cluster.pods()).extracting(Pods::node).contains("cordoned").doesNotContain("gpu");
  }

  @Test
  void daemonSetRenewsOneNodeAfterTheOther() {
    cluster.create(AGENT);
    cluster.await(
        "apps", "DaemonSet", "agent", set -> set.at("/status/numberAvailable").asInt() == 3);
    List<ObjectEvent> history = cluster.history("", "Pod");

    cluster.change("apps", "DaemonSet", "agent", set -> image(set, "agent:2"));
    cluster.await(
        "apps",
        "DaemonSet",
        "agent",
        set ->
            set.at("/status/observedGeneration").asLong() == Meta.generation(set)
                && set.at("/status/updatedNumberScheduled").asInt() == 3
                && set.at("/status/numberAvailable").asInt() == 3);

    Map<String, Boolean> ready = new HashMap<>();
    for (ObjectEvent event : history) {
      boolean gone = event.type() == ObjectEvent.Type.DELETED || Meta.deleting(event.object());
      ready.put(event.id().name(), !gone && Pods.ready(event.object()));
      if (ready.size() >= 3) {
        assertThat(ready.values()).filteredOn(yes -> yes).hasSizeGreaterThanOrEqualTo(2);
      }
    }
    assertThat(cluster.pods())
        .allMatch(pod -> pod.at("/spec/containers/0/image").asText().equals("agent:2"));
  }

  private static String job(String name, String image, String spec) {
    return """
    apiVersion: batch/v1
    kind: Job
    metadata: {name: %s}
    spec:
      %s
      template:
        spec:
          restartPolicy: Never
          containers:
          - {name: work, image: "%s", imagePullPolicy: IfNotPresent}
    """
        .formatted(name, spec, image);
  }

  @Test
  void jobCompletesOnceEnoughPodsHaveSucceeded() {
    cluster.create(job("migrate", "migrate:1", "completions: 5\n  parallelism: 2"));

    ObjectNode job =
        cluster.await(
            "batch",
            "Job",
            "migrate",
            found -> Conditions.isTrue(found.path("status"), "Complete"));

    assertThat(job.at("/status/succeeded").asInt()).isEqualTo(5);
    assertThat(job.at("/status").has("failed")).isFalse();
    assertThat(job.at("/status").has("active")).isFalse();
    assertThat(job.at("/status/completionTime").isTextual()).isTrue();
    assertThat(Conditions.reason(job.path("status"), "SuccessCriteriaMet"))
        .isEqualTo("CompletionsReached");
    cluster.until(() -> cluster.events("Completed").equals(List.of("Job completed")));
    cluster.until(() -> cluster.pods().stream().noneMatch(JobPods::isTracked));
    assertThat(cluster.pods()).hasSize(5).allMatch(Pods::succeeded);
  }

  @Test
  void jobCountsEachEndOnceAcrossRestarts() {
    cluster.create(job("many", "many:1", "completions: 12\n  parallelism: 4"));
    for (int i = 1; i <= 4; i++) {
      int done = 2 * i;
      cluster.until(
          () -> cluster.get("batch", "Job", "many").at("/status/succeeded").asInt() >= done);
      cluster.restart();
    }

    ObjectNode job =
        cluster.await(
            "batch", "Job", "many", found -> Conditions.isTrue(found.path("status"), "Complete"));

    assertThat(job.at("/status/succeeded").asInt()).isEqualTo(12);
    assertThat(cluster.pods().stream().filter(Pods::succeeded)).hasSize(12);
  }

  @Test
  void jobFailsBeyondItsLimit() {
    cluster.create(job("broken", "tools/crash:1", "backoffLimit: 2"));

    ObjectNode job =
        cluster.await(
            "batch", "Job", "broken", found -> Conditions.isTrue(found.path("status"), "Failed"));

    assertThat(Conditions.reason(job.path("status"), "Failed")).isEqualTo("BackoffLimitExceeded");
    assertThat(job.at("/status/failed").asInt()).isEqualTo(3);
    String message = "Job has reached the specified backoff limit";
    cluster.until(() -> cluster.events("BackoffLimitExceeded").equals(List.of(message)));
  }

  @Test
  void indexedJobRunsEveryIndex() {
    cluster.create(
        job("shards", "shards:1", "completions: 4\n  parallelism: 3\n  completionMode: Indexed"));

    ObjectNode job =
        cluster.await(
            "batch", "Job", "shards", found -> Conditions.isTrue(found.path("status"), "Complete"));

    assertThat(job.at("/status/completedIndexes").asText()).isEqualTo("0-3");
    Set<Integer> indexes = new TreeSet<>();
    cluster.pods().forEach(pod -> indexes.add(JobPods.index(pod)));
    assertThat(indexes).containsExactly(0, 1, 2, 3);
  }

  @Test
  void suspendedJobWaits() {
    cluster.create(job("later", "later:1", "suspend: true"));
    cluster.await(
        "batch", "Job", "later", found -> Conditions.isTrue(found.path("status"), "Suspended"));
    assertThat(cluster.pods()).isEmpty();

    cluster.change("batch", "Job", "later", job -> job.withObject("/spec").put("suspend", false));

    cluster.await(
        "batch", "Job", "later", found -> Conditions.isTrue(found.path("status"), "Complete"));
    assertThat(cluster.events("Resumed")).containsExactly("Job resumed");
  }

  @Test
  void finishedJobGoesAfterItsTime() {
    cluster.create(job("brief", "brief:1", "ttlSecondsAfterFinished: 0"));

    cluster.awaitGone("batch", "Job", "brief");
    cluster.until(() -> cluster.pods().isEmpty());
  }
}
