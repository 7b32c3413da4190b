package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.store.ObjectApi;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Controllers behind the real API: its defaults, admission and validation. */
class ServedIT {
  private Sandbox sandbox;
  private ObjectApi api;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxConfig.inMemory());
    api = sandbox.objects();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private void create(String yaml) {
    YamlReader.Result read = YamlReader.read(new SourceText("test", yaml));
    assertThat(read.problems()).isEmpty();
    for (Manifest manifest : read.manifests()) {
      api.create(manifest.inNamespace("default").content(), "test");
    }
  }

  private ObjectNode await(String group, String kind, String name, Predicate<JsonNode> wanted) {
    ResourceId id = new ResourceId(group, kind, "default", name);
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      Optional<ObjectNode> found = api.get(id).filter(wanted);
      if (found.isPresent()) {
        return found.get();
      }
      Thread.onSpinWait();
    }
    throw new AssertionError(
        "still not: %s%npods: %s%nevents: %s"
            .formatted(
                api.get(id).orElse(null),
                api.list("", "Pod", "default"),
                api.list("", "Event", "default").stream().map(e -> e.path("message")).toList()));
  }

  @Test
  void deploymentRollsAndKeepsToOneReplicaSetPerTemplate() {
    create(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: web, image: "nginx:1.25"}]}
        """);
    await("apps", "Deployment", "web", DeploymentIT::rolledOut);

    ObjectNode copy =
        api.get(new ResourceId("apps", "Deployment", "default", "web")).orElseThrow().deepCopy();
    ((ObjectNode) copy.at("/spec/template/spec/containers/0")).put("image", "nginx:1.26");
    copy.withObject("/metadata").remove("resourceVersion");
    api.update(copy, "test");
    ObjectNode web = await("apps", "Deployment", "web", DeploymentIT::rolledOut);

    assertThat(Meta.annotation(web, DeploymentSpec.REVISION))
        .as(() -> String.valueOf(api.list("apps", "ReplicaSet", "default")))
        .isEqualTo("2");
    assertThat(api.list("apps", "ReplicaSet", "default")).hasSize(2);
    assertThat(api.list("", "Pod", "default").stream().filter(Pods::active))
        .hasSize(3)
        .allMatch(pod -> pod.at("/status/qosClass").asText().equals("BestEffort"));
  }

  @Test
  void statefulSetWithClaimsIsReadyAndItsClaimsGoWhenDeleted() {
    create(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          replicas: 2
          serviceName: db
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec: {containers: [{name: db, image: "postgres:17"}]}
          volumeClaimTemplates:
          - metadata: {name: data}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """);
    await(
        "apps",
        "StatefulSet",
        "db",
        set ->
            set.at("/status/readyReplicas").asInt() == 2
                && set.at("/status/currentRevision").equals(set.at("/status/updateRevision")));
    ObjectNode claim =
        await(
            "",
            "PersistentVolumeClaim",
            "data-db-1",
            found -> found.at("/status/phase").asText().equals("Bound"));
    assertThat(claim.at("/spec/storageClassName").asText()).isEqualTo("standard");

    api.delete(Meta.id(claim), "Background");
    assertThat(api.get(Meta.id(claim)))
        .hasValueSatisfying(found -> assertThat(Meta.deleting(found)).isTrue());
    api.delete(new ResourceId("apps", "StatefulSet", "default", "db"), "Foreground");

    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (api.list("", "PersistentVolume", "").size() > 1 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(api.get(Meta.id(claim))).isEmpty();
    assertThat(api.list("", "PersistentVolume", "")).hasSize(1);
  }

  @Test
  void jobDaemonSetAndServiceWork() {
    create(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate}
        spec:
          completions: 2
          template:
            spec:
              restartPolicy: Never
              containers: [{name: migrate, image: "migrate:1"}]
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent}
        spec:
          selector: {matchLabels: {app: agent}}
          template:
            metadata: {labels: {app: agent}}
            spec: {containers: [{name: agent, image: "agent:1", ports: [{containerPort: 80}]}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: agent}
        spec: {selector: {app: agent}, ports: [{port: 80}]}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: agent}
        spec: {minAvailable: 0, selector: {matchLabels: {app: agent}}}
        """);

    await("batch", "Job", "migrate", job -> Conditions.isTrue(job.path("status"), "Complete"));
    await("apps", "DaemonSet", "agent", set -> set.at("/status/numberAvailable").asInt() == 1);
    await("", "Endpoints", "agent", found -> found.at("/subsets/0/addresses").size() == 1);
    await(
        "policy",
        "PodDisruptionBudget",
        "agent",
        budget -> budget.at("/status/disruptionsAllowed").asInt() == 1);
  }
}
