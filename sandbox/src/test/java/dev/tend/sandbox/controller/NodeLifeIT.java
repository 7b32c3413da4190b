package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.store.ApiFailure;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Words and order are those of a node-lifecycle and taint-eviction controller of 1.34.4. */
class NodeLifeIT {
  private static final String SWITCH = "sandbox.tend.dev/kubelet";

  private final Cluster cluster = Cluster.start(2);

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aSilentNodeIsUnknownTaintedAndItsPodsGoElsewhere() {
    cluster.create(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 1
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec:
              terminationGracePeriodSeconds: 1
              containers: [{name: main, image: nginx}]
              tolerations:
              - {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 5}
        """);
    cluster.until(() -> ready().size() == 1);
    ObjectNode first = ready().getFirst();
    String node = Pods.node(first);

    changeNode(node, copy -> copy.withObject("/metadata/annotations").put(SWITCH, "stopped"));

    cluster.until(() -> ready().size() == 1 && !Pods.node(ready().getFirst()).equals(node));
    ObjectNode silent = node(node);
    for (String type : List.of("Ready", "MemoryPressure", "DiskPressure", "PIDPressure")) {
      JsonNode condition = Conditions.find(silent.path("status"), type).orElseThrow();
      assertThat(condition.path("status").asText()).isEqualTo("Unknown");
      assertThat(condition.path("reason").asText()).isEqualTo("NodeStatusUnknown");
      assertThat(condition.path("message").asText())
          .isEqualTo("Kubelet stopped posting node status.");
    }
    assertThat(taints(silent))
        .containsExactly(
            "node.kubernetes.io/unreachable:NoExecute",
            "node.kubernetes.io/unreachable:NoSchedule");
    ObjectNode left = cluster.api().get(Meta.id(first)).orElseThrow();
    assertThat(Meta.deleting(left)).isTrue();
    JsonNode disruption = Conditions.find(left.path("status"), "DisruptionTarget").orElseThrow();
    assertThat(disruption.path("reason").asText()).isEqualTo("DeletionByTaintManager");
    assertThat(messages())
        .contains(
            "Node %s status is now: NodeNotReady".formatted(node),
            "Node is not ready",
            "Marking for deletion Pod shop/" + Meta.name(first));

    changeNode(node, copy -> copy.withObject("/metadata/annotations").remove(SWITCH));

    cluster.until(() -> taints(node(node)).isEmpty());
    cluster.until(() -> cluster.api().get(Meta.id(first)).isEmpty());
    assertThat(Conditions.isTrue(node(node).path("status"), "Ready")).isTrue();
  }

  @Test
  void aPodThatIsReadyAgainInTimeStays() {
    cluster.create(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: alone, labels: {app: web}}
        spec: {containers: [{name: main, image: nginx}], tolerations: [
          {key: node.kubernetes.io/unreachable, operator: Exists, effect: NoExecute, tolerationSeconds: 600}]}
        """);
    cluster.until(() -> ready().size() == 1);
    String node = Pods.node(ready().getFirst());

    changeNode(node, copy -> copy.withObject("/metadata/annotations").put(SWITCH, "stopped"));
    cluster.until(() -> ready().isEmpty());
    changeNode(node, copy -> copy.withObject("/metadata/annotations").remove(SWITCH));

    cluster.until(() -> ready().size() == 1);
    cluster.until(() -> messages().contains("Cancelling deletion of Pod shop/alone"));
  }

  @Test
  void aTaintThatIsNotToleratedTakesPodsOffAtOnce() {
    cluster.create(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: alone, labels: {app: web}}
        spec: {terminationGracePeriodSeconds: 0, containers: [{name: main, image: nginx}]}
        """);
    cluster.until(() -> ready().size() == 1);

    changeNode(
        Pods.node(ready().getFirst()),
        copy ->
            copy.withArray("/spec/taints")
                .addObject()
                .put("key", "fire")
                .put("effect", "NoExecute"));

    cluster.until(() -> cluster.api().list("", "Pod", Cluster.NAMESPACE).isEmpty());
  }

  private List<ObjectNode> ready() {
    return cluster.api().list("", "Pod", Cluster.NAMESPACE).stream()
        .filter(pod -> !Meta.deleting(pod) && Pods.ready(pod))
        .toList();
  }

  private ObjectNode node(String name) {
    return cluster.api().get(new ResourceId("", "Node", "", name)).orElseThrow();
  }

  private static List<String> taints(JsonNode node) {
    return StreamSupport.stream(node.at("/spec/taints").spliterator(), false)
        .map(taint -> taint.path("key").asText() + ":" + taint.path("effect").asText())
        .toList();
  }

  private List<String> messages() {
    return cluster.api().list("", "Event", "").stream()
        .map(event -> event.path("message").asText())
        .toList();
  }

  private void changeNode(String name, Consumer<ObjectNode> change) {
    while (true) {
      ObjectNode copy = node(name).deepCopy();
      change.accept(copy);
      try {
        cluster.api().update(copy, "test");
        return;
      } catch (ApiFailure faster) {
        assertThat(faster.code()).isEqualTo(409);
      }
    }
  }
}
