package dev.tend.apply.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tend.apply.wire.FakeServer.Answer;
import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireIT {
  @TempDir Path folder;
  private FakeServer server;
  private Wire wire;

  @BeforeEach
  void connect() throws IOException {
    server = FakeServer.start();
    wire = Wire.to(endpoint(), quick());
  }

  @AfterEach
  void disconnect() {
    wire.close();
    server.close();
  }

  private Endpoint endpoint() {
    return new Kubeconfig(Map.of()).find(Optional.of(server.kubeconfig(folder)), Optional.empty());
  }

  private static RetryPolicy quick() {
    return new RetryPolicy(4, Duration.ofMillis(1), Duration.ofMillis(3), new Random(1));
  }

  @Test
  void sendsTheTokenAndCollectsWarnings() throws InterruptedException {
    server.on(
        "GET /api", Answer.ok("{}").with("Warning", "299 - \"policy/v1beta1 is \\\"old\\\"\""));

    ApiResponse response = wire.send(ApiRequest.get("/api").with("labelSelector", "a=b,c!=d"));

    assertThat(response.warnings()).containsExactly("policy/v1beta1 is \"old\"");
    assertThat(server.requests()).containsExactly("GET /api?labelSelector=a%3Db%2Cc%21%3Dd");
  }

  @Test
  void triesAgainWhereTheServerIsOverloaded() throws InterruptedException {
    server.on(
        "GET /api",
        Answer.of(503, ""),
        Answer.of(429, "").with("Retry-After", "1"),
        Answer.ok("{}"));

    assertThat(wire.send(ApiRequest.get("/api")).code()).isEqualTo(200);
    assertThat(server.requests()).hasSize(3);
    assertThat(wire.requestsSent()).isEqualTo(3);
  }

  @Test
  void givesUpAfterItsAttempts() throws InterruptedException {
    server.on("GET /api", Answer.of(503, "no backend"));

    ApiResponse response = wire.send(ApiRequest.get("/api"));

    assertThat(response.status().message()).isEqualTo("no backend");
    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void doesNotRepeatACreateThatMayHaveArrived() throws InterruptedException {
    server.on("POST /api", Answer.of(503, ""), Answer.ok("{}"));

    ApiResponse response =
        wire.send(ApiRequest.post("/api", JsonNodeFactory.instance.objectNode()));

    assertThat(response.code()).isEqualTo(503);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void repeatsACreateThatWasTurnedAwayUnread() throws InterruptedException {
    server.on("POST /api", Answer.of(429, ""), Answer.ok("{}"));

    ApiResponse response =
        wire.send(ApiRequest.post("/api", JsonNodeFactory.instance.objectNode().put("a", 1)));

    assertThat(response.code()).isEqualTo(200);
    assertThat(server.bodies()).containsExactly("{\"a\":1}", "{\"a\":1}");
  }

  @Test
  void saysWhoWasNotThereAndWhatToTry() {
    server.close();

    assertThatThrownBy(() -> wire.send(ApiRequest.get("/api")))
        .isInstanceOfSatisfying(
            KnownFailure.class,
            failure -> {
              assertThat(failure.message())
                  .contains(server.url())
                  .contains("context fake")
                  .contains(folder.resolve("config").toString())
                  .contains("connection refused");
              assertThat(failure.hint()).contains("--context").contains("--sandbox");
            });
    assertThat(wire.requestsSent()).as("nobody ever answered: no use to insist").isEqualTo(1);
  }

  @Test
  void insistsWhereAServerWentAwayThatAnsweredBefore() throws InterruptedException {
    server.on("GET /api", Answer.ok("{}"));
    wire.send(ApiRequest.get("/api"));
    server.close();

    assertThatThrownBy(() -> wire.send(ApiRequest.get("/api"))).isInstanceOf(KnownFailure.class);
    assertThat(wire.requestsSent()).isEqualTo(1 + 4);
  }

  @Test
  void saysThatAnAnswerIsNoJson() throws InterruptedException {
    server.on("GET /api", Answer.ok("<html>Welcome to nginx</html>"));
    ApiResponse response = wire.send(ApiRequest.get("/api"));

    assertThatThrownBy(response::object)
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("GET /api")
        .hasMessageContaining("nginx");
  }
}
