package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.kubelet.PodLogs;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PodLifeIT {
  private Cluster cluster;

  @BeforeEach
  void start() {
    cluster = Cluster.start(2);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private static String pod(String spec) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: one, labels: {app: one}}
    spec:
      terminationGracePeriodSeconds: 30
    """
        + spec.indent(2);
  }

  private static String plain(String image) {
    return pod("containers: [{name: main, image: \"" + image + "\"}]");
  }

  private static String reason(JsonNode pod) {
    return pod.at("/status/containerStatuses/0/state/waiting/reason").asText();
  }

  @Test
  void whatOthersWriteOfAStatusStandsBesideWhatKubeletsWrite() {
    String earlier = "2026-01-01T00:00:01Z";
    for (int i = 0; i < 40; i++) {
      String name = "p-" + i;
      cluster.create(plain("shop/web:1").replace("name: one,", "name: " + name + ","));
      cluster.await("", "Pod", name, found -> found.at("/status/startTime").isTextual());
      writeStatus(name, "startTime", earlier);
    }
    for (int i = 0; i < 40; i++) {
      ObjectNode pod = cluster.await("", "Pod", "p-" + i, found -> Pods.ready((ObjectNode) found));
      assertThat(pod.at("/status/startTime").asText()).isEqualTo(earlier);
    }
  }

  /** Reads, changes and writes, until nobody was faster. */
  private void writeStatus(String name, String field, String value) {
    while (true) {
      ObjectNode pod = cluster.get("", "Pod", name).deepCopy();
      pod.withObject("/status").put(field, value);
      try {
        cluster.api().updateStatus(pod, "somebody");
        return;
      } catch (ApiFailure conflict) {
        assertThat(conflict.code()).isEqualTo(409);
      }
    }
  }

  @Test
  void crashLoopKeepsItsLastExitAndItsLog() {
    cluster.create(plain("shop/crash-me:1"));

    ObjectNode pod =
        cluster.await(
            "",
            "Pod",
            "one",
            found ->
                reason(found).equals("CrashLoopBackOff")
                    && found.at("/status/containerStatuses/0/restartCount").asInt() >= 2);

    JsonNode status = pod.at("/status/containerStatuses/0");
    assertThat(status.at("/lastState/terminated/exitCode").asInt()).isEqualTo(1);
    assertThat(status.at("/lastState/terminated/reason").asText()).isEqualTo("Error");
    assertThat(status.at("/state/waiting/message").asText())
        .matches(
            "back-off \\d+s restarting failed container=main pod=one_shop\\("
                + Meta.uid(pod)
                + "\\)");
    assertThat(Pods.phase(pod)).isEqualTo("Running");
    assertThat(cluster.events("BackOff"))
        .containsExactly(
            "Back-off restarting failed container main in pod one_shop(" + Meta.uid(pod) + ")");
    PodLogs logs = cluster.controllers().podLogs();
    assertThat(logs.hasPrevious(pod, "main")).isTrue();
    assertThat(logs.read(pod, "main", true))
        .extracting(PodLogs.Line::text)
        .anyMatch(line -> line.contains("required setting DATABASE_URL is not set"));
  }

  @Test
  void outOfMemoryIsSaid() {
    cluster.create(plain("cache:oom"));

    ObjectNode pod =
        cluster.await("", "Pod", "one", found -> reason(found).equals("CrashLoopBackOff"));

    JsonNode last = pod.at("/status/containerStatuses/0/lastState/terminated");
    assertThat(last.path("reason").asText()).isEqualTo("OOMKilled");
    assertThat(last.path("exitCode").asInt()).isEqualTo(137);
  }

  @Test
  void pullErrorsAlternate() {
    var history = cluster.history("", "Pod");
    cluster.create(plain("nginx:unauthorized"));

    cluster.until(() -> cluster.events("Pulling").size() == 1 && reasons(history).size() >= 3);

    assertThat(reasons(history).subList(0, 3))
        .containsExactly("ContainerCreating", "ErrImagePull", "ImagePullBackOff");
    assertThat(
            cluster
                .get("", "Pod", "one")
                .at("/status/containerStatuses/0/state/waiting/message")
                .asText())
        .contains("pull access denied");
  }

  private static List<String> reasons(List<ObjectEvent> history) {
    return history.stream()
        .map(event -> reason(event.object()))
        .filter(reason -> !reason.isEmpty())
        .distinct()
        .toList();
  }

  @Test
  void initContainersRunOneAfterAnotherAndSidecarsStay() {
    cluster.create(
        pod(
            """
            initContainers:
            - {name: first, image: "init:1"}
            - {name: proxy, image: "proxy:1", restartPolicy: Always}
            - {name: second, image: "init:2"}
            containers:
            - {name: main, image: "main:1"}
            """));

    ObjectNode pod = cluster.await("", "Pod", "one", Pods::ready);

    JsonNode inits = pod.at("/status/initContainerStatuses");
    assertThat(inits.at("/0/state/terminated/reason").asText()).isEqualTo("Completed");
    assertThat(inits.at("/1/state").has("running")).isTrue();
    assertThat(inits.at("/2/state/terminated/reason").asText()).isEqualTo("Completed");
    assertThat(pod.at("/status/containerStatuses/0/state").has("running")).isTrue();
  }

  @Test
  void failingInitContainerKeepsThePodPending() {
    cluster.create(
        pod(
            """
            initContainers: [{name: first, image: "tools/crash:1"}]
            containers: [{name: main, image: "main:1"}]
            """));

    ObjectNode pod =
        cluster.await(
            "",
            "Pod",
            "one",
            found ->
                found
                    .at("/status/initContainerStatuses/0/state/waiting/reason")
                    .asText()
                    .equals("CrashLoopBackOff"));

    assertThat(Pods.phase(pod)).isEqualTo("Pending");
    assertThat(reason(pod)).isEqualTo("PodInitializing");
    assertThat(Conditions.reason(pod.path("status"), "Initialized"))
        .isEqualTo("ContainersNotInitialized");
  }

  @Test
  void missingConfigurationIsNamedAndHeals() {
    cluster.create(
        pod(
            """
            containers:
            - name: main
              image: main:1
              envFrom: [{configMapRef: {name: settings}}]
            """));
    ObjectNode pod =
        cluster.await(
            "", "Pod", "one", found -> reason(found).equals("CreateContainerConfigError"));
    assertThat(pod.at("/status/containerStatuses/0/state/waiting/message").asText())
        .isEqualTo("configmap \"settings\" not found");
    cluster.until(
        () -> cluster.events("Failed").contains("Error: configmap \"settings\" not found"));

    cluster.create("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: b}}");

    cluster.await("", "Pod", "one", Pods::ready);
  }

  @Test
  void missingVolumeIsNamedAndHeals() {
    cluster.create(
        pod(
            """
            containers: [{name: main, image: "main:1"}]
            volumes: [{name: certs, secret: {secretName: tls}}]
            """));
    cluster.until(
        () ->
            cluster
                .events("FailedMount")
                .contains(
                    "MountVolume.SetUp failed for volume \"certs\" : secret \"tls\" not found"));
    assertThat(reason(cluster.get("", "Pod", "one"))).isEqualTo("ContainerCreating");

    cluster.create("{apiVersion: v1, kind: Secret, metadata: {name: tls}}");

    cluster.await("", "Pod", "one", Pods::ready);
  }

  @Test
  void neverReadyRunsWithoutBeingReady() {
    cluster.create(
        pod(
            """
            containers:
            - name: main
              image: main:never-ready
              readinessProbe: {tcpSocket: {port: 8080}}
            """));

    cluster.until(() -> !cluster.events("Unhealthy").isEmpty());

    ObjectNode pod = cluster.get("", "Pod", "one");
    assertThat(Pods.phase(pod)).isEqualTo("Running");
    assertThat(Pods.ready(pod)).isFalse();
    assertThat(cluster.events("Unhealthy").getFirst())
        .startsWith("Readiness probe failed: dial tcp ")
        .endsWith(":8080: connect: connection refused");
  }

  @Test
  void deletionStopsContainersAndThenThePodIsGone() {
    cluster.create(plain("main:1"));
    cluster.await("", "Pod", "one", Pods::ready);

    cluster.api().delete(cluster.id("", "Pod", "one"), "Background");

    assertThat(Meta.deleting(cluster.get("", "Pod", "one"))).isTrue();
    cluster.awaitGone("", "Pod", "one");
    assertThat(cluster.events("Killing")).containsExactly("Stopping container main");
  }

  @Test
  void unschedulableSaysWhyAndHealsWhenThereIsRoom() {
    cluster.create(
        pod("containers: [{name: main, image: \"main:1\", resources: {requests: {cpu: 6}}}]"));
    cluster.await("", "Pod", "one", Pods::ready);
    String second =
        pod(
            "nodeSelector: {kubernetes.io/hostname: sandbox-1}\ncontainers: [{name: main, image: \"main:1\", resources: {requests: {cpu: 6}}}]");
    cluster.create(second.replace("name: one", "name: two"));

    ObjectNode pod =
        cluster.await(
            "",
            "Pod",
            "two",
            found ->
                Conditions.reason(found.path("status"), "PodScheduled").equals("Unschedulable"));

    String message =
        "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match Pod's node"
            + " affinity/selector. no new claims to deallocate, preemption: 0/2 nodes are available: 1 No preemption victims"
            + " found for incoming pod, 1 Preemption is not helpful for scheduling.";
    assertThat(
            Conditions.find(pod.path("status"), "PodScheduled")
                .orElseThrow()
                .path("message")
                .asText())
        .isEqualTo(message);
    cluster.until(() -> cluster.events("FailedScheduling").contains(message));
    cluster.api().delete(cluster.id("", "Pod", "one"), "Background");
    cluster.await("", "Pod", "two", Pods::ready);
  }

  @Test
  void serviceFollowsItsPods() {
    cluster.create(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: one}
        spec:
          selector: {app: one}
          ports: [{name: http, port: 80, targetPort: web, protocol: TCP}]
        """);
    cluster.create(
        pod(
            """
            containers:
            - name: main
              image: main:1
              ports: [{name: web, containerPort: 8080, protocol: TCP}]
            """));
    cluster.await("", "Pod", "one", Pods::ready);

    cluster.until(
        () ->
            cluster.list("discovery.k8s.io", "EndpointSlice").stream()
                .anyMatch(slice -> slice.at("/endpoints/0/conditions/ready").asBoolean()));

    ObjectNode slice = cluster.list("discovery.k8s.io", "EndpointSlice").getFirst();
    assertThat(slice.at("/ports/0/port").asInt()).isEqualTo(8080);
    assertThat(slice.at("/endpoints/0/targetRef/name").asText()).isEqualTo("one");
    cluster.await("", "Endpoints", "one", found -> found.at("/subsets/0/addresses").size() == 1);
    cluster.api().delete(cluster.id("", "Pod", "one"), "Background");
    cluster.await("", "Endpoints", "one", found -> !found.has("subsets"));
  }

  @Test
  void anImageThatIsPutRightOnThePodItselfIsPulled() {
    cluster.create(plain("main:does-not-exist"));
    cluster.await("", "Pod", "one", found -> reason(found).equals("ErrImagePull"));

    cluster.change(
        "",
        "Pod",
        "one",
        pod -> ((ObjectNode) pod.at("/spec/containers/0")).put("image", "main:1"));

    cluster.await("", "Pod", "one", Pods::ready);
  }

  @Test
  void podsOfANodeThatIsDeletedAreGone() {
    cluster.create(plain("main:1"));
    ObjectNode pod = cluster.await("", "Pod", "one", Pods::ready);

    cluster.api().delete(new ResourceId("", "Node", "", Pods.node(pod)), "Background");

    cluster.awaitGone("", "Pod", "one");
  }
}
