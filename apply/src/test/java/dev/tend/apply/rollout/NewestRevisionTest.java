package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestRevisionTest {
  private static List<String> podsOf(String yaml) {
    List<ObjectNode> objects = Fixtures.objects("cluster", yaml);
    ObjectCache cache = new ObjectCache();
    for (ObjectNode object : objects) {
      Place place = Place.of(new LiveObject(object).id());
      cache.accept(place, new RolloutView.Sighting.Changed(object));
    }
    return NewestRevision.pods(new LiveObject(objects.getFirst()), cache).stream()
        .map(LiveObject::name)
        .toList();
  }

  private static String labelled(String name, String hash) {
    return labelled(name, hash, "");
  }

  private static String labelled(String name, String hash, String status) {
    return Scene.podOf("s1", name, "", status)
        .replace(
            "uid: " + name + ",",
            "uid: %s, labels: {controller-revision-hash: %s},".formatted(name, hash));
  }

  @Test
  void aDeploymentsNewestPodsAreThoseOfTheReplicaSetWithItsTemplate() {
    assertThat(
            podsOf(
                Scene.WORKLOAD
                    + Scene.podOf("r1", "web-1-a", "", "")
                    + Scene.podOf("r2", "web-2-a", "", "")
                    + Scene.podOf("r9", "other-a", "", "")))
        .containsExactly("web-2-a");
  }

  @Test
  void beforeTheNewReplicaSetIsMadeThereIsNoPodToBlame() {
    String unseen = Scene.DEPLOYMENT.replace("observedGeneration: 2", "observedGeneration: 1");

    assertThat(
            podsOf(unseen + "---\n" + Scene.OLD_REPLICA_SET + Scene.podOf("r1", "web-1-a", "", "")))
        .isEmpty();
  }

  @Test
  void aTemplateThatReadsDifferentlyIsFoundByItsRevisionNumber() {
    String defaulted =
        Scene.WORKLOAD.replace(
            "image: \"shop/web:2\"}]}}}\nstatus",
            "image: \"shop/web:2\"}], dnsPolicy: Default}}}\nstatus");

    assertThat(podsOf(defaulted + Scene.podOf("r2", "web-2-a", "", ""))).containsExactly("web-2-a");
  }

  @Test
  void aStatefulSetsNewestPodsCarryItsUpdateRevision() {
    String old = labelled("db-0", "db-1", "conditions: [{type: Ready, status: 'True'}]");

    assertThat(podsOf(statefulSet("RollingUpdate") + old + labelled("db-1", "db-2")))
        .containsExactly("db-1");
  }

  @Test
  void anOlderPodThatIsNotReadyIsInTheWayOfThoseThatComeInOrder() {
    String pods = labelled("db-0", "db-1") + labelled("db-1", "db-2");

    assertThat(podsOf(statefulSet("RollingUpdate") + pods)).containsExactly("db-0", "db-1");
    assertThat(
            podsOf(
                statefulSet("RollingUpdate")
                        .replace("spec: {", "spec: {podManagementPolicy: Parallel, ")
                    + pods))
        .containsExactly("db-1");
  }

  @Test
  void underOnDeleteOldPodsCountToo() {
    assertThat(
            podsOf(statefulSet("OnDelete") + labelled("db-0", "db-1") + labelled("db-1", "db-2")))
        .containsExactly("db-0", "db-1");
  }

  private static String statefulSet(String strategy) {
    return """
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: db, namespace: shop, uid: s1}
    spec: {updateStrategy: {type: %s}}
    status: {currentRevision: db-1, updateRevision: db-2}
    """
        .formatted(strategy);
  }

  @Test
  void aDaemonSetsNewestPodsCarryTheHashOfItsHighestRevision() {
    String set =
        """
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: agent, namespace: shop, uid: s1}
        ---
        apiVersion: apps/v1
        kind: ControllerRevision
        metadata: {name: agent-a, namespace: shop, labels: {controller-revision-hash: a}, ownerReferences: [{uid: s1, controller: true}]}
        revision: 10
        ---
        apiVersion: apps/v1
        kind: ControllerRevision
        metadata: {name: agent-b, namespace: shop, labels: {controller-revision-hash: b}, ownerReferences: [{uid: s1, controller: true}]}
        revision: 9
        """;

    assertThat(podsOf(set + labelled("agent-x", "a") + labelled("agent-y", "b")))
        .containsExactly("agent-x");
  }

  @Test
  void anEvictedPodThatStaysIsLeftOut() {
    assertThat(
            podsOf(
                Scene.WORKLOAD
                    + Scene.podOf("r2", "web-2-a", "", "phase: Failed, reason: Evicted")
                    + Scene.podOf("r2", "web-2-b", "", "phase: Running")))
        .containsExactly("web-2-b");
  }

  @Test
  void podsOnTheirWayOutAreLeftOut() {
    String leaving =
        Scene.podOf("r2", "web-2-a", "", "")
            .replace("uid: web-2-a,", "uid: web-2-a, deletionTimestamp: '2026-01-01T00:00:00Z',");

    assertThat(podsOf(Scene.WORKLOAD + leaving)).isEmpty();
  }
}
