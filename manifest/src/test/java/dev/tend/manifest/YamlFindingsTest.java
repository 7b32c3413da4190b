package dev.tend.manifest;

import static dev.tend.manifest.Yamls.documents;
import static dev.tend.manifest.Yamls.findings;
import static dev.tend.manifest.Yamls.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlFindingsTest {
  static Stream<Arguments> brokenTexts() {
    return Stream.of(
        Arguments.of("a: b\n\tc: d\n", "yaml/tab 2:1 .", "A tab"),
        Arguments.of("a:\n  b: 1\n  \tc: 2\n", "yaml/tab 3:3 .", "A tab"),
        Arguments.of("a: 'x\nb: c\n", "yaml/syntax 1:4 .", "never closed"),
        Arguments.of("a: [1, 2\nb: c\n", "yaml/syntax 2:2 .", "`]` is missing"),
        Arguments.of("a: b: c\n", "yaml/syntax 1:5 .", "A second `: `"),
        Arguments.of("a:\n  b: c\n d: e\n", "yaml/syntax 3:2 .", "doesn't fit"),
        Arguments.of("a: - b\n", "yaml/syntax 1:4 .", "A list can't begin"),
        Arguments.of("a: @b\n", "yaml/syntax 1:4 .", "can't begin with `@`"),
        Arguments.of("a: *.png\n", "yaml/syntax 1:5 .", "No name follows"),
        Arguments.of("a: \"\\q\"\n", "yaml/syntax 1:6 .", "Unknown escape `\\q`"),
        Arguments.of("a: x\u0001\n", "yaml/character 1:5 .", "U+0001"),
        Arguments.of("a: *b\n", "yaml/alias 1:4 .a", "`*b` has no anchor"),
        Arguments.of("a: &b [*b]\n", "yaml/alias 1:8 .a[0]", "contains itself"),
        Arguments.of("a: .inf\n", "yaml/number 1:4 .a", "no number that JSON knows"),
        Arguments.of("a: !!int x\n", "yaml/tag 1:4 .a", "can't be read as !!int"),
        Arguments.of("~: a\n", "yaml/key 1:1 .", "this one is null"),
        Arguments.of("? [a]\n: b\n", "yaml/key 1:3 .", "this is a list"),
        Arguments.of("a: {<<: 1}\n", "yaml/merge 1:5 .a", "merges mappings"),
        Arguments.of("a: {{ .Values.x }}\n", "yaml/helm-template 1:4 .", "Helm template"),
        Arguments.of("a: {{ x }}-{{ y }}\n", "yaml/helm-template 1:4 .", "Helm template"),
        Arguments.of(
            "{{- if .x }}\na: b\n{{- end }}\n", "yaml/helm-template 1:1 .", "Helm template"),
        Arguments.of(
            "a: 1\nb:\n  a: 1\n  a: 2\n", "yaml/duplicate-key 4:3 .b.a", "first in line 3"));
  }

  @ParameterizedTest
  @MethodSource("brokenTexts")
  void eachMistakeIsOneFindingAtItsPlace(String text, String finding, String message) {
    var problems = documents(text).problems();

    assertThat(findings(problems)).containsExactly(finding);
    assertThat(problems.getFirst().message()).contains(message);
    assertThat(problems.getFirst().isError()).isTrue();
  }

  @Test
  void linesCountFromTheFilesBeginning() {
    var problems = documents("a: b\n---\n# c\n\nx: 1\nx: 2\n").problems();

    assertThat(findings(problems)).containsExactly("yaml/duplicate-key 6:1 .x");
    assertThat(problems.getFirst().message()).contains("first in line 5");
    assertThat(problems.getFirst().location().document()).isEqualTo(2);
  }

  @Test
  void aMissingSpaceAfterAColonIsOneFindingAndNoCascade() {
    var result =
        read("apiVersion:autoscaling/v1\nkind:HorizontalPodAutoscaler\nmetadata:\n  name: web\n");

    assertThat(findings(result.problems())).containsExactly("yaml/missing-space 1:11 .");
    assertThat(result.problems().getFirst().hint()).isEqualTo("Write `apiVersion: autoscaling/v1`");
    assertThat(findings(read("apiVersion:v1\nkind:Pod\n").problems()))
        .containsExactly("yaml/missing-space 1:1 .");
  }

  @Test
  void yesAndOnAreBooleansWithAWarning() {
    var result = documents("a: yes\nb: \"yes\"\non: 1\nc: [off]\n");

    assertThat(result.documents().getFirst().content().toString())
        .isEqualTo("{\"a\":true,\"b\":\"yes\",\"true\":1,\"c\":[false]}");
    assertThat(findings(result.problems()))
        .containsExactly(
            "yaml/ambiguous-boolean 1:4 .a",
            "yaml/ambiguous-boolean 3:1 .true",
            "yaml/ambiguous-boolean 4:5 .c[0]");
    assertThat(result.problems()).noneMatch(Problem::isError);
    assertThat(result.problems().getFirst().hint()).isEqualTo("Write true, or quote it: \"yes\"");
  }

  @Test
  void aliasesOfAliasesAreRefusedBeforeTheyFillTheMemory() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 30; i++) {
      bomb.append("a%d: &a%d [".formatted(i, i));
      bomb.append("*a%d, ".formatted(i - 1).repeat(9)).append("]\n");
    }

    var result = documents(bomb.toString());

    assertThat(result.documents()).isEmpty();
    assertThat(result.problems()).singleElement().extracting(Problem::rule).isEqualTo("yaml/alias");
    assertThat(result.problems().getFirst().message()).contains("expand to more than");
  }

  @Test
  void longTextsBehindManyAliasesAreRefusedToo() {
    String text = "a: &a " + "x".repeat(1_000_000) + "\nb: [" + "*a, ".repeat(1000) + "]\n";

    assertThat(documents(text).problems()).extracting(Problem::rule).containsExactly("yaml/alias");
  }

  @Test
  void bottomlessNestingIsRefused() {
    assertThat(documents("a: " + "[".repeat(100_000)).problems())
        .extracting(Problem::rule)
        .containsExactly("yaml/too-deep");
    assertThat(documents("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}").problems())
        .extracting(Problem::rule)
        .containsExactly("yaml/too-deep");
  }
}
