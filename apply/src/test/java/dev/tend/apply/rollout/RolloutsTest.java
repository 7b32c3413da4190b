package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class RolloutsTest {
  private static final ResourceId WEB = new ResourceId("apps", "Deployment", "shop", "web");
  private static final ResourceId DB = new ResourceId("apps", "StatefulSet", "shop", "db");
  private static final String V1 = "apps/v1";

  private final FakeView view =
      FakeView.of(
          Scene.DEPLOYMENT
              + "---\n"
              + Scene.OLD_REPLICA_SET.replace(
                  "revision: \"1\"",
                  "revision: \"1\", kubernetes.io/change-cause: first,"
                      + " deployment.kubernetes.io/desired-replicas: \"2\"")
              + "---\n"
              + Scene.NEW_REPLICA_SET);
  private final Rollouts rollouts =
      new Rollouts(view, view, Clock.fixed(Scene.NOW, ZoneOffset.UTC), Patience.DEFAULT);

  private void pauseWeb() {
    view.put(
        Scene.DEPLOYMENT.replace("replicas: 2, template", "paused: true, replicas: 2, template"));
  }

  @Test
  void listsRevisionsOldestFirst() {
    assertThat(rollouts.history(WEB, V1))
        .extracting(
            WorkloadRevision::number,
            WorkloadRevision::changeCause,
            revision -> String.join(",", revision.images()),
            WorkloadRevision::current)
        .containsExactly(
            Tuple.tuple(1L, "first", "shop/web:1", false), Tuple.tuple(2L, "", "shop/web:2", true));
  }

  @Test
  void showsARevisionsTemplateWithoutTheHash() {
    assertThat(rollouts.revision(WEB, V1, 1).template().path("metadata"))
        .hasToString("{\"labels\":{\"app\":\"web\"}}");
  }

  @Test
  void undoGivesTheTemplateAndAnnotationsOfTheRevisionBefore() {
    assertThat(rollouts.undo(WEB, V1, 0).number()).isEqualTo(1);

    assertThat(view.patches)
        .singleElement()
        .asString()
        .contains("\"path\":\"/spec/template\"", "shop/web:1")
        .contains(
            "{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":"
                + "{\"deployment.kubernetes.io/revision\":\"2\",\"kubernetes.io/change-cause\":\"first\"}}")
        .doesNotContain("pod-template-hash");
  }

  @Test
  void undoToTheCurrentRevisionIsRefused() {
    assertThatThrownBy(() -> rollouts.undo(WEB, V1, 2))
        .isInstanceOf(KnownFailure.class)
        .hasMessage(
            "Can't undo the rollout of Deployment.apps shop/web: it has the template of revision 2"
                + " already");
    assertThat(view.patches).isEmpty();
  }

  @Test
  void undoToARevisionThatIsNotThereNamesThoseThatAre() {
    assertThatThrownBy(() -> rollouts.undo(WEB, V1, 7))
        .isInstanceOfSatisfying(
            KnownFailure.class,
            failure -> {
              assertThat(failure.message()).isEqualTo("Deployment.apps shop/web has no revision 7");
              assertThat(failure.hint())
                  .isEqualTo("It has revisions 1, 2: tend rollout history deploy/web -n shop");
            });
  }

  @Test
  void undoWithoutAnEarlierRevisionIsRefused() {
    view.remove(Fixtures.object(Scene.OLD_REPLICA_SET));

    assertThatThrownBy(() -> rollouts.undo(WEB, V1, 0))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("it has no earlier revision");
  }

  @Test
  void undoOfAPausedDeploymentIsRefused() {
    pauseWeb();

    assertThatThrownBy(() -> rollouts.undo(WEB, V1, 0))
        .isInstanceOfSatisfying(
            KnownFailure.class,
            failure ->
                assertThat(failure.hint())
                    .isEqualTo("Resume it first: tend rollout resume deploy/web -n shop"));
  }

  @Test
  void undoOfAStatefulSetTakesTheTemplateOfItsControllerRevision() {
    view.put(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: shop, uid: s1, resourceVersion: "9"}
        spec: {template: {spec: {containers: [{name: db, image: "postgres:17"}]}}}
        ---
        apiVersion: apps/v1
        kind: ControllerRevision
        metadata: {name: db-b, namespace: shop, ownerReferences: [{uid: s1, controller: true}]}
        revision: 2
        data: {spec: {template: {$patch: replace, spec: {containers: [{name: db, image: "postgres:17"}]}}}}
        ---
        apiVersion: apps/v1
        kind: ControllerRevision
        metadata: {name: db-a, namespace: shop, ownerReferences: [{uid: s1, controller: true}]}
        revision: 1
        data: {spec: {template: {$patch: replace, spec: {containers: [{name: db, image: "postgres:16"}]}}}}
        """);

    assertThat(rollouts.history(DB, V1))
        .extracting(WorkloadRevision::number, WorkloadRevision::current)
        .containsExactly(Tuple.tuple(1L, false), Tuple.tuple(2L, true));
    rollouts.undo(DB, V1, 0);
    assertThat(view.patches)
        .containsExactly(
            "json StatefulSet/db [{\"op\":\"replace\",\"path\":\"/metadata/resourceVersion\",\"value\":\"9\"},"
                + "{\"op\":\"replace\",\"path\":\"/spec/template\",\"value\":{\"spec\":{\"containers\":[{\"name\":\"db\",\"image\":\"postgres:16\"}]}}}]");
  }

  @Test
  void pausesAndResumes() {
    rollouts.pause(WEB, V1);
    pauseWeb();
    rollouts.resume(WEB, V1);

    assertThat(view.patches)
        .containsExactly(
            "merge Deployment/web {\"spec\":{\"paused\":true}}",
            "merge Deployment/web {\"spec\":{\"paused\":null}}");
  }

  @Test
  void pausingTwiceAndResumingWhatRunsAreRefused() {
    assertThatThrownBy(() -> rollouts.resume(WEB, V1))
        .hasMessage("Can't resume Deployment.apps shop/web: it is not paused");
    pauseWeb();
    assertThatThrownBy(() -> rollouts.pause(WEB, V1))
        .hasMessage("Can't pause Deployment.apps shop/web: it is already paused");
  }

  @Test
  void onlyDeploymentsCanBePaused() {
    assertThatThrownBy(() -> rollouts.pause(DB, V1))
        .isInstanceOf(KnownFailure.class)
        .hasMessage("Can't pause StatefulSet.apps shop/db: that works for Deployment");
  }

  @Test
  void restartAnnotatesTheTemplateWithTheTime() {
    rollouts.restart(WEB, V1);

    assertThat(view.patches)
        .containsExactly(
            "merge Deployment/web {\"spec\":{\"template\":{\"metadata\":{\"annotations\":"
                + "{\"kubectl.kubernetes.io/restartedAt\":\"2026-01-01T00:10:00Z\"}}}}}");
  }

  @Test
  void restartOfAPausedDeploymentIsRefused() {
    pauseWeb();

    assertThatThrownBy(() -> rollouts.restart(WEB, V1))
        .hasMessageContaining("it is paused, so that no pod would be replaced");
  }

  @Test
  void restartOfWhatHasNoPodsIsRefused() {
    assertThatThrownBy(() -> rollouts.restart(new ResourceId("", "Service", "shop", "web"), "v1"))
        .hasMessage(
            "Can't restart Service shop/web: that works for DaemonSet, Deployment, StatefulSet");
  }

  @Test
  void statusOfWhatIsNotThereIsRefused() {
    assertThatThrownBy(() -> rollouts.status(DB, V1, Duration.ZERO, event -> {}))
        .isInstanceOf(KnownFailure.class)
        .hasMessage(
            "Can't follow the rollout of StatefulSet.apps shop/db: there is no such object");
  }

  @Test
  void statusFollowsOneObject() {
    RolloutReport report = rollouts.status(WEB, V1, Duration.ZERO, event -> {});

    assertThat(report.readiness()).containsOnlyKeys(WEB);
    assertThat(report.timedOut()).isTrue();
  }
}
