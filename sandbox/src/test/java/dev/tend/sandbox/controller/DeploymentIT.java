package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentIT {
  static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, annotations: {team: front}}
      spec:
        replicas: 3
        progressDeadlineSeconds: 600
        revisionHistoryLimit: 2
        selector: {matchLabels: {app: web}}
        strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}
        template:
          metadata: {labels: {app: web}}
          spec:
            terminationGracePeriodSeconds: 30
            containers:
            - name: web
              image: nginx:1.25
              imagePullPolicy: IfNotPresent
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

  static boolean rolledOut(JsonNode deployment) {
    return deployment.path("status").path("observedGeneration").asLong()
            == Meta.generation(deployment)
        && Conditions.reason(deployment.path("status"), "Progressing")
            .equals("NewReplicaSetAvailable")
        && DeploymentStatus.complete(deployment, deployment.path("status"));
  }

  private ObjectNode rollOut() {
    return cluster.await("apps", "Deployment", "web", DeploymentIT::rolledOut);
  }

  private void setImage(String image) {
    cluster.change(
        "apps",
        "Deployment",
        "web",
        web -> ((ObjectNode) web.at("/spec/template/spec/containers/0")).put("image", image));
  }

  @Test
  void becomesAvailableWithAllThatAnObserverExpects() {
    cluster.create(WEB);

    ObjectNode web = rollOut();

    assertThat(web.path("status").path("availableReplicas").asInt()).isEqualTo(3);
    assertThat(web.path("status").has("unavailableReplicas")).isFalse();
    assertThat(Conditions.isTrue(web.path("status"), "Available")).isTrue();
    assertThat(Meta.annotation(web, DeploymentSpec.REVISION)).isEqualTo("1");
    ObjectNode set = cluster.list("apps", "ReplicaSet").getFirst();
    String hash = Meta.label(set, Templates.HASH_LABEL);
    assertThat(Meta.name(set)).isEqualTo("web-" + hash);
    assertThat(Meta.annotation(set, "team")).isEqualTo("front");
    assertThat(set.at("/spec/selector/matchLabels/pod-template-hash").asText()).isEqualTo(hash);
    assertThat(cluster.events("ScalingReplicaSet"))
        .containsExactly("Scaled up replica set web-" + hash + " from 0 to 3");
    assertThat(cluster.events("SuccessfulCreate")).hasSize(3);
    List<ObjectNode> pods = cluster.activePods();
    assertThat(pods).allMatch(Pods::ready).extracting(Pods::node).doesNotHaveDuplicates();
    assertThat(pods)
        .extracting(pod -> pod.path("status").path("podIP").asText())
        .doesNotHaveDuplicates();
  }

  @Test
  void neverLeavesItsBoundsWhileItRolls() {
    cluster.create(WEB.replace("replicas: 3", "replicas: 10"));
    rollOut();
    List<ObjectEvent> sets = cluster.history("apps", "ReplicaSet");
    List<ObjectEvent> pods = cluster.history("", "Pod");

    setImage("nginx:1.26");
    rollOut();

    Map<String, Integer> sizes = new TreeMap<>();
    for (ObjectEvent event : sets) {
      sizes.put(event.id().name(), DeploymentSpec.replicas(event.object()));
      if (sizes.size() > 1 || sets.indexOf(event) > 0) {
        assertThat(sizes.values().stream().mapToInt(i -> i).sum()).isLessThanOrEqualTo(11);
      }
    }
    Map<String, Boolean> ready = new TreeMap<>();
    for (ObjectEvent event : pods) {
      boolean gone = event.type() == ObjectEvent.Type.DELETED || Meta.deleting(event.object());
      ready.put(event.id().name(), !gone && Pods.ready(event.object()));
      if (ready.size() >= 10) {
        assertThat(ready.values()).filteredOn(yes -> yes).hasSizeGreaterThanOrEqualTo(9);
      }
    }
    assertThat(sizes).hasSize(2).containsValue(0).containsValue(10);
  }

  @Test
  void reportsAnImageThatCannotBePulledAndKeepsServing() {
    cluster.create(WEB);
    rollOut();

    setImage("nginx:does-not-exist");

    cluster.until(() -> cluster.events("Failed").contains("Error: ImagePullBackOff"));
    String message =
        "rpc error: code = NotFound desc = failed to pull and unpack image"
            + " \"docker.io/library/nginx:does-not-exist\": failed to resolve reference"
            + " \"docker.io/library/nginx:does-not-exist\":"
            + " docker.io/library/nginx:does-not-exist: not found";
    assertThat(cluster.events("Failed"))
        .contains("Failed to pull image \"nginx:does-not-exist\": " + message)
        .contains("Error: ErrImagePull");
    cluster.until(
        () ->
            cluster.pods().stream()
                .map(pod -> pod.at("/status/containerStatuses/0/state/waiting"))
                .anyMatch(waiting -> waiting.path("reason").asText().equals("ImagePullBackOff")));
    assertThat(cluster.activePods().stream().filter(Pods::ready).count()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void rollsBackByTemplate() {
    cluster.create(WEB);
    rollOut();
    String first = Meta.name(cluster.list("apps", "ReplicaSet").getFirst());
    setImage("nginx:1.26");
    rollOut();

    setImage("nginx:1.25");
    ObjectNode web = rollOut();

    assertThat(Meta.annotation(web, DeploymentSpec.REVISION)).isEqualTo("3");
    ObjectNode set = cluster.get("apps", "ReplicaSet", first);
    assertThat(Meta.annotation(set, DeploymentSpec.REVISION)).isEqualTo("3");
    assertThat(Meta.annotation(set, DeploymentSpec.REVISION_HISTORY)).isEqualTo("1");
    assertThat(DeploymentSpec.replicas(set)).isEqualTo(3);
  }

  @Test
  void forgetsRevisionsBeyondItsLimit() {
    cluster.create(WEB);
    rollOut();
    for (int minor = 26; minor < 30; minor++) {
      setImage("nginx:1." + minor);
      rollOut();
    }

    cluster.until(() -> cluster.list("apps", "ReplicaSet").size() == 3);
  }

  @Test
  void standsStillWhilePaused() {
    cluster.create(WEB);
    rollOut();
    cluster.change("apps", "Deployment", "web", web -> web.withObject("/spec").put("paused", true));
    cluster.await(
        "apps",
        "Deployment",
        "web",
        web -> Conditions.reason(web.path("status"), "Progressing").equals("DeploymentPaused"));

    setImage("nginx:1.26");
    cluster.change("apps", "Deployment", "web", web -> web.withObject("/spec").put("replicas", 5));
    cluster.await("apps", "Deployment", "web", web -> web.at("/status/readyReplicas").asInt() == 5);

    assertThat(cluster.list("apps", "ReplicaSet")).hasSize(1);
    cluster.change(
        "apps", "Deployment", "web", web -> web.withObject("/spec").put("paused", false));
    rollOut();
    assertThat(cluster.list("apps", "ReplicaSet")).hasSize(2);
  }

  @Test
  void recreatesOnlyAfterAllOldPodsAreGone() {
    cluster.create(
        WEB.replace(
            "{type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}",
            "{type: Recreate}"));
    rollOut();
    List<ObjectEvent> pods = cluster.history("", "Pod");

    setImage("nginx:1.26");
    rollOut();

    Map<String, String> alive = new TreeMap<>();
    for (ObjectEvent event : pods) {
      if (event.type() == ObjectEvent.Type.DELETED) {
        alive.remove(event.id().name());
      } else {
        String image = event.object().at("/spec/containers/0/image").asText();
        alive.put(event.id().name(), image);
      }
      assertThat(alive.values().stream().distinct().count()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void goesOnAfterARestartInTheMiddle() {
    cluster.create(WEB.replace("replicas: 3", "replicas: 8"));
    rollOut();
    setImage("nginx:1.26");
    cluster.until(() -> cluster.list("apps", "ReplicaSet").size() == 2);

    cluster.restart();
    ObjectNode web = rollOut();

    assertThat(web.at("/status/updatedReplicas").asInt()).isEqualTo(8);
    assertThat(cluster.activePods())
        .hasSize(8)
        .allMatch(pod -> pod.at("/spec/containers/0/image").asText().equals("nginx:1.26"))
        .allMatch(pod -> Pods.restarts(pod) == 0);
  }

  @Test
  void saysWhenItMakesNoProgress() {
    cluster.create(
        WEB.replace("progressDeadlineSeconds: 600", "progressDeadlineSeconds: 1")
            .replace("nginx:1.25", "nginx:never-ready"));

    ObjectNode web =
        cluster.await(
            "apps",
            "Deployment",
            "web",
            found ->
                Conditions.reason(found.path("status"), "Progressing")
                    .equals("ProgressDeadlineExceeded"));

    JsonNode condition = Conditions.find(web.path("status"), "Progressing").orElseThrow();
    String set = Meta.name(cluster.list("apps", "ReplicaSet").getFirst());
    assertThat(condition.path("status").asText()).isEqualTo("False");
    assertThat(condition.path("message").asText())
        .isEqualTo("ReplicaSet \"" + set + "\" has timed out progressing.");
    assertThat(Conditions.reason(web.path("status"), "Available"))
        .isEqualTo("MinimumReplicasUnavailable");
  }

  @Test
  void whatRefusesPodsIsSaidOnTheReplicaSetAndTheDeployment() {
    cluster.refusePods(true);
    cluster.create(WEB);

    ObjectNode web =
        cluster.await(
            "apps",
            "Deployment",
            "web",
            found -> Conditions.isTrue(found.path("status"), "ReplicaFailure"));

    JsonNode failure = Conditions.find(web.path("status"), "ReplicaFailure").orElseThrow();
    assertThat(failure.path("reason").asText()).isEqualTo("FailedCreate");
    assertThat(failure.path("message").asText()).contains("exceeded quota: tight");
    assertThat(cluster.events("FailedCreate"))
        .containsExactly("Error creating: pods \"web\" is forbidden: exceeded quota: tight");
    cluster.refusePods(false);
    web = rollOut();
    assertThat(Conditions.find(web.path("status"), "ReplicaFailure")).isEmpty();
  }

  @Test
  void aPodIsAvailableOnlyAfterItsMinimumTime() {
    cluster.create(WEB.replace("replicas: 3", "replicas: 1\n  minReadySeconds: 1"));

    ObjectNode web =
        cluster.await(
            "apps", "Deployment", "web", found -> found.at("/status/readyReplicas").asInt() == 1);

    assertThat(web.at("/status").has("availableReplicas")).isFalse();
    rollOut();
  }
}
