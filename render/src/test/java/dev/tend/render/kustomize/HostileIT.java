package dev.tend.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.SourceText;
import dev.tend.render.kustomize.load.GitFetcher;
import dev.tend.render.kustomize.load.Remotes;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.BuildFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
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

  @Test
  void refusesHugeFiles() throws IOException {
    sparse("a/huge.yaml", 64 * 1024 * 1024 + 1);
    file("a/kustomization.yaml", "resources: [huge.yaml]\n");
    refuses("a", "huge.yaml", "larger than 64 MiB");
  }

  @Test
  void refusesManyLargeFiles() throws IOException {
    for (int i = 0; i < 9; i++) {
      sparse("a/f" + i, 60 * 1024 * 1024);
    }
    Root root =
        Root.of(
            folder.resolve("a"),
            "a",
            true,
            Optional.empty(),
            new Remotes(url -> new SourceText(url, ""), GitFetcher.none()));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 9; i++) {
                assertThat(root.bytes("f" + i)).isNotEmpty();
              }
            })
        .isInstanceOf(BuildFailure.class)
        .hasMessageContaining("more than 512 MiB together");
  }

  private void sparse(String path, long size) throws IOException {
    file(path, "");
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(path).toFile(), "rw")) {
      file.setLength(size);
    }
  }

  @Test
  void refusesValuesThatAreNestedDeep() throws IOException {
    file("a/deep.yaml", "a: " + "[".repeat(100_000));
    file("a/kustomization.yaml", "resources: [deep.yaml]\n");
    refuses("a", "deeper than 400");
    file("b/kustomization.yaml", "resources: " + "[".repeat(100_000));
    refuses("b", "deeper than");
  }

  @Test
  void refusesBasesInBasesWithoutEnd() throws IOException {
    for (int i = 0; i < 300; i++) {
      file("b" + i + "/kustomization.yaml", "resources: [../b" + (i + 1) + "]\n");
    }
    refuses("b0", "deep");
  }

  @Test
  void refusesLinksThatLeadInACircle() throws IOException {
    file("a/kustomization.yaml", "resources: [one]\n");
    Files.createSymbolicLink(folder.resolve("a/one"), Path.of("two"));
    Files.createSymbolicLink(folder.resolve("a/two"), Path.of("one"));
    refuses("a", "one");
  }

  @Test
  void refusesBasesThatEachDoubleTheObjects() throws IOException {
    file("n0/kustomization.yaml", "configMapGenerator: [{name: a, literals: [a=b]}]\n");
    for (int i = 1; i < 40; i++) {
      String base = "resources: [../n" + (i - 1) + "]\n";
      file("l" + i + "/kustomization.yaml", base + "namePrefix: l\n");
      file("r" + i + "/kustomization.yaml", base + "namePrefix: r\n");
      file("n" + i + "/kustomization.yaml", "resources: [../l" + i + ", ../r" + i + "]\n");
    }
    refuses("n39", "more than 100000 objects");
  }

  @Test
  void refusesComponentsThatEachDoubleTheWork() throws IOException {
    String head = "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n";
    file("c0/kustomization.yaml", head + "commonAnnotations: {a: b}\n");
    for (int i = 1; i < 40; i++) {
      String inner = "../c" + (i - 1);
      file("c" + i + "/kustomization.yaml", head + "components: [" + inner + ", " + inner + "]\n");
    }
    file("a/kustomization.yaml", "components: [../c39]\n");
    refuses("a", "More than 50000");
  }

  private static String configMap(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: " + name + "}\ndata: {a: xxxx}\n";
  }

  @Test
  void refusesPatchesThatCopyAnObjectIntoItself() throws IOException {
    StringBuilder patch = new StringBuilder("patches:\n- target: {kind: ConfigMap}\n  patch: |\n");
    for (int i = 0; i < 60; i++) {
      patch.append("    - {op: copy, from: /data, path: /data/c").append(i).append("}\n");
    }
    file("a/a.yaml", configMap("a"));
    file("a/kustomization.yaml", "resources: [a.yaml]\n" + patch);
    refuses("a", "would hold more than");
  }

  @Test
  void refusesReplacementsThatDoubleAText() throws IOException {
    StringBuilder all = new StringBuilder("resources: [a.yaml]\nreplacements:\n");
    for (int i = 0; i < 60; i++) {
      all.append("- source: {kind: ConfigMap, fieldPath: data.a}\n  targets:\n")
          .append("  - select: {kind: ConfigMap}\n    fieldPaths: [data.a]\n")
          .append("    options: {delimiter: '-', index: -1}\n");
    }
    file("a/a.yaml", configMap("a"));
    file("a/kustomization.yaml", all.toString());
    refuses("a", "would hold more than");
  }

  @Test
  void readsExpressionsInTimeThatGrowsWithTheText() throws IOException {
    file("a/a.yaml", configMap("a".repeat(200) + "b"));
    file(
        "a/kustomization.yaml",
        "resources: [a.yaml]\npatches:\n- target: {name: '(a+)+'}\n  patch: '[]'\n");
    assertThat(GoldenIT.built(new Build(Build.Order.LEGACY), folder.resolve("a"), true))
        .contains("aab");
  }
}
