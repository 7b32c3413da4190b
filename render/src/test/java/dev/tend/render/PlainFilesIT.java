package dev.tend.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainFilesIT {
  @TempDir Path folder;

  @Test
  void foldersAreReadToTheirDepthsInTheOrderOfNames() {
    Tree tree =
        new Tree(folder)
            .config("k8s/b.yaml", "b")
            .config("k8s/a/z.yml", "az")
            .file(
                "k8s/c.json",
                "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"c\"}}")
            .file("k8s/readme.md", "# no manifest")
            .config("k8s/.hidden/x.yaml", "hidden")
            .config("k8s/.x.yaml", "hidden");

    Rendered rendered = tree.render("k8s");

    assertThat(rendered.problems()).isEmpty();
    assertThat(Tree.ids(rendered)).containsExactly("ConfigMap az", "ConfigMap b", "Pod c");
    assertThat(rendered.manifests().getFirst().origin().source().name()).isEqualTo("k8s/a/z.yml");
    assertThat(rendered.app()).isEmpty();
  }

  @Test
  void sourcesKeepTheirOrder() {
    Tree tree = new Tree(folder).config("b.yaml", "b").config("a.yaml", "a");

    assertThat(
            Tree.ids(
                tree.render(java.util.Map.of(), Tree.configMap("in"), "b.yaml", "-", "a.yaml")))
        .containsExactly("ConfigMap b", "ConfigMap in", "ConfigMap a");
  }

  @Test
  void otherKindsOfFoldersAmongPlainFilesAreLeftOutAndNamed() {
    Tree tree =
        new Tree(folder)
            .config("k8s/a.yaml", "a")
            .file("k8s/base/kustomization.yaml", "resources: []")
            .config("k8s/base/b.yaml", "b")
            .file("k8s/chart/Chart.yaml", "name: x")
            .file("k8s/chart/templates/x.yaml", "{{ nothing }}")
            .file("k8s/shop/tend.yaml", "kind: App");

    Rendered rendered = tree.render("k8s");

    assertThat(Tree.ids(rendered)).containsExactly("ConfigMap a", "ConfigMap b");
    assertThat(Tree.findings(rendered))
        .containsExactly(
            "render/kustomization k8s/base", "render/chart k8s/chart", "render/app k8s/shop");
    assertThat(rendered.problems()).noneMatch(Problem::isError);
    assertThat(rendered.problems().getFirst().hint()).endsWith(": k8s/base");
  }

  @Test
  void linksInCirclesEnd() {
    Tree tree =
        new Tree(folder).config("k8s/a/a.yaml", "a").link("k8s/a/again", folder.resolve("k8s"));

    assertThat(Tree.ids(tree.render("k8s"))).containsExactly("ConfigMap a");
  }

  @Test
  void filesThatAreNoManifestsAreFindings() {
    Tree tree =
        new Tree(folder)
            .file("k8s/package.json", "{\"name\": \"x\", \"version\": 1}")
            .file("k8s/values.yaml", "image: x\n")
            .config("k8s/z.yaml", "z");

    Rendered rendered = tree.render("k8s");

    assertThat(Tree.findings(rendered))
        .containsExactly(
            "manifest/no-object k8s/package.json:1:2", "manifest/no-object k8s/values.yaml:1:1");
    assertThat(Tree.ids(rendered)).containsExactly("ConfigMap z");
  }

  @Test
  void nothingAtAllIsAnError() {
    Tree tree = new Tree(folder).file("k8s/readme.md", "").file("empty.yaml", "# nothing\n");

    assertThat(Tree.findings(tree.render("k8s"))).containsExactly("render/nothing k8s");
    assertThat(Tree.findings(tree.render("empty.yaml")))
        .containsExactly("render/nothing empty.yaml");
    assertThat(Tree.findings(tree.render("-"))).containsExactly("render/nothing <stdin>");
  }

  @Test
  void theSameObjectTwiceIsAnErrorThatNamesBothPlaces() {
    Tree tree = new Tree(folder).config("a.yaml", "x").config("b.yaml", "x");

    Rendered rendered = tree.render("a.yaml", "b.yaml");

    assertThat(Tree.findings(rendered)).containsExactly("render/duplicate b.yaml:4:3");
    assertThat(rendered.problems().getFirst().message())
        .isEqualTo("ConfigMap x stands twice; first in a.yaml:4:3");
  }

  @Test
  void generatedNamesAreNoDuplicates() {
    String job = "apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}\n";

    assertThat(new Tree(folder).file("a.yaml", job + "---\n" + job).render("a.yaml").problems())
        .isEmpty();
  }

  @Test
  void utf16IsReadAndBinaryIsRefused() throws IOException {
    Files.write(
        folder.resolve("a.yaml"),
        ("\ufeff" + Tree.configMap("a")).getBytes(StandardCharsets.UTF_16LE));
    Files.write(folder.resolve("b.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9, '\n'});
    Tree tree = new Tree(folder);

    assertThat(Tree.ids(tree.render("a.yaml"))).containsExactly("ConfigMap a");
    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> tree.render("b.yaml"))
        .withMessage("Reading b.yaml: this is no text in UTF-8");
  }

  @Test
  void variablesOfTheCommandLineReachPlainFilesAndWithoutThemTextStays() {
    Tree tree = new Tree(folder).file("a.yaml", Tree.configMap("a") + "data: {x: \"${who}\"}\n");

    assertThat(tree.render("a.yaml").manifests().getFirst().content().at("/data/x").asText())
        .isEqualTo("${who}");
    assertThat(
            tree.render(java.util.Map.of("who", "me"), "", "a.yaml")
                .manifests()
                .getFirst()
                .content()
                .at("/data/x")
                .asText())
        .isEqualTo("me");
  }

  @Test
  void chartsSayWhatToDoInstead() {
    Tree tree = new Tree(folder).file("c/Chart.yaml", "");

    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> tree.render("c"))
        .satisfies(
            failure -> assertThat(failure.hint()).contains("helm template c | tend validate -"));
  }

  @Test
  void standardInputCanBeNamedOnce() {
    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> new Tree(folder).render("-", "-"))
        .withMessageContaining("named twice");
  }
}
