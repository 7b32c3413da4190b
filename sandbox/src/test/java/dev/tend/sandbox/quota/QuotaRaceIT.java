package dev.tend.sandbox.quota;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ObjectApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many at once, against one quota. */
class QuotaRaceIT {
  private static final ResourceId QUOTA = new ResourceId("", "ResourceQuota", "default", "few");

  private Sandbox sandbox;
  private ObjectApi api;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxConfig.inMemory());
    api = sandbox.objects();
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static ObjectNode object(String yaml) {
    return YamlReader.read(new SourceText("test", yaml))
        .manifests()
        .getFirst()
        .inNamespace("default")
        .content();
  }

  private void quota(String hard) {
    api.create(
        object(
            """
            {apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: %s}}
            """
                .formatted(hard)),
        "test");
  }

  private int createAtOnce(int count, String yaml) throws InterruptedException {
    AtomicInteger created = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ObjectNode one = object(yaml.formatted(i));
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      api.create(one, "test");
                      created.incrementAndGet();
                    } catch (ApiFailure refused) {
                      assertThat(refused.message()).contains("exceeded quota: few");
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return created.get();
  }

  private JsonNode used() {
    return api.get(QUOTA).orElseThrow().path("status").path("used");
  }

  private void await(String name, String value) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!used().path(name).asText().equals(value) && System.nanoTime() < end) {
      Thread.sleep(10);
    }
    assertThat(used().path(name).asText()).isEqualTo(value);
  }

  @Test
  void noMoreThanTheQuotaAreCreatedHoweverManyTry() throws Exception {
    quota("{secrets: 7}");
    String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s-%d}}";
    assertThat(createAtOnce(60, secret)).isEqualTo(7);
    assertThat(api.list("", "Secret", "default")).hasSize(7);
    await("secrets", "7");

    String first = api.list("", "Secret", "default").getFirst().at("/metadata/name").asText();
    api.delete(new ResourceId("", "Secret", "default", first), "Background");
    await("secrets", "6");
    assertThat(createAtOnce(5, "{apiVersion: v1, kind: Secret, metadata: {name: t-%d}}"))
        .isEqualTo(1);
  }

  @Test
  void whatWasAdmittedAndNotStoredIsCountedOffAgain() throws Exception {
    quota("{secrets: 3}");
    // All but one find the name taken after the quota let them through.
    String same = "{apiVersion: v1, kind: Secret, metadata: {name: same, labels: {n: 'x%d'}}}";
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ObjectNode one = object(same.formatted(i));
      threads.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      api.create(one, "test");
                    } catch (ApiFailure refused) {
                      assertThat(refused.code()).isIn(403, 409);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    await("secrets", "1");
    assertThat(createAtOnce(5, "{apiVersion: v1, kind: Secret, metadata: {name: t-%d}}"))
        .isEqualTo(2);
  }

  @Test
  void podsThatHaveEndedCostNothing() throws Exception {
    quota("{pods: 1}");
    String pod =
        """
        {apiVersion: v1, kind: Pod, metadata: {name: p-%d},
         spec: {nodeSelector: {no: where}, containers: [{name: c, image: nginx}]}}
        """;
    assertThat(createAtOnce(3, pod)).isEqualTo(1);
    ObjectNode ended = api.list("", "Pod", "default").getFirst().deepCopy();
    ended.withObject("/metadata").remove("resourceVersion");
    ended.withObject("/status").put("phase", "Succeeded");
    api.updateStatus(ended, "test");
    await("pods", "0");
    assertThat(createAtOnce(3, pod.replace("p-", "q-"))).isEqualTo(1);
  }
}
