package dev.tend.manifest;

import static dev.tend.manifest.Yamls.findings;
import static dev.tend.manifest.Yamls.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestFindingsTest {
  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("kind: Pod\nmetadata: {name: a}\n", "manifest/api-version 1:1 .", "missing"),
        Arguments.of("apiVersion: v1\nmetadata: {name: a}\n", "manifest/kind 1:1 .", "missing"),
        Arguments.of(
            "image: nginx\nreplicas: 3\n", "manifest/no-object 1:1 .", "No Kubernetes object"),
        Arguments.of("just text\n", "manifest/no-object 1:1 .", "the string `just text`"),
        Arguments.of("- a\n- b\n", "manifest/no-object 1:1 .", "a list"),
        Arguments.of("apiVersion: v1\nkind: Pod\n", "manifest/name 1:1 .metadata", "no metadata"),
        Arguments.of(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  labels: {a: b}\n",
            "manifest/name 3:1 .metadata",
            "The Pod has no metadata.name"),
        Arguments.of(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: 1\n",
            "manifest/name 4:3 .metadata.name",
            "metadata.name must be text, and it is the number `1`"),
        Arguments.of(
            "apiVersion: 1\nkind: Pod\nmetadata:\n  name: a\n",
            "manifest/api-version 1:1 .apiVersion",
            "apiVersion must be text"),
        Arguments.of(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name:web\n",
            "manifest/name 3:1 .metadata",
            "metadata must be a mapping"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void whatIsNoManifestIsAFinding(String text, String finding, String message) {
    var result = read(text);

    assertThat(findings(result.problems())).containsExactly(finding);
    assertThat(result.problems().getFirst().message()).contains(message);
    assertThat(result.manifests()).isEmpty();
  }

  @Test
  void aNearMissIsNamedAndTheRestIsReadAsMeant() {
    var result = read("version: v1\nkind: Pod\nmetadata: {name: a}\n");

    assertThat(findings(result.problems())).containsExactly("manifest/api-version 1:1 .version");
    assertThat(result.problems().getFirst().hint()).isEqualTo("Did you mean `apiVersion`?");
    assertThat(result.manifests()).extracting(Manifest::apiVersion).containsExactly("v1");
  }

  @Test
  void hintsNameWhatWasMeant() {
    assertThat(read("apiVersion: v1\nkind: Pod\nmatadata: {name: a}\n").problems())
        .extracting(Problem::hint)
        .containsExactly("Did you mean `metadata` where it says `matadata`?");
    assertThat(read("apiVersion: v1\nkind: Pod\nmetadata: {nmae: a}\n").problems())
        .extracting(Problem::hint)
        .containsExactly("Did you mean `name` where it says `nmae`?");
    assertThat(read("apiVersion: v1\nkind: Pod\nmetadata:\n  name:web\n").problems())
        .extracting(Problem::hint)
        .containsExactly("Write `name: web`");
  }

  @Test
  void generatedNamesAreFine() {
    assertThat(read("apiVersion: batch/v1\nkind: Job\nmetadata: {generateName: a-}\n").problems())
        .isEmpty();
  }
}
