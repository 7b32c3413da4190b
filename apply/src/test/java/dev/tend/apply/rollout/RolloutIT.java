package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Follows rollouts that the sandbox's controllers, scheduler and kubelets carry out. */
class RolloutIT {
  private static final ResourceId WEB = new ResourceId("apps", "Deployment", "shop", "web");
  private static final Duration LONG = Duration.ofSeconds(60);

  private final StoreView view = new StoreView();
  private final List<ApplyEvent> events = new ArrayList<>();
  private final Patience patience =
      new Patience(Duration.ofMillis(300), Duration.ofMillis(50), Duration.ofSeconds(2), 2);

  @AfterEach
  void stop() {
    view.close();
  }

  private RolloutReport track(Duration timeout) {
    return new RolloutTracker(view, Clock.systemUTC(), patience)
        .track(Map.of(WEB, "apps/v1"), timeout, events::add);
  }

  private void deploy(String container) {
    view.create(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 3
          selector: {matchLabels: {app: web}}
          strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: app, %s}]}
        """
            .formatted(container));
  }

  private void setImage(String image) {
    view.change(
        WEB, web -> ((ObjectNode) web.at("/spec/template/spec/containers/0")).put("image", image));
  }

  private Diagnosis onlyDiagnosis(RolloutReport report) {
    assertThat(report.diagnoses()).hasSize(1);
    assertThat(events.stream().filter(ApplyEvent.Diagnosed.class::isInstance)).hasSize(1);
    return report.diagnoses().getFirst();
  }

  @Test
  void aDeploymentBecomesReady() {
    deploy("image: 'shop/web:1'");

    RolloutReport report = track(LONG);

    assertThat(report.succeeded()).isTrue();
    assertThat(report.readiness().get(WEB)).isEqualTo(new Readiness.Ready("3 of 3 pods ready"));
    assertThat(report.diagnoses()).isEmpty();
  }

  @Test
  void aNewImageIsFollowedToItsEnd() {
    deploy("image: 'shop/web:1'");
    track(LONG);
    setImage("shop/web:2");

    assertThat(track(LONG).succeeded()).isTrue();
    assertThat(view.list(new GroupVersionKind("", "v1", "Pod"), "shop", ""))
        .filteredOn(pod -> !new LiveObject(pod).deleting())
        .extracting(pod -> new LiveObject(pod).images())
        .containsOnly("shop/web:2");
  }

  @Test
  void aTagThatDoesNotExistFailsTheRollout() {
    deploy("image: 'shop/web:1'");
    track(LONG);
    events.clear();
    setImage("shop/web:does-not-exist");

    RolloutReport report = track(LONG);

    assertThat(report.succeeded()).isFalse();
    assertThat(report.timedOut()).isFalse();
    Diagnosis diagnosis = onlyDiagnosis(report);
    assertThat(diagnosis.cause()).isEqualTo("ImagePull");
    assertThat(diagnosis.subject().kind()).isEqualTo("Pod");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: container app can't get its image shop/web:does-not-exist: its"
                + " registry has no such image or tag");
    assertThat(diagnosis.advice())
        .contains("go back to the revision before: tend rollout undo deploy/web -n shop");
    assertThat(report.readiness().get(WEB)).isInstanceOf(Readiness.Failing.class);
  }

  @Test
  void aCrashLoopIsToldWithItsLogAndFailsTheRollout() {
    deploy("image: 'shop/web:crash'");

    RolloutReport report = track(LONG);

    assertThat(report.succeeded()).isFalse();
    assertThat(report.timedOut()).isFalse();
    Diagnosis diagnosis = onlyDiagnosis(report);
    assertThat(diagnosis.cause()).isEqualTo("CrashLoop");
    assertThat(diagnosis.summary()).contains("ends with exit code 1");
    assertThat(diagnosis.evidence())
        .anyMatch(line -> line.contains("required setting DATABASE_URL is not set"));
  }

  @Test
  void whatFitsOnNoNodeIsToldAndFailsWhenTheTimeIsUp() {
    deploy("image: 'shop/web:1', resources: {requests: {cpu: '4000'}}");

    RolloutReport report = track(Duration.ofSeconds(2));

    assertThat(report.timedOut()).isTrue();
    Diagnosis diagnosis = onlyDiagnosis(report);
    assertThat(diagnosis.cause()).isEqualTo("Unschedulable");
    assertThat(diagnosis.summary())
        .isEqualTo("Deployment/web: no node takes its pods: of 1 node, 1 Insufficient cpu");
    assertThat(diagnosis.advice())
        .first()
        .asString()
        .startsWith("lower resources.requests.cpu (container app asks for 4");
  }

  @Test
  void aMissingConfigMapFailsTheRollout() {
    deploy("image: 'shop/web:1', envFrom: [{configMapRef: {name: settings}}]");

    Diagnosis diagnosis = onlyDiagnosis(track(LONG));

    assertThat(diagnosis.cause()).isEqualTo("ContainerConfig");
    assertThat(diagnosis.advice())
        .first()
        .asString()
        .startsWith("create ConfigMap settings in namespace shop");
  }
}
