package dev.tend.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import dev.tend.sandbox.kubelet.Behaviour.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodRunTest {
  private static final ObjectNode POD =
      Trees.yaml(
          """
          metadata: {name: web, namespace: shop, uid: u-1}
          spec:
            containers: [{name: main, image: "app:1", imagePullPolicy: IfNotPresent}]
          status: {phase: Pending}
          """);

  private final FakeHost host = new FakeHost();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private ObjectNode pod = POD.deepCopy();
  private PodRun run = new PodRun(pod);

  /** Lets a second pass and the kubelet look; the state of the container afterwards. */
  private String second() {
    run.advance(host, now);
    pod.set("status", PodStatus.of(pod, run, "172.18.0.3", now));
    now = now.plusSeconds(1);
    var state = pod.at("/status/containerStatuses/0/state");
    String name = state.fieldNames().next();
    return name.equals("waiting") ? state.at("/waiting/reason").asText() : name;
  }

  private void behave(Behaviour behaviour) {
    host.behaviour = behaviour;
  }

  private static Behaviour ending(int code) {
    return Behaviour.WELL.ending(Ending.exit(code, Duration.ofSeconds(1)));
  }

  @Test
  void aHealthyPodPullsStartsAndIsReady() {
    assertThat(second()).isEqualTo("ContainerCreating");
    assertThat(second()).isEqualTo("running");

    assertThat(pod.at("/status/phase").asText()).isEqualTo("Running");
    assertThat(host.events)
        .containsExactly(
            "Pulling: Pulling image \"app:1\"",
            "Pulled: Successfully pulled image \"app:1\" in 1s (1s including waiting). Image size: "
                + Images.size("app:1")
                + " bytes.",
            "Created: Created container: main",
            "Started: Started container main");
    assertThat(pod.at("/status/containerStatuses/0/imageID").asText())
        .startsWith("docker.io/library/app@sha256:");
  }

  @Test
  void crashesBackOffLongerEachTime() {
    host.images.add("app:1");
    behave(ending(1));

    List<String> seen = new ArrayList<>();
    StringBuilder messages = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      String state = second();
      if (seen.isEmpty() || !seen.getLast().equals(state)) {
        seen.add(state);
        if (state.equals("CrashLoopBackOff")) {
          String message = pod.at("/status/containerStatuses/0/state/waiting/message").asText();
          messages.append(message, 0, message.indexOf(" restarting")).append(';');
        }
      }
    }

    assertThat(seen.subList(0, 7))
        .containsExactly(
            "running",
            "terminated",
            "running",
            "terminated",
            "CrashLoopBackOff",
            "running",
            "terminated");
    assertThat(messages.toString()).startsWith("back-off 10s;back-off 20s;");
  }

  @Test
  void aRestartedProcessTakesUpTheCrashLoopWhereItWas() {
    host.images.add("app:1");
    behave(ending(1));
    while (!second().equals("CrashLoopBackOff")) {
      // Until then.
    }
    int restarts = pod.at("/status/containerStatuses/0/restartCount").asInt();

    run = new PodRun(pod);
    run.resume(pod, host, now);

    assertThat(second()).isEqualTo("CrashLoopBackOff");
    assertThat(pod.at("/status/containerStatuses/0/restartCount").asInt()).isEqualTo(restarts);
    now = now.plusSeconds(10);
    assertThat(second()).isEqualTo("running");
    assertThat(pod.at("/status/containerStatuses/0/restartCount").asInt()).isEqualTo(restarts + 1);
  }

  @Test
  void aRestartedProcessLeavesWhatRunsAlone() {
    second();
    second();
    String id = pod.at("/status/containerStatuses/0/containerID").asText();
    host.events.clear();

    run = new PodRun(pod);
    run.resume(pod, host, now);

    assertThat(second()).isEqualTo("running");
    assertThat(pod.at("/status/containerStatuses/0/containerID").asText()).isEqualTo(id);
    assertThat(host.events).isEmpty();
  }

  @Test
  void pullErrorsAlternateWithBackOffAsOnARealNode() {
    behave(
        BehaviourReader.read(new RuleReader("rules", ""), Trees.yaml("pull: {error: NotFound}")));

    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String state = second();
      if (seen.isEmpty() || !seen.getLast().equals(state)) {
        seen.add(state);
      }
    }

    assertThat(seen)
        .containsExactly(
            "ContainerCreating",
            "ErrImagePull",
            "ImagePullBackOff",
            "ErrImagePull",
            "ImagePullBackOff",
            "ErrImagePull",
            "ImagePullBackOff");
  }

  @Test
  void restartPoliciesDecideHowThePodEnds() {
    host.images.add("app:1");
    pod.withObject("/spec").put("restartPolicy", "Never");
    run = new PodRun(pod);
    behave(ending(3));

    second();
    second();

    assertThat(pod.at("/status/phase").asText()).isEqualTo("Failed");
    assertThat(pod.at("/status/containerStatuses/0/state/terminated/exitCode").asInt())
        .isEqualTo(3);
    assertThat(run.nextChange(now)).isEqualTo(Instant.MAX);
  }

  @Test
  void readinessWaitsForTheProbe() {
    host.images.add("app:1");
    ((ObjectNode) pod.at("/spec/containers/0"))
        .set("readinessProbe", Trees.yaml("{initialDelaySeconds: 3, httpGet: {port: 80}}"));
    run = new PodRun(pod);

    second();
    assertThat(pod.at("/status/containerStatuses/0/ready").asBoolean()).isFalse();
    assertThat(run.nextChange(now)).isEqualTo(now.plusSeconds(2));
    now = now.plusSeconds(2);
    second();

    assertThat(pod.at("/status/containerStatuses/0/ready").asBoolean()).isTrue();
    assertThat(run.nextChange(now)).isEqualTo(Instant.MAX);
  }

  @Test
  void anImageNameThatIsNoneIsRefused() {
    ((ObjectNode) pod.at("/spec/containers/0")).put("image", "App:1");
    run = new PodRun(pod);

    assertThat(second()).isEqualTo("InvalidImageName");
  }
}
