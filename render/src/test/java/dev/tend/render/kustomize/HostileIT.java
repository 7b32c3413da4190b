package dev.tend.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.render.kustomize.model.BuildFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostileIT {
  @TempDir Path folder;

  private HostileIT file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
    return this;
  }

  private void refuses(String path, String... words) {
    Build build = new Build(Build.Order.LEGACY);
    assertThatThrownBy(() -> GoldenIT.built(build, folder.resolve(path), true))
        .isInstanceOf(BuildFailure.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void refusesBasesThatNeedEachOther() throws IOException {
    file("a/kustomization.yaml", "resources: [../b]\n");
    file("b/kustomization.yaml", "resources: [../a]\n");
    refuses("a", "cycle");
  }

  @Test
  void refusesToReadFilesOutsideOfTheFolder() throws IOException {
    file("secret.txt", "x");
    file("a/kustomization.yaml", "configMapGenerator: [{name: a, files: [../secret.txt]}]\n");
    refuses("a", "not in or below");
  }

  @Test
  void refusesLinksThatLeadOutOfTheFolder() throws IOException {
    file("secret.txt", "x");
    file("a/kustomization.yaml", "configMapGenerator: [{name: a, files: [link]}]\n");
    Files.createSymbolicLink(folder.resolve("a/link"), folder.resolve("secret.txt"));
    refuses("a", "not in or below");
  }

  @Test
  void refusesAliasesOfAliases() throws IOException {
    StringBuilder bomb = new StringBuilder("apiVersion: v1\nkind: A\nmetadata: {name: a}\n");
    bomb.append("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String inner = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append(String.join(", ", Collections.nCopies(10, inner))).append("]\n");
    }
    file("a/bomb.yaml", bomb.toString());
    file("a/kustomization.yaml", "resources: [bomb.yaml]\n");
    Build build = new Build(Build.Order.LEGACY);
    assertThatThrownBy(() -> GoldenIT.built(build, folder.resolve("a"), true))
        .isInstanceOf(BuildFailure.class);
  }

  @Test
  void refusesDevicesAsFiles() throws IOException {
    file("a/kustomization.yaml", "configMapGenerator: [{name: a, files: [endless]}]\n");
    Files.createSymbolicLink(folder.resolve("a/endless"), Path.of("/dev/zero"));
    refuses("a", "no regular file");
  }

  @Test
  void refusesPluginsThatAreProgramsOfTheirOwn() throws IOException {
    file(
        "a/kustomization.yaml",
        "generators:\n- |-\n  apiVersion: example.com/v1\n  kind: Maker\n  metadata: {name: m}\n");
    refuses("a", "program of its own");
  }

  @Test
  void suggestsTheFieldThatWasMeant() throws IOException {
    file("a/kustomization.yaml", "namPrefix: a-\n");
    Build build = new Build(Build.Order.LEGACY);
    assertThatThrownBy(() -> GoldenIT.built(build, folder.resolve("a"), true))
        .isInstanceOfSatisfying(
            BuildFailure.class,
            failure -> {
              assertThat(failure.hint()).contains("namePrefix");
              assertThat(failure.problem().orElseThrow().location().line()).isEqualTo(1);
            });
  }
}
