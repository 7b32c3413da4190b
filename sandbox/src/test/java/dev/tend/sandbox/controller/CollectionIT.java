package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectionIT {
  private Cluster cluster;

  @BeforeEach
  void start() {
    cluster = Cluster.start(2);
    cluster.create(DeploymentIT.WEB);
    cluster.await("apps", "Deployment", "web", DeploymentIT::rolledOut);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private void delete(String propagation) {
    cluster.api().delete(cluster.id("apps", "Deployment", "web"), propagation);
  }

  @Test
  void backgroundDeletionTakesAllDependentsWithIt() {
    delete("Background");

    assertThat(cluster.api().get(cluster.id("apps", "Deployment", "web"))).isEmpty();
    cluster.until(() -> cluster.list("apps", "ReplicaSet").isEmpty());
    cluster.until(() -> cluster.pods().isEmpty());
  }

  @Test
  void foregroundDeletionLetsTheOwnerGoLast() {
    delete("Foreground");

    ObjectNode web = cluster.get("apps", "Deployment", "web");
    assertThat(Meta.deleting(web)).isTrue();
    cluster.awaitGone("apps", "Deployment", "web");
    assertThat(cluster.list("apps", "ReplicaSet")).isEmpty();
    assertThat(cluster.pods()).isEmpty();
  }

  @Test
  void orphansStayAndAreAdoptedByTheNextOwner() {
    String set = Meta.name(cluster.list("apps", "ReplicaSet").getFirst());

    delete("Orphan");
    cluster.awaitGone("apps", "Deployment", "web");

    ObjectNode orphan = cluster.get("apps", "ReplicaSet", set);
    assertThat(Meta.controller(orphan)).isEmpty();
    assertThat(cluster.activePods()).hasSize(3);
    cluster.create(DeploymentIT.WEB);
    ObjectNode web = cluster.await("apps", "Deployment", "web", DeploymentIT::rolledOut);
    assertThat(Meta.controlledBy(cluster.get("apps", "ReplicaSet", set), web)).isTrue();
    assertThat(cluster.list("apps", "ReplicaSet")).hasSize(1);
  }

  @Test
  void deletionThatWasCutShortIsFinishedByTheNextProcess() {
    cluster.stop();
    delete("Foreground");
    assertThat(cluster.pods()).hasSize(3);

    cluster.restart();

    cluster.awaitGone("apps", "Deployment", "web");
    cluster.until(() -> cluster.pods().isEmpty());
  }

  @Test
  void whatHasAnotherOwnerStaysWithoutTheLostOne() {
    cluster.create(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: keep}
        """);
    ObjectNode keep = cluster.get("", "ConfigMap", "keep");
    ObjectNode web = cluster.get("apps", "Deployment", "web");
    cluster.create(
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shared
          ownerReferences:
          - {apiVersion: v1, kind: ConfigMap, name: keep, uid: %s}
          - {apiVersion: apps/v1, kind: Deployment, name: web, uid: %s}
        """
            .formatted(Meta.uid(keep), Meta.uid(web)));

    delete("Background");

    ObjectNode shared =
        cluster.await(
            "",
            "ConfigMap",
            "shared",
            found -> found.path("metadata").path("ownerReferences").size() == 1);
    assertThat(shared.at("/metadata/ownerReferences/0/name").asText()).isEqualTo("keep");
  }
}
