package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KustomizeAcceptanceIT {
  @TempDir Path home;
  @TempDir Path folder;

  private Launcher tend() {
    return new Launcher(home);
  }

  @AfterEach
  void stopSandbox() throws Exception {
    tend().run("sandbox", "down");
  }

  private void file(String path, String text) throws Exception {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  private void shop() throws Exception {
    file(
        "base/kustomization.yaml",
        "configMapGenerator:\n- {name: settings, literals: [color=blue]}\n");
    file("prod/kustomization.yaml", "namePrefix: prod-\nresources: [../base]\n");
  }

  @Test
  void anOverlayIsPrintedAsKustomizePrintsIt() throws Exception {
    shop();

    var rendered = tend().run("render", folder.resolve("prod").toString()).exits(0);

    assertThat(rendered.out())
        .isEqualTo(
            """
            apiVersion: v1
            data:
              color: blue
            kind: ConfigMap
            metadata:
              name: prod-settings-747dfcb89d
            """);
  }

  @Test
  void anAppOfAKustomizationIsAppliedAndThenThereIsNothingToDo() throws Exception {
    shop();
    file(
        "tend.yaml",
        """
        apiVersion: tend.dev/v1alpha1
        kind: App
        metadata: {name: shop}
        spec:
          namespace: default
          sources: [{kustomize: prod}]
        """);

    assertThat(tend().run("apply", "--sandbox", folder.toString()).exits(0).out())
        .contains("created    ConfigMap default/prod-settings-");
    assertThat(tend().run("diff", "--sandbox", folder.toString()).exits(0).out()).isEmpty();
  }

  @Test
  void aFolderNamedAsAKustomizationHasToBeOne() throws Exception {
    file("service.yaml", "{apiVersion: v1, kind: Service, metadata: {name: a}}");

    var rendered = tend().run("render", "-k", folder.toString()).exits(3);

    assertThat(rendered.err()).contains("kustomization.yaml");
    tend().run("render", folder.toString()).exits(0);
  }

  @Test
  void aFieldThatDoesNotExistIsNamedWithItsLine() throws Exception {
    file("kustomization.yaml", "namePrefix: a-\nresurces: [x.yaml]\n");

    var rendered = tend().run("render", folder.toString()).exits(1);

    assertThat(rendered.err()).contains("kustomization.yaml:2:1").contains("resources");
  }

  @Test
  void aRemoteThatStaysSilentEndsInAnErrorThatSaysWhoAskedForIt() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + silent.getLocalPort() + "/org/base.git?timeout=1";
      for (String scheme : List.of("http://", "ssh://git@")) {
        file("kustomization.yaml", "resources: ['" + scheme + address + "']\n");

        var rendered = tend().run("render", folder.toString()).exits(3);

        assertThat(rendered.err()).contains("Building", "/org/base.git", "within 1s", "?timeout=");
      }
    }
  }
}
