package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContainerCausesTest {
  private static final String UNDO =
      "go back to the revision before: tend rollout undo deploy/web -n shop";

  private static Diagnosis only(List<Diagnosis> diagnoses) {
    assertThat(diagnoses).hasSize(1);
    return diagnoses.getFirst();
  }

  @Test
  void aCrashLoopTellsTheExitAndTheEndOfTheLogOfTheRunThatEnded() {
    FakeView view = new FakeView();
    view.log("web-2-a/app", "connecting to db:5432", "FATAL: password authentication failed");

    Diagnosis diagnosis =
        only(
            Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.appPod(
                        "web-2-a",
                        "restartCount: 2, state: {waiting: {reason: CrashLoopBackOff, message: back-off 20s}},"
                            + " lastState: {terminated: {exitCode: 1, reason: Error}}"),
                view));

    assertThat(diagnosis.cause()).isEqualTo("CrashLoop");
    assertThat(diagnosis.subject().name()).isEqualTo("web-2-a");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: container app in pod web-2-a (image shop/web:2) ends with exit code 1, restarted 2"
                + " times");
    assertThat(diagnosis.evidence())
        .containsExactly(
            "CrashLoopBackOff", "connecting to db:5432", "FATAL: password authentication failed");
    assertThat(diagnosis.advice()).contains(UNDO);
    assertThat(diagnosis.fatal()).isFalse();
  }

  @Test
  void aCrashLoopIsFatalAfterThreeRestarts() {
    assertThat(crash(3, 1, "Error").fatal()).isTrue();
    assertThat(crash(2, 1, "Error").fatal()).isFalse();
  }

  @Test
  void aCommandThatIsNotThereIsFatalAtOnce() {
    Diagnosis diagnosis = crash(1, 127, "Error");

    assertThat(diagnosis.fatal()).isTrue();
    assertThat(diagnosis.advice())
        .first()
        .asString()
        .startsWith("a command wasn't found: check command and args");
  }

  @Test
  void signalsAreNamed() {
    assertThat(crash(1, 139, "Error").summary()).contains("exit code 139 (SIGSEGV)");
    assertThat(crash(1, 143, "Error").summary()).contains("exit code 143 (SIGTERM)");
    assertThat(crash(1, 137, "Error").summary()).contains("exit code 137 (SIGKILL)");
  }

  @Test
  void aContainerThatEndsWellAgainAndAgainIsToldToRunOn() {
    assertThat(crash(1, 0, "Completed").advice())
        .first()
        .isEqualTo("it ends by itself: let its process run on, or make it a Job");
  }

  private static Diagnosis crash(int restarts, int exitCode, String reason) {
    return only(
        Scene.diagnose(
            Scene.WORKLOAD
                + Scene.appPod(
                    "web-2-a",
                    "restartCount: %d, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: %d, reason: %s}}"
                        .formatted(restarts, exitCode, reason))));
  }

  @Test
  void aLivenessProbeThatKillsIsNamed() {
    List<String> advice =
        only(Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.appPod(
                        "web-2-a",
                        "restartCount: 1, state: {running: {}}, lastState: {terminated: {exitCode: 143, reason: Error}}")
                    + Scene.containerEvent(
                        "web-2-a",
                        "Killing",
                        1,
                        "Container app failed liveness probe, will be restarted")))
            .advice();

    assertThat(advice).first().asString().startsWith("its liveness probe fails");
  }

  @Test
  void aProbeOrAHookThatEndsTheContainerIsTheCause() {
    assertThat(killed("Killing", "Container app failed startup probe, will be restarted").summary())
        .endsWith("is stopped since its startup probe fails, restarted once");
    assertThat(
            killed("Killing", "Container app failed liveness probe, will be restarted").summary())
        .endsWith("is stopped since its liveness probe fails, restarted once");
    Diagnosis hook = killed("FailedPostStartHook", "PostStartHook failed");
    assertThat(hook.summary())
        .endsWith("is stopped since its postStart hook fails, restarted once");
    assertThat(hook.advice()).first().asString().startsWith("run its postStart hook by hand");
  }

  private static Diagnosis killed(String reason, String message) {
    return only(
        Scene.diagnose(
            Scene.WORKLOAD
                + Scene.appPod(
                    "web-2-a",
                    "restartCount: 1, state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: 143, reason: Error}}")
                + Scene.containerEvent("web-2-a", reason, 1, message)));
  }

  @Test
  void anEntryPointThatCanNotBeStartedIsFatalWithTheRuntimesWords() {
    Diagnosis diagnosis =
        only(
            Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.appPod(
                        "web-2-a",
                        "state: {waiting: {reason: RunContainerError, message: 'exec: \"serve\":"
                            + " executable file not found in $PATH: unknown'}}")));

    assertThat(diagnosis.fatal()).isTrue();
    assertThat(diagnosis.summary()).endsWith("can't be started");
    assertThat(diagnosis.evidence())
        .contains("exec: \"serve\": executable file not found in $PATH: unknown");
    assertThat(diagnosis.advice())
        .first()
        .isEqualTo(
            "its command isn't in the image: check command, args and the image's entry point");
  }

  @Test
  void memoryIsACauseOfItsOwnWithTheLimit() {
    Diagnosis diagnosis =
        only(
            Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.pod(
                        "web-2-a",
                        "containers: [{name: app, image: 'shop/web:2', resources: {limits: {memory: 64Mi}}}]",
                        "containerStatuses: [{name: app, restartCount: 3, state: {waiting: {reason: CrashLoopBackOff}},"
                            + " lastState: {terminated: {exitCode: 137, reason: OOMKilled}}}]")));

    assertThat(diagnosis.cause()).isEqualTo("OutOfMemory");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: container app in pod web-2-a (image shop/web:2) needs more memory than its limit of"
                + " 64Mi");
    assertThat(diagnosis.advice())
        .first()
        .isEqualTo("raise resources.limits.memory above 64Mi, or let it use less");
    assertThat(diagnosis.fatal()).isTrue();
  }

  @Test
  void aMissingConfigMapIsNamedWithWhereToCreateIt() {
    Diagnosis diagnosis = configError("configmap \"web-config\" not found");

    assertThat(diagnosis.cause()).isEqualTo("ContainerConfig");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: container app in pod web-2-a (image shop/web:2) can't be created: configmap"
                + " \"web-config\" not found");
    assertThat(diagnosis.advice())
        .first()
        .isEqualTo(
            "create ConfigMap web-config in namespace shop, correct its name, or mark the"
                + " reference as optional");
    assertThat(diagnosis.fatal()).isTrue();
  }

  @Test
  void aMissingKeyIsNamedWithItsSecret() {
    assertThat(configError("couldn't find key password in Secret shop/db").advice())
        .first()
        .isEqualTo(
            "add the key password to Secret db in namespace shop, or mark the reference as"
                + " optional");
  }

  private static Diagnosis configError(String message) {
    return only(
        Scene.diagnose(
            Scene.WORKLOAD
                + Scene.appPod(
                    "web-2-a",
                    "state: {waiting: {reason: CreateContainerConfigError, message: '%s'}}"
                        .formatted(message.replace("'", "''")))));
  }

  @Test
  void aFailingReadinessProbeIsToldWithItsTarget() {
    Diagnosis diagnosis =
        only(
            Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.pod(
                        "web-2-a",
                        "containers: [{name: app, image: 'shop/web:2', readinessProbe: {httpGet: {path: /healthz, port: 8080}}}]",
                        "phase: Running, containerStatuses: [{name: app, ready: false, state: {running: {}}}]")
                    + Scene.containerEvent(
                        "web-2-a",
                        "Unhealthy",
                        4,
                        "Readiness probe failed: HTTP probe failed with statuscode: 503")));

    assertThat(diagnosis.cause()).isEqualTo("Probe");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: container app in pod web-2-a (image shop/web:2) runs, but its readiness probe (GET"
                + " /healthz on port 8080) fails");
    assertThat(diagnosis.evidence())
        .containsExactly(
            "Readiness probe failed: HTTP probe failed with statuscode: 503", "4 failures");
    assertThat(diagnosis.fatal()).isFalse();
  }

  @Test
  void oneFailureOfAProbeIsNotWorthAWord() {
    assertThat(
            Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.appPod("web-2-a", "ready: false, state: {running: {}}")
                    + Scene.containerEvent("web-2-a", "Unhealthy", 1, "Readiness probe failed: x")))
        .isEmpty();
  }

  @Test
  void aContainerThatIsNotReadyForNoKnownReasonIsToldWithItsLog() {
    FakeView view = new FakeView();
    view.log("web-2-a/app", "waiting for a dependency");
    String running =
        "phase: Running, containerStatuses: [{name: app, ready: false, state: {running: {startedAt: '%s'}}}]";
    String spec = "containers: [{name: app, image: 'shop/web:2'}]";

    Diagnosis diagnosis =
        only(
            Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.pod("web-2-a", spec, running.formatted("2026-01-01T00:09:45Z")),
                view));

    assertThat(diagnosis.cause()).isEqualTo("Unready");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: container app in pod web-2-a (image shop/web:2) has run for 15s and"
                + " isn't ready");
    assertThat(diagnosis.evidence()).containsExactly("waiting for a dependency");
    assertThat(view.logsRead).containsExactly("web-2-a/app");
    assertThat(
            Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.pod("web-2-a", spec, running.formatted("2026-01-01T00:09:55Z"))))
        .isEmpty();
  }

  @Test
  void aReadinessGateThatIsClosedIsNamed() {
    assertThat(
            only(Scene.diagnose(
                    Scene.WORKLOAD
                        + Scene.pod(
                            "web-2-a",
                            "readinessGates: [{conditionType: example.com/lb}]",
                            "conditions: [{type: ContainersReady, status: 'True'}]")))
                .summary())
        .isEqualTo("Deployment/web: pod web-2-a waits for its readiness gate example.com/lb");
  }

  @Test
  void theLogOfTheRunThatEndedIsThePreviousOneOnceTheNextRuns() {
    FakeView view = new FakeView();
    String ended = "restartCount: 1, lastState: {terminated: {exitCode: 1}}, state: {%s: {}}";

    Scene.diagnose(Scene.WORKLOAD + Scene.appPod("web-2-a", ended.formatted("waiting")), view);
    Scene.diagnose(Scene.WORKLOAD + Scene.appPod("web-2-a", ended.formatted("running")), view);

    assertThat(view.logsRead).containsExactly("web-2-a/app", "web-2-a/app previous");
  }

  @Test
  void anInitContainerThatRunsOnIsNamedWithItsLog() {
    FakeView view = new FakeView();
    view.log("web-2-a/wait", "waiting for db");

    Diagnosis diagnosis =
        only(
            Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.pod(
                        "web-2-a",
                        "initContainers: [{name: wait, image: 'busybox:1'}], containers: [{name: app, image: 'shop/web:2'}]",
                        "initContainerStatuses: [{name: wait, state: {running: {startedAt: '2026-01-01T00:09:00Z'}}}]"),
                view));

    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: init container wait in pod web-2-a (image busybox:1) has run for 1m, and the pod"
                + " waits for its end");
    assertThat(diagnosis.evidence()).containsExactly("waiting for db");
  }

  @Test
  void aFailedInitContainerCounts() {
    assertThat(
            only(Scene.diagnose(
                    Scene.WORKLOAD
                        + Scene.pod(
                            "web-2-a",
                            "initContainers: [{name: migrate, image: 'm:1'}], containers: [{name: app, image: 'shop/web:2'}]",
                            "initContainerStatuses: [{name: migrate, restartCount: 1, state: {waiting: {reason: CrashLoopBackOff}},"
                                + " lastState: {terminated: {exitCode: 2}}}]")))
                .summary())
        .isEqualTo(
            "Deployment/web: init container migrate in pod web-2-a (image m:1) ends with exit code 2, restarted"
                + " once");
  }
}
