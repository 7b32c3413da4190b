package dev.tend.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rendering says of kustomizations beside their objects. */
class KustomizationIT {
  @TempDir Path folder;

  private Tree tree() {
    return new Tree(folder);
  }

  private static List<String> places(Rendered rendered) {
    return rendered.manifests().stream()
        .map(manifest -> manifest.origin().locate(FieldPath.ROOT))
        .map(place -> place.file() + ":" + place.line())
        .toList();
  }

  @Test
  void objectsComeFromTheirFilesAndGeneratedOnesFromTheirGenerators() {
    Rendered rendered =
        tree()
            .file("base/kustomization.yaml", "resources: [all.yaml]\n")
            .file("base/all.yaml", Tree.configMap("a") + "---\n" + Tree.configMap("b"))
            .file(
                "top/kustomization.yaml",
                """
                resources: [../base]
                namePrefix: top-
                configMapGenerator:
                - {name: c, literals: [a=b]}
                - name: d
                  literals: [a=b]
                """)
            .render("top");

    assertThat(places(rendered))
        .containsExactly(
            "base/all.yaml:1",
            "base/all.yaml:6",
            "top/kustomization.yaml:4",
            "top/kustomization.yaml:5");
  }

  @Test
  void deprecatedFieldsAreWarnedOfOnceEach() {
    Rendered rendered =
        tree()
            .file("base/kustomization.yaml", "resources: [a.yaml]\ncommonLabels: {a: b}\n")
            .config("base/a.yaml", "a")
            .file("one/kustomization.yaml", "bases: [../base]\nnamePrefix: one-\n")
            .file("two/kustomization.yaml", "resources: [../base]\nnamePrefix: two-\n")
            .file("all/kustomization.yaml", "resources: [../one, ../two]\n")
            .render("all");

    assertThat(Tree.ids(rendered)).hasSize(2);
    assertThat(Tree.findings(rendered))
        .containsExactlyInAnyOrder(
            "kustomize/deprecated base/kustomization.yaml:2:1",
            "kustomize/deprecated one/kustomization.yaml:1:1");
    assertThat(rendered.problems()).noneMatch(Problem::isError);
    assertThat(rendered.problems())
        .extracting(Problem::hint)
        .contains("Write `labels` instead", "Write `resources` instead");
  }

  @Test
  void varsThatNothingTakesAreNamed() {
    Rendered rendered =
        tree()
            .config("a.yaml", "a")
            .file(
                "kustomization.yaml",
                """
                resources: [a.yaml]
                vars:
                - name: NAME
                  objref: {apiVersion: v1, kind: ConfigMap, name: a}
                """)
            .render(".");

    assertThat(rendered.problems())
        .extracting(Problem::message)
        .containsExactlyInAnyOrder("`vars` is deprecated", "Nothing takes the value of NAME");
  }
}
