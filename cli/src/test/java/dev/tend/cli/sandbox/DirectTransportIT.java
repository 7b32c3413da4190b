package dev.tend.cli.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.ApiResponse;
import dev.tend.apply.wire.LineStream;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectTransportIT {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String SECRETS = "/api/v1/namespaces/default/secrets";
  private static final String FAULTS =
      """
      apiVersion: sandbox.tend.dev/v1alpha1
      kind: ApiFaults
      metadata: {name: faults}
      rules:
      - match: {name: busy}
        status: 429
        retryAfter: 7
      - match: {name: lost}
        drop: before
      """;

  @TempDir Path folder;
  private Sandbox sandbox;
  private DirectTransport transport;

  @BeforeEach
  void start() throws IOException {
    Path rules = Files.writeString(folder.resolve("faults.yaml"), FAULTS);
    sandbox =
        Sandbox.start(
            new SandboxConfig(
                Optional.of(folder.resolve("state")),
                0,
                Optional.of(rules),
                1,
                Duration.ofMillis(5),
                Clock.systemUTC()));
    transport = new DirectTransport(sandbox.server());
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  private static ApiRequest create(String name) {
    return create(MAPS, "ConfigMap", name);
  }

  private static ApiRequest create(String path, String kind, String name) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "v1").put("kind", kind).putObject("metadata").put("name", name);
    return ApiRequest.post(path, object);
  }

  private ApiResponse get(String name) throws IOException, InterruptedException {
    return transport.send(ApiRequest.get(MAPS + "/" + name));
  }

  @Test
  void whoUsesItIsTheUserOfTheKubeconfig() throws IOException, InterruptedException {
    assertThat(transport.send(create("a")).code()).isEqualTo(201);

    assertThat(get("a").object().at("/metadata/name").asText()).isEqualTo("a");
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("apiVersion", "authentication.k8s.io/v1").put("kind", "SelfSubjectReview");
    ApiResponse self =
        transport.send(
            ApiRequest.post("/apis/authentication.k8s.io/v1/selfsubjectreviews", review));
    assertThat(self.object().at("/status/userInfo/username").asText()).isEqualTo("sandbox-admin");
  }

  @Test
  void refusalsAndWarningsArriveAsOverTheNetwork() throws IOException, InterruptedException {
    ApiResponse absent = get("nobody");
    assertThat(absent.code()).isEqualTo(404);
    assertThat(absent.status().message()).isEqualTo("configmaps \"nobody\" not found");

    ApiResponse old = transport.send(ApiRequest.get("/api/v1/componentstatuses"));
    assertThat(old.warnings()).containsExactly("v1 ComponentStatus is deprecated in v1.19+");

    ApiResponse busy = get("busy");
    assertThat(busy.code()).isEqualTo(429);
    assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7));

    assertThatThrownBy(() -> get("lost")).isInstanceOf(IOException.class);
  }

  @Test
  void queriesAreReadAsOverTheNetwork() throws IOException, InterruptedException {
    transport.send(create("a"));
    transport.send(create("b"));

    ApiRequest named = ApiRequest.get(MAPS).with("fieldSelector", "metadata.name=b");
    assertThat(transport.send(named).object().path("items")).hasSize(1);
  }

  @Test
  void aWatchIsFollowedLineByLineUntilItIsClosed() throws Exception {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    ApiRequest watch =
        ApiRequest.get(MAPS).with("watch", "true").with("fieldSelector", "metadata.name=a");
    LineStream stream =
        transport.follow(watch, line -> lines.add(new String(line, StandardCharsets.UTF_8)));
    try (stream) {
      transport.send(create("a"));
      assertThat(lines.poll(60, TimeUnit.SECONDS)).contains("\"ADDED\"", "\"name\":\"a\"");
    }
    assertThat(stream.end()).isCompletedExceptionally();
    transport.send(ApiRequest.delete(MAPS + "/a", JsonNodeFactory.instance.objectNode()));
    assertThat(lines.poll(200, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void aRefusedWatchEndsWithTheRefusal() throws Exception {
    ApiRequest watch = ApiRequest.get("/api/v1/nonsense").with("watch", "true");
    try (LineStream stream = transport.follow(watch, line -> {})) {
      ApiResponse end = stream.end().get(60, TimeUnit.SECONDS);
      assertThat(end.code()).isEqualTo(404);
    }
  }

  /** An interrupted thread that writes to a file closes it for all. */
  @Test
  void whatAnInterruptedCallerAskedForIsDoneAllTheSame() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    DirectTransport slow =
        new DirectTransport(
            request -> {
              begun.countDown();
              awaitCalmly(goOn);
              return sandbox.server().handle(request);
            });
    CompletableFuture<Exception> gaveUp = new CompletableFuture<>();
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    slow.send(create(SECRETS, "Secret", "slow"));
                  } catch (IOException | InterruptedException e) {
                    gaveUp.complete(e);
                  }
                });
    begun.await();
    caller.interrupt();
    caller.join();
    ApiRequest look = ApiRequest.get(SECRETS + "/slow");
    assertThat(transport.send(look).code()).as("it didn't wait for the answer").isEqualTo(404);
    assertThat(gaveUp).isCompletedWithValueMatching(InterruptedException.class::isInstance);

    goOn.countDown();
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (transport.send(look).code() != 200 && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    assertThat(transport.send(look).code()).isEqualTo(200);
    assertThat(transport.send(create("next")).code()).isEqualTo(201);
  }

  private static void awaitCalmly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("only the caller was to be interrupted", e);
    }
  }
}
