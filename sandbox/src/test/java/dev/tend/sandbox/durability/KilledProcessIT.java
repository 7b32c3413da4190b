package dev.tend.sandbox.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.Sandbox;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.recorded.ApiClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that serves, at any moment, and starts another on what it left. */
class KilledProcessIT {
  @TempDir Path folder;

  private SandboxConfig config() {
    SandboxConfig memory = SandboxConfig.inMemory();
    return new SandboxConfig(
        Optional.of(folder), 0, Optional.empty(), memory.nodes(), memory.pace(), memory.clock());
  }

  private Process startProcess() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tend.sandbox.SandboxProcess",
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).startsWith("https://127.0.0.1:");
    return process;
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private static ResourceId map(String name) {
    return new ResourceId("", "ConfigMap", "default", name);
  }

  private static String json(String name) {
    return """
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "%s"}, "data": {"a": "%s"}}
        """
        .formatted(name, "x".repeat(2000));
  }

  @Test
  void whatWasAnsweredIsThereAfterAKillAmidWrites() throws Exception {
    Process process = startProcess();
    ApiClient client = ApiClient.of(Files.readString(Sandbox.kubeconfigFile(folder)));
    List<String> answered = new ArrayList<>();
    List<String> versions = new ArrayList<>();
    Thread killer =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (answered.size() < 150) {
                      Thread.sleep(1);
                    }
                    process.destroyForcibly();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    try {
      for (int i = 0; i < 100_000; i++) {
        ApiClient.Answer answer =
            client.post("/api/v1/namespaces/default/configmaps", json("map-" + i));
        assertThat(answer.code()).isEqualTo(201);
        versions.add(answer.object().at("/metadata/resourceVersion").asText());
        answered.add("map-" + i);
      }
    } catch (IOException killed) {
      // As it should be.
    }
    killer.join();
    kill(process);
    assertThat(answered).hasSizeGreaterThanOrEqualTo(150);

    try (Sandbox sandbox = Sandbox.start(config())) {
      for (int i = 0; i < answered.size(); i++) {
        ObjectNode found = sandbox.objects().get(map(answered.get(i))).orElseThrow();
        assertThat(found.at("/metadata/resourceVersion").asText()).isEqualTo(versions.get(i));
      }
      ApiClient again = ApiClient.of(sandbox);
      String version =
          again
              .post("/api/v1/namespaces/default/configmaps", json("after"))
              .object()
              .at("/metadata/resourceVersion")
              .asText();
      assertThat(Long.parseLong(version)).isGreaterThan(Long.parseLong(versions.getLast()));
    }
  }

  @Test
  void aTornLastWriteIsDroppedWithAWord() throws Exception {
    Process process = startProcess();
    ApiClient client = ApiClient.of(Files.readString(Sandbox.kubeconfigFile(folder)));
    client.post("/api/v1/namespaces/default/configmaps", json("whole"));
    kill(process);
    Files.writeString(
        folder.resolve("objects.log"), "0000abcd {\"revision\":", StandardOpenOption.APPEND);

    try (Sandbox sandbox = Sandbox.start(config())) {
      assertThat(sandbox.objects().get(map("whole"))).isPresent();
      assertThat(sandbox.recovery().orElseThrow())
          .startsWith("the last write before the sandbox ended was not whole and is dropped: 21")
          .contains("objects.log");
    }
    try (Sandbox sandbox = Sandbox.start(config())) {
      assertThat(sandbox.recovery()).isEmpty();
    }
  }

  @Test
  void anotherProcessIsToldWhoHasTheState() throws Exception {
    Process process = startProcess();
    try {
      assertThatThrownBy(() -> Sandbox.start(config()))
          .isInstanceOf(KnownFailure.class)
          .hasMessage(
              "Another sandbox (process %d) runs on the state in %s"
                  .formatted(process.pid(), folder));
      ApiClient client = ApiClient.of(Files.readString(Sandbox.kubeconfigFile(folder)));
      assertThat(client.get("/readyz").text()).isEqualTo("ok");
    } finally {
      kill(process);
    }
    Sandbox.start(config()).close();
  }

  @Test
  void tokensOfAccountsOutliveTheProcess() throws Exception {
    String token;
    try (Sandbox sandbox = Sandbox.start(config())) {
      token =
          ApiClient.of(sandbox)
              .post("/api/v1/namespaces/default/serviceaccounts/default/token", "{}")
              .object()
              .at("/status/token")
              .asText();
    }
    try (Sandbox sandbox = Sandbox.start(config())) {
      ApiClient account = ApiClient.of(sandbox).with(token);
      assertThat(account.get("/api/v1/namespaces/default/configmaps").code()).isEqualTo(200);
    }
  }
}
