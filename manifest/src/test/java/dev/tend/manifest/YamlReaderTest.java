package dev.tend.manifest;

import static dev.tend.manifest.Yamls.documents;
import static dev.tend.manifest.Yamls.findings;
import static dev.tend.manifest.Yamls.read;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class YamlReaderTest {
  private static final String CONFIG = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n";

  @Test
  void readsEveryDocumentAndSkipsThoseOfCommentsOnly() {
    var result =
        read(
            "# licence\n---\n# nothing\n---\n"
                + CONFIG.formatted("a")
                + "--- # next\n"
                + CONFIG.formatted("b")
                + "...\n---\n\n---\nnull\n");

    assertThat(result.problems()).isEmpty();
    assertThat(result.manifests()).extracting(m -> m.id().name()).containsExactly("a", "b");
    assertThat(result.manifests()).extracting(m -> m.origin().document()).containsExactly(1, 2);
  }

  @Test
  void nothingInNothing() {
    assertThat(read("").manifests()).isEmpty();
    assertThat(read("# only a comment\n").problems()).isEmpty();
  }

  @Test
  void byteOrderMarkCarriageReturnsAndDirectivesAreFine() {
    var result =
        read(
            "\ufeff%YAML 1.2\n---\n"
                + CONFIG.formatted("a").replace("\n", "\r\n")
                + "data: {x: |\r\n");
    var fine = read("\ufeff%YAML 1.2\n---\n" + CONFIG.formatted("a").replace("\n", "\r\n"));

    assertThat(result.problems()).isNotEmpty();
    assertThat(fine.problems()).isEmpty();
    assertThat(fine.manifests()).extracting(m -> m.id().name()).containsExactly("a");
  }

  @Test
  void dashesInsideOfBlocksDoNotSplit() {
    var result = read(CONFIG.formatted("a") + "data:\n  script: |\n    ---\n    x: 1\n    ---\n");

    assertThat(result.problems()).isEmpty();
    assertThat(result.manifests().getFirst().content().at("/data/script").asText())
        .isEqualTo("---\nx: 1\n---\n");
  }

  @Test
  void aBrokenDocumentTakesNoOtherWithIt() {
    var result =
        read(
            CONFIG.formatted("a")
                + "---\nkind: [x\n---\n"
                + CONFIG.formatted("c")
                + "---\n- b: c: d\n");

    assertThat(result.manifests()).extracting(m -> m.id().name()).containsExactly("a", "c");
    assertThat(result.manifests()).extracting(m -> m.origin().document()).containsExactly(1, 3);
    assertThat(findings(result.problems()))
        .containsExactly("yaml/syntax 6:1 .", "yaml/syntax 11:7 .");
  }

  @Test
  void listsAreTakenApart() {
    var result =
        read(
            """
            apiVersion: v1
            kind: List
            items:
            - {apiVersion: v1, kind: Service, metadata: {name: a}}
            - apiVersion: apps/v1
              kind: Deployment
              metadata: {name: b, namespace: shop}
            ---
            apiVersion: v1
            kind: ConfigMapList
            items:
            - metadata: {name: c}
            """);

    assertThat(result.problems()).isEmpty();
    assertThat(result.manifests())
        .extracting(m -> m.id() + " " + m.origin().document() + "/" + m.origin().item())
        .containsExactly("Service a 1/0", "Deployment.apps shop/b 1/1", "ConfigMap c 2/0");
  }

  @Test
  void anEmptyListIsNothing() {
    var result = read("apiVersion: v1\nkind: List\nitems: []\n");

    assertThat(result.manifests()).isEmpty();
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void aBadItemOfAListIsFoundAtTheItem() {
    var result =
        read(
            "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n- kind: List\n  apiVersion: v1\n");

    assertThat(findings(result.problems()))
        .containsExactly("manifest/name 4:3 .metadata", "manifest/list 6:3 .kind");
  }

  @Test
  void jsonIsReadAsJson() {
    JsonNode content =
        documents(
                "{\n\t\"a\": \"\\ud83d\\ude00 \\/ \\u0000\", \"n\": 12345678901,\n"
                    + "\t\"f\": 1.5, \"w\": 2.0, \"huge\": 123456789012345678901234567890, \""
                    + "k".repeat(3000)
                    + "\": null}\n")
            .documents()
            .getFirst()
            .content();

    assertThat(content.path("a").asText()).isEqualTo("\ud83d\ude00 / \u0000");
    assertThat(content.path("n").isLong()).isTrue();
    assertThat(content.path("f").isDouble()).isTrue();
    assertThat(content.path("w").isInt()).isTrue();
    assertThat(content.path("huge").doubleValue()).isEqualTo(1.2345678901234568E29);
  }

  @Test
  void severalJsonObjectsMayFollowEachOther() {
    String object = "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"%s\"}}";
    var result =
        read(
            object.formatted("a")
                + "\n"
                + object.formatted("b")
                + "{\"kind\":\"Pod\", \"kind\": \"Pod\"}");

    assertThat(result.manifests()).extracting(m -> m.id().name()).containsExactly("a", "b");
    assertThat(findings(result.problems()))
        .containsExactly("yaml/duplicate-key 2:72 .kind", "manifest/api-version 2:58 .");
  }

  @Test
  void anchorsAliasesAndMergesWork() {
    JsonNode content =
        documents(
                """
                base: &base {a: 1, b: 2}
                other: &other {b: 3, c: 4}
                copy: *base
                one: {<<: *base, b: 5}
                both: {<<: [*base, *other], d: 6}
                quoted: {"<<": 1}
                """)
            .documents()
            .getFirst()
            .content();

    assertThat(content.path("copy").toString()).isEqualTo("{\"a\":1,\"b\":2}");
    assertThat(content.path("one").toString()).isEqualTo("{\"a\":1,\"b\":5}");
    assertThat(content.path("both").path("b").asInt()).isEqualTo(2);
    assertThat(content.path("both").path("c").asInt()).isEqualTo(4);
    assertThat(content.path("quoted").path("<<").asInt()).isEqualTo(1);
  }

  @Test
  void aMergeAfterAFieldOverridesItAsInKubernetesAndSaysSo() {
    var result = documents("x: &x {a: 1}\nz:\n  a: 3\n  <<: *x\n");

    assertThat(result.documents().getFirst().content().at("/z/a").asInt()).isEqualTo(1);
    assertThat(findings(result.problems())).containsExactly("yaml/merge-order 4:3 .z");
  }

  @Test
  void tagsMeanWhatTheyMeanToKubernetes() {
    var result =
        documents("a: !!str 12\nb: !!binary aGVsbG8=\nc: !!int \"7\"\nd: ! yes\ne: !Ref x\n");

    assertThat(result.documents().getFirst().content().toString())
        .isEqualTo("{\"a\":\"12\",\"b\":\"hello\",\"c\":7,\"d\":\"yes\",\"e\":\"x\"}");
    assertThat(findings(result.problems())).containsExactly("yaml/tag 5:4 .e");
  }

  @Test
  void tabsThatSeparateAreFine() {
    var result = documents("a:\tb\nc:\t\n  d: e\t# f\n");

    assertThat(result.problems()).isEmpty();
    assertThat(result.documents().getFirst().content().toString())
        .isEqualTo("{\"a\":\"b\",\"c\":{\"d\":\"e\"}}");
  }

  @Test
  void aThousandManifestsComeInTheirOrder() {
    String text =
        IntStream.range(0, 1000)
            .mapToObj(i -> CONFIG.formatted("c" + i))
            .collect(Collectors.joining("---\n"));

    var names = read(text).manifests().stream().map(m -> m.id().name()).toList();

    assertThat(names).isEqualTo(IntStream.range(0, 1000).mapToObj(i -> "c" + i).toList());
  }
}
