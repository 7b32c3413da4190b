package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README's way through tend, as a newcomer walks it. */
class PipelineAcceptanceIT {
  private static final String CONFIG =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata:
        name: settings
        namespace: default
      data:
        color: COLOR
      """;

  @TempDir Path home;

  private Launcher tend() {
    return new Launcher(home);
  }

  @AfterEach
  void stopSandbox() throws Exception {
    tend().run("sandbox", "down");
  }

  @ParameterizedTest
  @CsvSource({
    "shop, shop, web, StatefulSet.apps shop/db, Promotion.shop.example.com shop/autumn",
    "fission, fission, router, PersistentVolumeClaim fission/fission-storage-pvc,"
        + " Function.fission.io fission-function/hello"
  })
  void anAppRollsOutAndThenThereIsNothingToDo(
      String app, String namespace, String deployment, String storage, String custom)
      throws Exception {
    String folder = "testdata/apps/" + app;
    var applied = tend().run("apply", "--sandbox", folder).exits(0);
    assertThat(applied.out())
        .contains("created    Deployment.apps " + namespace + "/" + deployment)
        .contains("created    " + storage)
        .contains("created    " + custom)
        .contains("all ready");

    var diff = tend().run("diff", "--sandbox", folder).exits(0);
    assertThat(diff.out()).isEmpty();
    assertThat(diff.err()).contains("no differences");

    var again = tend().run("apply", "--sandbox", folder).exits(0);
    assertThat(again.out()).doesNotContain("created", "updated");

    tend().run("rollout", "status", "--sandbox", "-n", namespace, "deploy/" + deployment).exits(0);

    tend().run("delete", "--sandbox", "--app", app, "--yes").exits(0);
    tend().run("diff", "--sandbox", folder).exits(1);
  }

  @Test
  void aBrokenImageTagIsNamedWithItsContainerAndWhatToDo() throws Exception {
    var result =
        tend()
            .run("apply", "--sandbox", "--timeout", "60s", "testdata/apps/broken/image-tag")
            .exits(1);

    assertThat(result.out()).contains("does-not-exist").contains("container").contains("try:");
  }

  @Test
  void diffShowsWhatAChangeWouldDoAndSaysNo() throws Exception {
    tend().feed(CONFIG.replace("COLOR", "red"), "apply", "--sandbox", "-").exits(0);

    var diff = tend().feed(CONFIG.replace("COLOR", "blue"), "diff", "--sandbox", "-").exits(1);

    assertThat(diff.out())
        .contains("~ update   ConfigMap default/settings")
        .contains(".data.color: red -> blue");
  }

  @Test
  void theEventStreamIsJsonOnEveryLine() throws Exception {
    var result =
        tend().feed(CONFIG.replace("COLOR", "red"), "apply", "--sandbox", "-o", "json", "-");

    List<JsonNode> lines = new java.util.ArrayList<>();
    for (String line : result.exits(0).out().lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines)
        .allSatisfy(
            line -> assertThat(line.path("apiVersion").asText()).isEqualTo("output.tend.dev/v1"));
    assertThat(lines.getLast().path("kind").asText()).isEqualTo("ApplyReport");
    assertThat(lines.getLast().path("succeeded").asBoolean()).isTrue();
  }

  @Test
  void anInvalidManifestIsRefusedBeforeTheClusterIsTouched() throws Exception {
    Path file = home.resolve("bad.yaml");
    Files.writeString(file, CONFIG.replace("\ndata:", "\ndatta:"));

    var result = tend().run("validate", file.toString()).exits(1);

    assertThat(result.out()).contains("bad.yaml:6:").contains("datta").contains("data");
  }

  @Test
  void whatTheServersRulesRefuseIsNamedWithItsLineAndNothingIsApplied() throws Exception {
    Path file =
        Files.writeString(
            home.resolve("web.yaml"),
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: fine}
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec:
              selector: {app: web}
              ports:
              - port: 70000
            """);

    var refused = tend().run("apply", "--sandbox", "--no-wait", file.toString()).exits(1);
    assertThat(refused.err())
        .contains("web.yaml:11:", "must be between 1 and 65535", "nothing was applied");
    var line = tend().run("apply", "--sandbox", "-o", "json", file.toString()).exits(1).out();
    assertThat(line.lines()).hasSize(1);
    assertThat(new ObjectMapper().readTree(line).at("/problems/0/line").asInt()).isEqualTo(11);
    Path plan = home.resolve("plan");
    var shown =
        tend().run("diff", "--sandbox", "--save-plan", plan.toString(), file.toString()).exits(1);
    assertThat(plan).doesNotExist();
    assertThat(shown.out()).contains("+ create", "fine", "web.yaml:11:");
  }

  @Test
  void noClusterIsAFaultThatPointsToTheSandbox() throws Exception {
    var result = tend().feed(CONFIG, "diff", "-").exits(3);

    assertThat(result.err()).contains("error:").contains("--sandbox");
  }

  @Test
  void theSandboxKeepsItsStateWhileItIsDown() throws Exception {
    tend().run("sandbox", "up").exits(0);
    tend().feed(CONFIG.replace("COLOR", "red"), "apply", "--sandbox", "-").exits(0);
    tend().run("sandbox", "down").exits(0);
    tend().run("sandbox", "kubeconfig").exits(3);
    tend().run("sandbox", "up").exits(0);

    tend().feed(CONFIG.replace("COLOR", "red"), "diff", "--sandbox", "-").exits(0);

    assertThat(tend().run("sandbox", "kubeconfig").exits(0).out())
        .contains("https://127.0.0.1:", "certificate-authority-data", "token");
    tend().run("sandbox", "reset").exits(0);
    tend().feed(CONFIG.replace("COLOR", "red"), "diff", "--sandbox", "-").exits(1);
  }
}
