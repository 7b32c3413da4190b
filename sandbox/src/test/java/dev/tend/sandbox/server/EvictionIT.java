package dev.tend.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.Trees;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ObjectApi;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EvictionIT {
  private static final ResourceId BUDGET =
      new ResourceId("policy", "PodDisruptionBudget", "default", "all");

  private static final int PODS = 20;

  private Sandbox sandbox;
  private Client client;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxConfig.inMemory());
    client = new Client(sandbox);
  }

  @AfterEach
  void stop() {
    client.close();
    sandbox.close();
  }

  @Test
  void whoEvictsDoesNotMindThatSomebodyElseWritesTheBudget() throws InterruptedException {
    ObjectApi api = sandbox.objects();
    for (int i = 0; i < PODS; i++) {
      api.create(
          Trees.yaml(
              """
              apiVersion: v1
              kind: Pod
              metadata: {name: p%d, namespace: default, labels: {app: a}}
              spec: {containers: [{name: a, image: a}]}
              """
                  .formatted(i)),
          "test");
    }
    api.create(
        Trees.yaml(
            """
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: all, namespace: default}
            spec: {minAvailable: 0, selector: {matchLabels: {app: a}}}
            """),
        "test");
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (allowed(api) < PODS) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(20);
    }
    AtomicBoolean over = new AtomicBoolean();
    Thread other = Thread.ofPlatform().start(() -> annotate(api, over));

    for (int i = 0; i < PODS; i++) {
      Client.Answer answer =
          client.post(
              "/api/v1/namespaces/default/pods/p%d/eviction".formatted(i),
              """
              {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "p%d"}}
              """
                  .formatted(i));
      assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    over.set(true);
    other.join();
  }

  private static int allowed(ObjectApi api) {
    return api.get(BUDGET).orElseThrow().at("/status/disruptionsAllowed").asInt();
  }

  private static void annotate(ObjectApi api, AtomicBoolean over) {
    for (int i = 0; !over.get(); i++) {
      ObjectNode copy = api.get(BUDGET).orElseThrow().deepCopy();
      copy.withObject("/metadata/annotations").put("n", Integer.toString(i));
      try {
        api.update(copy, "other");
      } catch (ApiFailure e) {
        assertThat(e.code()).isEqualTo(409);
      }
    }
  }
}
