package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.apply.ApplyEvent;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RolloutTrackerTest {
  private static final ResourceId WEB = new ResourceId("apps", "Deployment", "shop", "web");
  private static final ResourceId CONFIG = new ResourceId("", "ConfigMap", "shop", "web");
  private static final Duration LONG = Duration.ofMinutes(1);

  private final FakeView view = FakeView.of(Scene.WORKLOAD);
  private final List<ApplyEvent> events = new ArrayList<>();
  private Patience patience = new Patience(Duration.ZERO, Duration.ZERO, Duration.ZERO, 3);

  private RolloutReport track(Map<ResourceId, String> objects, Duration timeout) {
    return track(objects, timeout, event -> {});
  }

  private RolloutReport track(
      Map<ResourceId, String> objects, Duration timeout, Consumer<ApplyEvent> reaction) {
    return new RolloutTracker(view, Clock.systemUTC(), patience)
        .track(
            objects,
            timeout,
            event -> {
              events.add(event);
              reaction.accept(event);
            });
  }

  private void becomeReady() {
    view.put(
        Scene.DEPLOYMENT.replace(
            "updatedReplicas: 2", "updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2"));
  }

  @Test
  void endsWhenAChangeMakesAllReadyAndClosesItsWatches() {
    RolloutReport report =
        track(
            Map.of(WEB, "apps/v1"),
            LONG,
            event -> {
              if (events.size() == 1) {
                becomeReady();
              }
            });

    assertThat(report.succeeded()).isTrue();
    assertThat(view.closed).containsExactlyInAnyOrderElementsOf(view.watched);
  }

  @Test
  void watchesEachKindOnceAndDoesNotWatchWhatNeverChangesByItself() {
    becomeReady();
    view.put("{apiVersion: v1, kind: ConfigMap, metadata: {name: web, namespace: shop}}");

    RolloutReport report = track(Map.of(WEB, "apps/v1", CONFIG, "v1"), LONG);

    assertThat(report.succeeded()).isTrue();
    assertThat(view.watched)
        .containsExactlyInAnyOrder(
            "Pod in shop", "Deployment.apps in shop", "ReplicaSet.apps in shop");
  }

  @Test
  void failsWithTheCauseThatTheEventsTell() {
    patience = new Patience(LONG, LONG, Duration.ZERO, 3);
    view.put(
        Scene.DEPLOYMENT.replace(
            "updatedReplicas: 2",
            "conditions: [{type: Progressing, status: 'False', reason:"
                + " ProgressDeadlineExceeded}]"));
    view.put(
        Scene.appPod("web-2-a", "ready: false, state: {running: {}}")
            + Scene.containerEvent(
                "web-2-a", "Unhealthy", 9, "Readiness probe failed: connection refused"));

    RolloutReport report = track(Map.of(WEB, "apps/v1"), LONG);

    assertThat(report.succeeded()).isFalse();
    assertThat(report.timedOut()).isFalse();
    assertThat(report.diagnoses()).extracting(Diagnosis::cause).containsExactly("Probe");
    assertThat(events)
        .filteredOn(ApplyEvent.Diagnosed.class::isInstance)
        .extracting(event -> ((ApplyEvent.Diagnosed) event).diagnosis().cause())
        .containsExactly("Probe");
  }

  @Test
  void whenTheTimeIsUpItSaysSoWithWhatIsKnown() {
    RolloutReport report = track(Map.of(WEB, "apps/v1"), Duration.ZERO);

    assertThat(report.timedOut()).isTrue();
    assertThat(report.succeeded()).isFalse();
    assertThat(report.readiness().get(WEB))
        .isEqualTo(new Readiness.Progressing("0 of 2 pods ready (image shop/web:2)"));
  }

  @Test
  void withoutTimeItStillHearsHowThingsStandAndWhy() {
    patience = new Patience(LONG, LONG, Duration.ZERO, 3);
    view.answerLate();
    view.put(
        Scene.appPod("web-2-a", "ready: false, state: {running: {}}")
            + Scene.containerEvent(
                "web-2-a", "Unhealthy", 9, "Readiness probe failed: connection refused"));

    RolloutReport report = track(Map.of(WEB, "apps/v1"), Duration.ZERO);

    assertThat(report.readiness().get(WEB))
        .isEqualTo(new Readiness.Progressing("0 of 2 pods ready (image shop/web:2)"));
    assertThat(report.diagnoses()).extracting(Diagnosis::cause).containsExactly("Probe");
  }

  @Test
  void noTimeIsEnoughForWhatIsReady() {
    becomeReady();

    assertThat(track(Map.of(WEB, "apps/v1"), Duration.ZERO).succeeded()).isTrue();
  }

  @Test
  void anInterruptEndsTheWaitWithAReport() {
    RolloutReport report =
        track(Map.of(WEB, "apps/v1"), LONG, event -> Thread.currentThread().interrupt());

    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.succeeded()).isFalse();
    assertThat(report.timedOut()).isFalse();
    assertThat(view.closed).containsExactlyInAnyOrderElementsOf(view.watched);
  }

  @Test
  void withoutEventsItGoesOnAndSaysWhatIsMissing() {
    view.refuse("Event", "shop");
    view.put(
        Scene.appPod("web-2-a", "state: {waiting: {reason: ErrImagePull, message: not found}}"));

    RolloutReport report = track(Map.of(WEB, "apps/v1"), LONG);

    assertThat(report.diagnoses()).extracting(Diagnosis::cause).containsExactly("ImagePull");
  }

  @Test
  void whatMayNotBeWatchedCanNotBeFollowed() {
    view.refuse("Pod", "shop");
    ResourceId pod = new ResourceId("", "Pod", "shop", "x");

    assertThatThrownBy(() -> track(Map.of(pod, "v1"), LONG))
        .isInstanceOf(KnownFailure.class)
        .hasMessage("Can't follow the rollout, because Pod in shop can't be watched: forbidden");
  }

  @Test
  void nothingToWaitForIsReady() {
    assertThat(track(Map.of(), LONG).succeeded()).isTrue();
  }
}
