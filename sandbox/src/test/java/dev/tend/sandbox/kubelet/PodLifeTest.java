package dev.tend.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PodLifeTest {
  private static final String MAIN = "name: main, image: \"app:1\", imagePullPolicy: IfNotPresent";

  private static String pod(String more, String container) {
    return "{%s containers: [{%s%s}]}".formatted(more, MAIN, container);
  }

  private static PodLife life(String container, String rule) {
    return new PodLife(pod("", container), rule);
  }

  @Test
  void aFailingLivenessProbeRestartsTheContainer() {
    PodLife life =
        life(
            ", livenessProbe: {httpGet: {port: 80}, periodSeconds: 5, failureThreshold: 2}",
            "liveness: {fail: {after: 20s}}");

    life.seconds(20);
    assertThat(life.last()).isEqualTo("Running main:running+");
    assertThat(life.host.events).noneMatch(event -> event.startsWith("Unhealthy"));
    life.seconds(12);

    assertThat(life.host.events)
        .filteredOn(event -> !event.startsWith("Pulled") && !event.startsWith("Created"))
        .containsExactly(
            "Started: Started container main",
            "Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 503",
            "Unhealthy: Liveness probe failed: HTTP probe failed with statuscode: 503",
            "Killing: Container main failed liveness probe, will be restarted",
            "Started: Started container main");
    assertThat(life.status("/containerStatuses/0/restartCount").asInt()).isEqualTo(1);
    assertThat(life.status("/containerStatuses/0/lastState/terminated/exitCode").asInt())
        .isEqualTo(143);
  }

  @Test
  void whatIsWellIsNotProbedAtAll() {
    PodLife life =
        life(", livenessProbe: {httpGet: {port: 80}}, readinessProbe: {httpGet: {port: 80}}", "{}");

    life.seconds(600);

    assertThat(life.seen()).containsExactly("Running main:running", "Running main:running+");
  }

  @Test
  void aStartupProbeHoldsTheOthersBack() {
    PodLife life =
        life(
            ", startupProbe: {exec: {}, periodSeconds: 2, failureThreshold: 10}"
                + ", livenessProbe: {exec: {}, periodSeconds: 1, failureThreshold: 1}",
            "startup: {fail: {for: 6s}}\nliveness: {fail: {for: 5s}}");

    life.seconds(6);
    assertThat(life.status("/containerStatuses/0/started").asBoolean()).isFalse();
    life.seconds(6);

    assertThat(life.last()).isEqualTo("Running main:running+");
    assertThat(life.host.events)
        .contains("Unhealthy: Startup probe failed: command exited with code 1");
    assertThat(life.host.events).noneMatch(event -> event.startsWith("Killing"));
  }

  @Test
  void aStartupThatNeverComesEndsTheContainer() {
    PodLife life =
        life(
            ", startupProbe: {tcpSocket: {port: 80}, periodSeconds: 1, failureThreshold: 3}",
            "startup: {fail: {}}");

    life.seconds(6);

    assertThat(life.host.events)
        .contains("Killing: Container main failed startup probe, will be restarted");
  }

  @Test
  void readinessComesAndGoes() {
    PodLife life =
        life(
            ", readinessProbe: {httpGet: {port: 80}, periodSeconds: 1, failureThreshold: 2,"
                + " successThreshold: 3}",
            "readiness: {fail: {after: 10s, for: 5s, message: too busy}}");

    life.seconds(40);

    assertThat(life.seen())
        .containsExactly(
            "Running main:running",
            "Running main:running+",
            "Running main:running",
            "Running main:running+");
    assertThat(life.host.events).contains("Unhealthy: Readiness probe failed: too busy");
    assertThat(life.host.events).noneMatch(event -> event.startsWith("Killing"));
  }

  @Test
  void aContainerIsNotRunningBeforeItsHookIsDone() {
    PodLife life =
        life(", lifecycle: {postStart: {exec: {command: [x]}}}", "postStart: {takes: 3s}");

    life.seconds(5);

    assertThat(life.seen())
        .containsExactly("Pending main:ContainerCreating", "Running main:running+");
  }

  @Test
  void aHookThatFailsAfterTheStartEndsTheContainer() {
    PodLife life =
        life(", lifecycle: {postStart: {exec: {command: [sh, -c, x]}}}", "postStart: {fail: true}");

    life.seconds(4);

    assertThat(life.seen().getFirst()).isEqualTo("Running main:PostStartHookError");
    assertThat(life.host.events)
        .contains("FailedPostStartHook: PostStartHook failed", "Killing: FailedPostStartHook");
    life.seconds(5);
    assertThat(life.last()).isEqualTo("Running main:CrashLoopBackOff");
  }

  @Test
  void stoppingTakesWhatItTakesUpToItsGrace() {
    assertThat(life("", "{}").seconds(2).stops(30)).isEqualTo(1);
    PodLife slow = life("", "stop: {takes: 8s, exitCode: 0}").seconds(2);
    assertThat(slow.stops(30)).isEqualTo(8);
    assertThat(slow.last()).isEqualTo("Running main:Completed=0".replace("Running", "Succeeded"));
    PodLife deaf = life("", "stop: never").seconds(2);
    assertThat(deaf.stops(30)).isEqualTo(30);
    assertThat(deaf.last()).isEqualTo("Failed main:Error=137");
    assertThat(life("", "{}").seconds(2).stops(0)).isZero();
  }

  @Test
  void aHookBeforeTheStopCountsForTheGrace() {
    String hook = ", lifecycle: {preStop: {sleep: {seconds: 10}}}";
    assertThat(life(hook, "{}").seconds(2).stops(30)).isEqualTo(11);
    PodLife failing = life(hook, "preStop: {fail: true, takes: 1s}").seconds(2);
    assertThat(failing.stops(30)).isEqualTo(2);
    assertThat(failing.host.events)
        .containsSubsequence(
            "Killing: Stopping container main", "FailedPreStopHook: PreStopHook failed");
  }

  @Test
  void sidecarsStartFirstInTurnAndStopLastInTheOtherTurn() {
    String sidecar =
        "{name: %s, image: \"app:1\", imagePullPolicy: IfNotPresent, restartPolicy: Always}";
    PodLife life =
        new PodLife(
            pod(
                "initContainers: [%s, %s],"
                    .formatted(sidecar.formatted("one"), sidecar.formatted("two")),
                ""),
            "{}");

    life.seconds(2);
    life.stops(30);

    assertThat(life.host.events)
        .filteredOn(event -> event.startsWith("Started") || event.startsWith("Killing"))
        .containsExactly(
            "Started: Started container one",
            "Started: Started container two",
            "Started: Started container main",
            "Killing: Stopping container main",
            "Killing: Stopping container two",
            "Killing: Stopping container one");
  }

  @Test
  void anImageThatIsNeverPulledMustBeThere() {
    String spec = "{containers: [{name: main, image: \"none:1\", imagePullPolicy: Never}]}";

    assertThat(new PodLife(spec, "{}").seconds(1).last())
        .isEqualTo("Pending main:ErrImageNeverPull");
    assertThat(new PodLife(spec, "pull: {present: true}").seconds(1).last())
        .isEqualTo("Running main:running+");
  }

  @Test
  void aProcessThatCannotBeStartedSaysSo() {
    PodLife life = life("", "start: {error: \"exec: no such file\"}").seconds(1);

    assertThat(life.last()).isEqualTo("Running main:RunContainerError");
    assertThat(life.status("/containerStatuses/0/lastState/terminated/exitCode").asInt())
        .isEqualTo(128);
  }

  @Test
  void anEvictedPodFailsAndSaysWhy() {
    PodLife life = life(", resources: {limits: {ephemeral-storage: 1Gi}}", "{}").seconds(2);
    Verdict verdict = Verdict.evicted(life.pod.at("/spec/containers/0"), "ephemeral-storage");

    life.condemned(verdict).seconds(3);

    assertThat(life.status("/phase").asText()).isEqualTo("Failed");
    assertThat(life.status("/reason").asText()).isEqualTo("Evicted");
    assertThat(life.status("/message").asText())
        .isEqualTo("Container main exceeded its local ephemeral storage limit \"1Gi\". ");
    assertThat(life.status("/conditions").toString())
        .contains("DisruptionTarget", "TerminationByKubelet");
  }

  @Test
  void whoHasRunForLongIsForgivenItsCrashes() {
    PodLife life = life("", "start: {exitCode: 1, after: 11m}").seconds(11 * 60 + 5);

    assertThat(life.last()).isEqualTo("Running main:running+");
    life.seconds(11 * 60 + 5);
    assertThat(life.last()).isEqualTo("Running main:running+");
    assertThat(life.host.events).noneMatch(event -> event.startsWith("BackOff"));
  }

  @Test
  void readinessGatesAreToldOneByOne() {
    PodLife life =
        new PodLife(pod("readinessGates: [{conditionType: a}, {conditionType: b}],", ""), "{}");

    life.seconds(2);

    assertThat(life.status("/conditions").toString())
        .contains(
            "corresponding condition of pod readiness gate \\\"a\\\" does not exist., corresponding"
                + " condition of pod readiness gate \\\"b\\\" does not exist.");
  }
}
