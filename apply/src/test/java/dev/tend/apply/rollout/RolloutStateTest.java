package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent;
import dev.tend.apply.rollout.RolloutState.Ending;
import dev.tend.manifest.ResourceId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RolloutStateTest {
  private static final ResourceId WEB = new ResourceId("apps", "Deployment", "shop", "web");
  private static final ResourceId JOB = new ResourceId("batch", "Job", "shop", "migrate");
  private static final String PULLING =
      "state: {waiting: {reason: ErrImagePull, message: 'shop/web:2: not found'}}";
  private static final String BACKING_OFF =
      "state: {waiting: {reason: ImagePullBackOff, message: Back-off pulling image}}";

  private final List<String> told = new ArrayList<>();
  private final Patience patience =
      new Patience(Duration.ofSeconds(6), Duration.ofSeconds(2), Duration.ofSeconds(2), 3);

  private static final class Completed implements CompletedJobs {
    private final List<String> uids = new ArrayList<>();

    @Override
    public void add(String uid) {
      uids.add(uid);
    }

    @Override
    public boolean has(ResourceId id) {
      return !uids.isEmpty();
    }
  }

  /** Every place, unless a test says otherwise. */
  private Predicate<Set<Place>> heard = places -> true;

  /** A rollout with a cluster that consists of what a test puts in. */
  private final class Steps {
    private final RolloutState state;

    Steps(ResourceId id, String apiVersion) {
      this(Map.of(id, apiVersion), CompletedJobs.unknown());
    }

    Steps(Map<ResourceId, String> objects, CompletedJobs completed) {
      state =
          new RolloutState(
              objects, Map.of(), new FakeView(), patience, completed, Interference.none());
    }

    Steps put(String yaml) {
      for (ObjectNode object : Fixtures.objects("cluster", yaml)) {
        state.accept(
            Place.of(new LiveObject(object).id()), new RolloutView.Sighting.Changed(object));
      }
      return this;
    }

    void remove(String yaml) {
      ObjectNode object = Fixtures.object(yaml);
      state.accept(Place.of(new LiveObject(object).id()), new RolloutView.Sighting.Removed(object));
    }

    Ending at(int seconds) {
      return state.step(Scene.NOW.plusSeconds(seconds), heard, event -> told.add(words(event)));
    }
  }

  private static String words(ApplyEvent event) {
    return switch (event) {
      case ApplyEvent.Progressed(ResourceId id, Readiness readiness) ->
          id.name() + " " + readiness.getClass().getSimpleName() + ": " + readiness.message();
      case ApplyEvent.Diagnosed(ResourceId id, Diagnosis diagnosis) ->
          id.name() + " diagnosed: " + diagnosis.cause();
      default -> event.toString();
    };
  }

  private Steps web() {
    return new Steps(WEB, "apps/v1").put(Scene.WORKLOAD);
  }

  private static final String READY_STATUS =
      Scene.DEPLOYMENT.replace(
          "updatedReplicas: 2", "updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2");
  private static final String NOW = "2026-01-01T00:10:00Z";
  private static final String LONG_AGO = "2026-01-01T00:09:00Z";
  private static final String READY =
      READY_STATUS + started("web-2-a", "", LONG_AGO) + started("web-2-b", "", LONG_AGO);

  @Test
  void tellsWhatChangesAndEndsWhenAllIsReady() {
    Steps steps = web();

    assertThat(steps.at(0)).isEqualTo(Ending.NONE);
    assertThat(steps.at(1)).isEqualTo(Ending.NONE);
    steps.put(
        Scene.DEPLOYMENT.replace(
            "updatedReplicas: 2", "updatedReplicas: 2, readyReplicas: 1, availableReplicas: 1"));
    assertThat(steps.at(2)).isEqualTo(Ending.NONE);
    steps.put(READY);
    assertThat(steps.at(3)).isEqualTo(Ending.READY);

    assertThat(told)
        .containsExactly(
            "web Progressing: 0 of 2 pods ready (image shop/web:2)",
            "web Progressing: 1 of 2 pods ready (image shop/web:2)",
            "web Ready: 2 of 2 pods ready");
    assertThat(steps.state.report(false).succeeded()).isTrue();
  }

  @Test
  void aMissingImageIsDiagnosedAtOnceOnceAndFailsAfterTheGrace() {
    Steps steps = web().put(Scene.appPod("web-2-a", PULLING));
    steps.at(0);
    steps.put(Scene.appPod("web-2-a", BACKING_OFF));
    steps.at(2);
    steps.put(Scene.appPod("web-2-a", PULLING));
    assertThat(steps.at(5)).isEqualTo(Ending.NONE);
    assertThat(steps.at(6)).isEqualTo(Ending.FAILED);

    assertThat(told)
        .containsExactly(
            "web diagnosed: ImagePull",
            "web Progressing: 0 of 2 pods ready (image shop/web:2)",
            "web Failing: container app in pod web-2-a can't get its image shop/web:2: its"
                + " registry has no such image or tag");
    RolloutReport report = steps.state.report(false);
    assertThat(report.succeeded()).isFalse();
    assertThat(report.diagnoses()).extracting(Diagnosis::cause).containsExactly("ImagePull");
  }

  @Test
  void aCauseIsNotToldBeforeWhatMayTellMoreOfItIsHeard() {
    heard = places -> !places.contains(Place.events("shop"));
    String killed =
        "restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated:"
            + " {exitCode: 137}}";
    Steps steps = web().put(Scene.appPod("web-2-a", killed));
    steps.at(0);
    assertThat(told).noneMatch(line -> line.contains("diagnosed"));

    steps.put(
        Scene.containerEvent(
            "web-2-a", "Killing", 3, "Container app failed liveness probe, will be restarted"));
    heard = places -> true;
    steps.at(1);
    assertThat(told).contains("web diagnosed: CrashLoop");
    assertThat(steps.state.report(false).diagnoses())
        .singleElement()
        .satisfies(found -> assertThat(found.summary()).contains("liveness probe"));
  }

  @Test
  void aCauseIsToldInTheEndWhateverStaysSilent() {
    heard = places -> !places.contains(Place.events("shop"));
    Steps steps = web().put(Scene.appPod("web-2-a", PULLING));
    steps.at(0);
    assertThat(steps.state.wake(Scene.NOW)).contains(Scene.NOW.plusSeconds(2));
    steps.at(2);
    assertThat(told).contains("web diagnosed: ImagePull");
  }

  @Test
  void aTagThatHealsWithinTheGraceCountsAsProgress() {
    Steps steps = web().put(Scene.appPod("web-2-a", PULLING));
    steps.at(0);
    steps.put(Scene.appPod("web-2-a", "ready: false, state: {running: {}}"));
    assertThat(steps.at(5)).isEqualTo(Ending.NONE);
    assertThat(steps.at(60)).isEqualTo(Ending.NONE);
    steps.put(READY);
    assertThat(steps.at(61)).isEqualTo(Ending.READY);
    assertThat(steps.state.report(false).diagnoses()).isEmpty();
  }

  @Test
  void whileOtherPodsGetReadyTheGraceStartsAnew() {
    String ready =
        Scene.pod(
            "web-2-b",
            "containers: [{name: other, image: 'x:1'}]",
            "conditions: [{type: Ready, status: 'True'}]");
    Steps steps = web().put(Scene.appPod("web-2-a", PULLING));
    steps.at(0);
    steps.put(ready);
    steps.at(4);
    assertThat(steps.at(7)).isEqualTo(Ending.NONE);
    assertThat(steps.at(10)).isEqualTo(Ending.FAILED);
  }

  private static String started(String pod, String probe, String time) {
    return Scene.pod(
        pod,
        "containers: [{name: app, image: 'shop/web:2'%s}]".formatted(probe),
        """
        conditions: [{type: Ready, status: 'True'}],
          containerStatuses: [{name: app, ready: true, state: {running: {startedAt: '%s'}}}]"""
            .formatted(time));
  }

  @Test
  void aContainerWithoutAProbeMustRunForAWhileToCountAsReady() {
    Steps steps = web().put(READY + started("web-2-a", "", NOW));
    assertThat(steps.at(0)).isEqualTo(Ending.NONE);
    assertThat(steps.state.wake(Scene.NOW)).contains(Scene.NOW.plusSeconds(2));
    assertThat(steps.at(2)).isEqualTo(Ending.READY);
    assertThat(told)
        .containsExactly(
            "web Progressing: 2 of 2 pods ready, just started", "web Ready: 2 of 2 pods ready");
  }

  @Test
  void aCrashRightAfterTheStartIsNotTakenForReady() {
    Steps steps = web().put(READY + started("web-2-a", "", NOW));
    steps.at(0);
    steps.put(
        Scene.DEPLOYMENT
            + Scene.appPod(
                "web-2-a", "restartCount: 0, state: {terminated: {exitCode: 1, reason: Error}}"));
    assertThat(steps.at(1)).isEqualTo(Ending.NONE);
    assertThat(steps.at(3)).isEqualTo(Ending.NONE);
    assertThat(told)
        .contains("web diagnosed: CrashLoop")
        .noneMatch(line -> line.contains("Ready:"));
  }

  @Test
  void aContainerThatHasRunForLongOrHasAProbeIsReadyAtOnce() {
    assertThat(web().put(READY).at(0)).isEqualTo(Ending.READY);
    assertThat(web().put(READY + started("web-2-a", ", readinessProbe: {}", NOW)).at(0))
        .isEqualTo(Ending.READY);
  }

  @Test
  void aStatusThatComesBeforeWordOfItsPodsProvesNothing() {
    Steps steps = web().put(READY_STATUS + started("web-2-a", "", LONG_AGO));
    assertThat(steps.at(0)).isEqualTo(Ending.NONE);
    assertThat(steps.state.wake(Scene.NOW)).contains(Scene.NOW.plusSeconds(2));
    steps.put(Scene.appPod("web-2-b", "state: {terminated: {exitCode: 1, reason: Error}}"));
    steps.put(Scene.DEPLOYMENT);
    assertThat(steps.at(1)).isEqualTo(Ending.NONE);
    assertThat(steps.at(3)).isEqualTo(Ending.NONE);
    assertThat(told)
        .contains("web diagnosed: CrashLoop")
        .noneMatch(line -> line.contains("Ready:"));
  }

  @Test
  void aStatusIsBelievedInTheEndWhereItsPodsStayUnseenOrWhereProbesAnswerForThem() {
    Steps steps = web().put(READY_STATUS);
    assertThat(steps.at(0)).isEqualTo(Ending.NONE);
    assertThat(steps.at(2)).isEqualTo(Ending.READY);

    String probed = "image: \"shop/web:2\", readinessProbe: {}";
    String unprobed = "image: \"shop/web:2\"";
    assertThat(web().put(READY_STATUS.replace(unprobed, probed)).at(0)).isEqualTo(Ending.READY);
  }

  @Test
  void aStatusIsBelievedAtOnceWhereItsPodsMayNotBeSeen() {
    Steps steps = web().put(READY_STATUS);
    steps.state.accept(Place.pods("shop"), new RolloutView.Sighting.Lost("pods is forbidden"));
    assertThat(steps.at(0)).isEqualTo(Ending.READY);
  }

  @Test
  void aStatefulSetWhoseControllerHasNotLookedYetIsBlamedForNoPod() {
    String set =
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: shop, uid: s1, generation: 2}
        spec: {replicas: 1, template: {spec: {containers: [{name: app, image: "shop/db:2"}]}}}
        status: {observedGeneration: %d, replicas: 1, currentRevision: db-1, updateRevision: db-%d}
        """;
    String pod =
        """
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: db-0
          namespace: shop
          uid: p1
          labels: {controller-revision-hash: db-1}
          ownerReferences: [{uid: s1, controller: true}]
        spec: {containers: [{name: app, image: "shop/db:1"}]}
        status: {phase: Pending, containerStatuses: [{name: app, %s}]}
        """
            .formatted(PULLING);
    Steps steps =
        new Steps(new ResourceId("apps", "StatefulSet", "shop", "db"), "apps/v1")
            .put(set.formatted(1, 1) + pod);
    assertThat(steps.at(0)).isEqualTo(Ending.NONE);
    assertThat(steps.at(60)).isEqualTo(Ending.NONE);
    assertThat(told).noneMatch(line -> line.contains("diagnosed"));

    steps.put(set.formatted(2, 2));
    steps.at(61);
    assertThat(steps.state.report(false).diagnoses())
        .singleElement()
        .satisfies(found -> assertThat(found.summary()).contains("of an older revision"));
  }

  @Test
  void aClusterWhoseClockIsAheadHoldsTheAnswerNoLonger() {
    Steps steps = web().put(READY + started("web-2-a", "", "2026-01-01T03:00:00Z"));
    assertThat(steps.at(0)).isEqualTo(Ending.NONE);
    assertThat(steps.at(2)).isEqualTo(Ending.READY);
  }

  @Test
  void podsOfTheOldRevisionAreNotBlamed() {
    Steps steps =
        web()
            .put(
                Scene.podOf(
                    "r1",
                    "web-1-a",
                    "containers: [{name: app, image: 'shop/web:1'}]",
                    "containerStatuses: [{name: app, " + PULLING + "}]"));

    steps.at(0);
    assertThat(steps.at(100)).isEqualTo(Ending.NONE);
    assertThat(told).noneMatch(line -> line.contains("diagnosed"));
  }

  @Test
  void whatMayHealIsToldWhenItLastsAndNeverEndsTheWait() {
    Steps steps =
        web()
            .put(
                Scene.pod(
                    "web-2-a",
                    "",
                    "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
                        + " message: '0/1 nodes are available: 1 Insufficient cpu.'}]"));
    steps.at(0);
    assertThat(told).noneMatch(line -> line.contains("diagnosed"));
    steps.at(2);
    assertThat(told).contains("web diagnosed: Unschedulable");
    assertThat(steps.at(500)).isEqualTo(Ending.NONE);
    assertThat(told.stream().filter(line -> line.contains("diagnosed"))).hasSize(1);
  }

  @Test
  void whatPassesQuicklyIsNeverTold() {
    Steps steps =
        web()
            .put(
                Scene.pod(
                    "web-2-a",
                    "",
                    "conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable}]"));
    steps.at(0);
    steps.put(Scene.pod("web-2-a", "", "conditions: [{type: PodScheduled, status: 'True'}]"));
    steps.at(1);
    steps.at(10);
    assertThat(told).noneMatch(line -> line.contains("diagnosed"));
  }

  @Test
  void aCrashLoopEndsTheWaitAfterItsThirdRestart() {
    String crash =
        "restartCount: %d, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated:"
            + " {exitCode: 1}}";
    Steps steps = web().put(Scene.appPod("web-2-a", crash.formatted(1)));
    steps.at(0);
    assertThat(steps.at(60)).isEqualTo(Ending.NONE);
    steps.put(Scene.appPod("web-2-a", crash.formatted(3)));
    steps.at(61);
    assertThat(steps.at(67)).isEqualTo(Ending.FAILED);
    assertThat(told.stream().filter(line -> line.contains("diagnosed"))).hasSize(1);
  }

  @Test
  void anExceededDeadlineEndsTheWaitAndItsCauseIsToldBeforeTheEnd() {
    Steps steps =
        web()
            .put(
                Scene.DEPLOYMENT.replace(
                    "updatedReplicas: 2",
                    "conditions: [{type: Progressing, status: 'False', reason:"
                        + " ProgressDeadlineExceeded}]"));

    assertThat(steps.at(0)).isEqualTo(Ending.FAILED);
    steps.state.finish(event -> told.add(words(event)));
    assertThat(told).contains("web diagnosed: ProgressDeadline");
  }

  @Test
  void needsTheWatchesOfWhatStandsBehindAWorkloadAndOfTheTroubleThatComesUp() {
    Steps steps = web();
    assertThat(steps.state.needs().keySet())
        .extracting(Place::toString)
        .containsExactly("Pod in shop", "Deployment.apps in shop", "ReplicaSet.apps in shop");

    steps
        .put(
            Scene.pod(
                "web-2-a",
                "volumes: [{name: data, persistentVolumeClaim: {claimName: data}}]",
                "phase: Pending"))
        .at(0);

    assertThat(steps.state.needs().keySet())
        .extracting(Place::toString)
        .contains("Event in shop", "PersistentVolumeClaim in shop");
  }

  @Test
  void wakesWhenTimeAloneChangesAnAnswer() {
    Steps steps = web().put(Scene.appPod("web-2-a", PULLING));
    steps.at(0);
    assertThat(steps.state.wake(Scene.NOW)).contains(Scene.NOW.plusSeconds(2));
    assertThat(steps.state.wake(Scene.NOW.plusSeconds(2))).contains(Scene.NOW.plusSeconds(6));
  }

  @Test
  void looksAgainNowAndThenWhileSomethingIsNotReady() {
    Steps steps = web();
    steps.at(0);
    assertThat(steps.state.wake(Scene.NOW)).contains(Scene.NOW.plusSeconds(5));
    steps.put(READY).at(1);
    assertThat(steps.state.wake(Scene.NOW)).isEmpty();
  }

  @Test
  void anObjectThatIsDeletedAndStaysAwayEndsTheWait() {
    Steps steps = web();
    steps.at(0);
    steps.remove(Scene.DEPLOYMENT);
    assertThat(steps.at(1)).isEqualTo(Ending.NONE);
    assertThat(steps.at(7)).isEqualTo(Ending.FAILED);
    assertThat(told).last().isEqualTo("web Absent: not found");
  }

  private static String job(String uid, String metadata, String status) {
    return """
    apiVersion: batch/v1
    kind: Job
    metadata: {name: migrate, namespace: shop, uid: %s%s}
    spec: {ttlSecondsAfterFinished: 0}
    status: {%s}
    """
        .formatted(uid, metadata, status);
  }

  private static final String COMPLETE = "conditions: [{type: Complete, status: 'True'}]";
  private static final String LEAVING = ", deletionTimestamp: '2026-01-01T00:00:00Z'";

  @Test
  void aJobThatIsCleanedUpAfterItsSuccessIsRemembered() {
    Steps steps = new Steps(JOB, "batch/v1").put(job("j1", "", "active: 1"));
    assertThat(steps.at(0)).isEqualTo(Ending.NONE);
    // Both arrive between two steps, so that no step ever sees the completed Job.
    steps.put(job("j1", "", COMPLETE));
    steps.remove(job("j1", LEAVING, COMPLETE));

    assertThat(steps.at(1)).isEqualTo(Ending.READY);
    assertThat(told).last().isEqualTo("migrate Ready: completed, and cleaned up since");
  }

  @Test
  void aJobThatIsGoneWithoutSuccessIsNot() {
    Steps steps = new Steps(JOB, "batch/v1").put(job("j1", "", "active: 1"));
    steps.at(0);
    steps.remove(job("j1", LEAVING, "active: 1"));
    assertThat(steps.at(1)).isEqualTo(Ending.NONE);
    assertThat(steps.at(7)).isEqualTo(Ending.FAILED);
  }

  @Test
  void theSuccessOfAnotherJobOfTheNameDoesNotCount() {
    Steps steps = new Steps(JOB, "batch/v1").put(job("old", LEAVING, COMPLETE));
    assertThat(steps.at(0)).isEqualTo(Ending.NONE);
    steps.remove(job("old", LEAVING, COMPLETE));
    assertThat(steps.at(1)).isEqualTo(Ending.NONE);
    steps.put(job("new", "", "active: 1"));
    assertThat(steps.at(2)).isEqualTo(Ending.NONE);
  }

  @Test
  void aJobThatIsKnownToHaveCompletedIsNotMissed() {
    Completed completed = new Completed();
    Steps steps = new Steps(Map.of(JOB, "batch/v1"), completed);
    assertThat(steps.at(0)).isEqualTo(Ending.NONE);
    assertThat(steps.state.wake(Scene.NOW)).contains(Scene.NOW.plusMillis(200));

    completed.add("elsewhere");

    assertThat(
            steps.state.step(
                Scene.NOW.plusMillis(200), places -> true, event -> told.add(words(event))))
        .isEqualTo(Ending.READY);
    assertThat(told)
        .containsExactly(
            "migrate Absent: not found", "migrate Ready: completed, and cleaned up since");
  }

  @Test
  void aJobThatCompletesIsToldToWhoeverRemembersIt() {
    Completed completed = new Completed();
    Steps steps = new Steps(Map.of(JOB, "batch/v1"), completed);
    steps.put(job("one", "", "active: 1")).put(job("one", "", COMPLETE));
    assertThat(completed.uids).containsExactly("one");
  }

  @Test
  void theOrderOfObjectsIsThatOfTheirNames() {
    Steps steps =
        new Steps(
            Map.of(WEB, "apps/v1", JOB, "batch/v1", new ResourceId("", "Pod", "shop", "x"), "v1"),
            CompletedJobs.unknown());
    steps.at(0);
    assertThat(told)
        .containsExactly(
            "x Absent: not found", "web Absent: not found", "migrate Absent: not found");
  }
}
