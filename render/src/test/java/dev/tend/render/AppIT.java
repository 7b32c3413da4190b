package dev.tend.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppIT {
  private static final String HEAD =
      "apiVersion: tend.dev/v1alpha1\nkind: App\nmetadata: {name: shop}\nspec:\n";

  @TempDir Path temp;
  private Tree tree;

  @BeforeEach
  void folder() throws IOException {
    tree = new Tree(Files.createDirectories(temp.resolve("repo")).toRealPath());
  }

  @Test
  void gathersItsSourcesAndFillsInItsNamespaceWhereTheKindHasOne() {
    tree.file(
            "shop/tend.yaml",
            HEAD + "  namespace: shop\n  sources: [{files: b}, {files: a.yaml}]\n")
        .config("shop/a.yaml", "a")
        .config("shop/b/b.yaml", "b")
        .file(
            "shop/b/c.yaml",
            """
            {apiVersion: v1, kind: Namespace, metadata: {name: shop}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: s, namespace: other}}
            ---
            {apiVersion: example.com/v1, kind: Mystery, metadata: {name: m}}
            ---
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: boxes.example.com}
            spec:
              group: example.com
              names: {kind: Box, plural: boxes}
              scope: Namespaced
              versions:
              - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}
            ---
            {apiVersion: example.com/v1, kind: Box, metadata: {name: box}}
            """);

    Rendered rendered = tree.render("shop");

    assertThat(rendered.problems()).isEmpty();
    assertThat(Tree.ids(rendered))
        .containsExactly(
            "ConfigMap shop/b",
            "Namespace shop",
            "Service other/s",
            "Mystery.example.com m",
            "CustomResourceDefinition.apiextensions.k8s.io boxes.example.com",
            "Box.example.com shop/box",
            "ConfigMap shop/a");
    assertThat(rendered.manifests().getFirst().content().at("/metadata/namespace").asText())
        .isEqualTo("shop");
    assertThat(rendered.manifests().getFirst().origin().source().name()).isEqualTo("shop/b/b.yaml");
    assertThat(rendered.app()).map(AppSpec::name).contains("shop");
  }

  @Test
  void everySettingIsRead() {
    tree.file(
            "tend.yaml",
            HEAD
                + """
                  namespace: prod
                  sources: [{files: .}]
                  variables: {region: eu, version: 1.10, num: 3}
                  dependsOn: [database]
                  prune: {enabled: true, maxDeletions: 10}
                  wait: {timeout: 1h30m}
                """)
        .config("a.yaml", "a");

    AppSpec app = tree.render(".").app().orElseThrow();

    assertThat(app.namespace()).contains("prod");
    assertThat(app.sources()).containsExactly(new AppSpec.AppSource.Files("."));
    assertThat(app.variables()).containsEntry("version", "1.10").containsEntry("num", "3");
    assertThat(app.dependsOn()).containsExactly("database");
    assertThat(app.prune().maxDeletions()).hasValue(10);
    assertThat(app.waitTimeout()).contains(Duration.ofMinutes(90));
  }

  @Test
  void variablesTakeTheTypeOfTheFieldTheyFill() {
    tree.file(
            "tend.yaml",
            HEAD
                + "  sources: [{files: d.yaml}]\n"
                + "  variables: {num: 3, text: \"4\", yes1: true, v: 1.10}\n")
        .file(
            "d.yaml",
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web-${num}
              labels: {a: "${num}", b: "${text}", c: "${v}", d: "v${v}"}
            spec:
              replicas: ${text}
              paused: ${yes1}
              ratio: ${v}
              cpu: ${num}
              port: ${num}
              serviceName: ${num}
              literal: $${num} and ${not-a-name} and ${num:-x}
            """);

    Rendered rendered = tree.render(".");
    JsonNode content = rendered.manifests().getFirst().content();

    assertThat(rendered.problems()).isEmpty();
    assertThat(rendered.manifests().getFirst().id().name()).isEqualTo("web-3");
    assertThat(content.path("spec").toString())
        .isEqualTo(
            "{\"replicas\":4,\"paused\":true,\"ratio\":1.1,\"cpu\":\"3\",\"port\":3,"
                + "\"serviceName\":\"3\",\"literal\":\"${num} and ${not-a-name} and ${num:-x}\"}");
    assertThat(content.at("/metadata/labels").toString())
        .isEqualTo("{\"a\":\"3\",\"b\":\"4\",\"c\":\"1.10\",\"d\":\"v1.10\"}");
  }

  @Test
  void whereNoSchemaTellsTheTypeQuotesDo() {
    tree.file("tend.yaml", HEAD + "  sources: [{files: m.yaml}]\n  variables: {num: 3}\n")
        .file(
            "m.yaml",
            """
            apiVersion: example.com/v1
            kind: Mystery
            metadata: {name: a, labels: {a: "${num}", b: x}, annotations: {c: "${num}"}}
            spec:
              plain: ${num}
              quoted: "${num}"
            """);

    JsonNode content = tree.render(".").manifests().getFirst().content();

    JsonNode other = tree.render(Map.of("num", "7"), "", ".").manifests().getFirst().content();

    assertThat(content.path("spec").toString()).isEqualTo("{\"plain\":3,\"quoted\":\"3\"}");
    assertThat(other.path("spec").toString()).isEqualTo("{\"plain\":7,\"quoted\":\"7\"}");
    assertThat(content.at("/metadata/labels/a").isTextual()).isTrue();
  }

  @Test
  void theCommandLineWinsAndAnUndefinedVariableIsAnErrorAtItsPlace() {
    tree.file("tend.yaml", HEAD + "  sources: [{files: a.yaml}]\n  variables: {region: eu}\n")
        .file("a.yaml", Tree.configMap("a") + "data:\n  x: \"${region}\"\n  z: a-${regoin}\n");

    Rendered rendered = tree.render(Map.of("region", "us"), "", ".");

    assertThat(rendered.manifests().getFirst().content().at("/data/x").asText()).isEqualTo("us");
    assertThat(Tree.findings(rendered)).containsExactly("app/undefined-variable a.yaml:7:3");
    assertThat(rendered.problems().getFirst().hint()).isEqualTo("Did you mean `region`?");
    assertThat(rendered.problems()).allMatch(Problem::isError);
  }

  @Test
  void everyMistakeInTheFileIsFoundAtItsPlace() {
    tree.file(
        "tend.yaml",
        """
        apiVersion: tend.dev/v1
        kind: App
        metadata: {name: Shop, nmae: x}
        spec:
          namspace: shop
          sources:
          - file: a
          - {files: a, kustomize: b}
          - b
          - helm: {release: x}
          variables: {a-b: 1, c: [], d: null}
          dependsOn: [{kind: x}]
          prune: {enabled: "yes", maxDeletions: -1}
          wait: {timeout: soon}
        ---
        apiVersion: v1
        """);

    Rendered rendered = tree.render(".");

    assertThat(Tree.findings(rendered))
        .containsExactly(
            "app/documents tend.yaml:16:1",
            "app/type tend.yaml:1:1",
            "app/unknown-field tend.yaml:3:24",
            "app/name tend.yaml:3:12",
            "app/unknown-field tend.yaml:5:3",
            "app/unknown-field tend.yaml:7:5",
            "app/sources tend.yaml:8:6",
            "app/sources tend.yaml:9:5",
            "app/sources tend.yaml:10:5",
            "app/variable tend.yaml:11:15",
            "app/variable tend.yaml:11:23",
            "app/variable tend.yaml:11:30",
            "app/type tend.yaml:12:16",
            "app/type tend.yaml:13:27",
            "app/type tend.yaml:13:11",
            "app/type tend.yaml:14:10");
    assertThat(rendered.problems()).extracting(Problem::hint).contains("Did you mean `namespace`?");
    assertThat(rendered.manifests()).isEmpty();
    assertThat(rendered.app()).isEmpty();
  }

  @Test
  void anEmptyFileHoldsNoApp() {
    tree.file("tend.yaml", "# soon\n");

    assertThat(Tree.findings(tree.render("."))).containsExactly("app/empty tend.yaml");
  }

  @Test
  void pathsStayInTheRepository() {
    new Tree(temp).config("outside.yaml", "secret");
    tree.file(
            "shop/tend.yaml",
            HEAD
                + "  sources:\n  - files: ../common\n  - files: ../../outside.yaml\n  - files: /etc/passwd\n  - files: nowhere\n")
        .file(".git", "gitdir: elsewhere")
        .config("common/a.yaml", "a")
        .link("common/b.yaml", temp.resolve("outside.yaml"));

    Rendered rendered = tree.render("shop");

    assertThat(Tree.ids(rendered)).containsExactly("ConfigMap a");
    assertThat(Tree.findings(rendered))
        .containsExactly(
            "render/outside common/b.yaml",
            "app/path shop/tend.yaml:7:5",
            "app/path shop/tend.yaml:8:5",
            "app/path shop/tend.yaml:9:5");
  }

  @Test
  void withoutARepositoryAnAppStaysInItsFolder() {
    tree.file("shop/tend.yaml", HEAD + "  sources: [{files: ../common}]\n")
        .config("common/a.yaml", "a");

    assertThat(Tree.findings(tree.render("shop"))).containsExactly("app/path shop/tend.yaml:5:14");
  }

  @Test
  void anAppMayHoldItsFilesBesideItself() {
    tree.file("tend.yaml", HEAD + "  sources: [{files: .}]\n").config("a.yaml", "a");

    Rendered rendered = tree.render(".");

    assertThat(rendered.problems()).isEmpty();
    assertThat(Tree.ids(rendered)).containsExactly("ConfigMap a");
    assertThat(rendered.manifests().getFirst().origin().source().name()).isEqualTo("a.yaml");
  }

  @Test
  void ofSeveralAppsNoneIsTheApp() {
    tree.file("a/tend.yaml", HEAD + "  sources: [{files: .}]\n")
        .config("a/a.yaml", "a")
        .file("b/tend.yaml", HEAD + "  sources: [{files: .}]\n")
        .config("b/b.yaml", "b");

    Rendered rendered = tree.render("a", "b/tend.yaml");

    assertThat(rendered.app()).isEmpty();
    assertThat(Tree.ids(rendered)).containsExactly("ConfigMap a", "ConfigMap b");
  }

  @Test
  void aKustomizationIsASourceOfAnAppAndMayNotLeaveItsRepository() {
    tree.file("tend.yaml", HEAD + "  sources: [{kustomize: k}]\n")
        .file("k/kustomization.yaml", "namePrefix: my-\nresources: [m.yaml]\n")
        .config("k/m.yaml", "a");
    assertThat(Tree.ids(tree.render("."))).singleElement().asString().contains("my-a");

    tree.file("k/kustomization.yaml", "resources: [../../elsewhere]\n");
    assertThat(tree.render(".").problems()).isNotEmpty();
  }

  @Test
  void aVariableThatNothingMentionsIsRefusedBecauseItsNameMayBeMistyped() {
    tree.file("tend.yaml", HEAD + "  sources: [{files: m.yaml}]\n  variables: {declared: a}\n")
        .file("m.yaml", Tree.configMap("${tag}"));

    assertThat(tree.render(Map.of("tag", "a", "declared", "b"), "", "tend.yaml").problems())
        .isEmpty();
    assertThatThrownBy(() -> tree.render(Map.of("tag", "a", "declare", "b"), "", "tend.yaml"))
        .isInstanceOfSatisfying(
            KnownFailure.class,
            failure -> {
              assertThat(failure).hasMessageContaining("${declare}");
              assertThat(failure.hint()).isEqualTo("Did you mean `declared`?");
            });
  }
}
