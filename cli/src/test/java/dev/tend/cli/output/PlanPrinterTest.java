package dev.tend.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.diff.Change;
import dev.tend.diff.FieldChange;
import dev.tend.diff.LiveState;
import dev.tend.diff.Plan;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanPrinterTest {
  private final TestConsole test = new TestConsole();

  private static Manifest manifest(String apiVersion, String kind, String name) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("apiVersion", apiVersion).put("kind", kind);
    content.putObject("metadata").put("name", name).put("namespace", "shop");
    return Manifest.of(content, Origin.generated("test"));
  }

  private static Plan plan(Change... changes) {
    return new Plan(List.of(changes), List.of());
  }

  private static Change.Update imageUpdate() {
    Manifest web = manifest("apps/v1", "Deployment", "web");
    return new Change.Update(
        web,
        web.content(),
        web.content(),
        List.of(
            new FieldChange(
                FieldPath.of("spec", "image"),
                TextNode.valueOf("nginx:1.27"),
                TextNode.valueOf("nginx:1.28")),
            new FieldChange(FieldPath.of("spec", "paused"), null, TextNode.valueOf("yes"))),
        List.of(new LiveState.FieldConflict("kubectl", ".spec.image")),
        List.of());
  }

  private String text(Plan plan) {
    PlanPrinter.of(PlanPrinter.Format.TEXT, test.console()).print(plan);
    return test.out();
  }

  @Test
  void showsEachChangeWithItsFieldsAndCountsTheRest() {
    Manifest same = manifest("v1", "Service", "web");
    String text =
        text(
            plan(
                new Change.Create(
                    manifest("v1", "ConfigMap", "web"),
                    manifest("v1", "ConfigMap", "web").content(),
                    List.of()),
                imageUpdate(),
                new Change.Unchanged(same, same.content()),
                new Change.Prune(
                    new ResourceId("", "Service", "shop", "old"), "v1", same.content())));

    assertThat(text)
        .isEqualTo(
            """
            + create   ConfigMap shop/web
            ~ update   Deployment.apps shop/web
                .spec.image: nginx:1.27 -> nginx:1.28
                .spec.paused: + "yes"
                conflict: .spec.image is owned by kubectl
            - prune    Service shop/old
            plan: 1 to create, 1 to update, 1 to prune, 1 unchanged
            """);
  }

  @Test
  void tellsApartWhatTheServerMakesOfIt() {
    Manifest web = manifest("apps/v1", "Deployment", "web");
    FieldPath image = FieldPath.of("spec", "image");
    FieldPath note = FieldPath.of("metadata", "annotations");
    FieldChange added = new FieldChange(note, null, TextNode.valueOf("mesh"));
    Change.Update update =
        new Change.Update(
            web,
            web.content(),
            web.content(),
            List.of(
                added,
                new FieldChange(image, TextNode.valueOf("a:1"), TextNode.valueOf("mirror/a:2"))),
            List.of(
                added,
                new FieldChange(image, TextNode.valueOf("a:2"), TextNode.valueOf("mirror/a:2"))),
            List.of(),
            List.of());

    assertThat(text(plan(update)))
        .isEqualTo(
            """
            ~ update   Deployment.apps shop/web
                .spec.image: a:1 -> mirror/a:2
                by the server: .metadata.annotations: + mesh
                by the server: .spec.image: a:2 -> mirror/a:2
            plan: 1 to update
            """);
  }

  @Test
  void saysOnceWhatManyObjectsAreLeftAloneFor() {
    List<Change> skips = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ResourceId id = new ResourceId("", "ConfigMap", "shop", "old" + i);
      skips.add(
          new Change.Skip(
              id, Optional.empty(), Change.Skip.Cause.GUARDED, "not pruned", "Raise it"));
    }
    ResourceId data = new ResourceId("", "PersistentVolumeClaim", "shop", "data");
    skips.add(new Change.Skip(data, Optional.empty(), Change.Skip.Cause.GUARDED, "kept", ""));

    assertThat(text(new Plan(skips, List.of())))
        .isEqualTo(
            """
              skip     7 objects (not pruned)
                ConfigMap shop/old0, ConfigMap shop/old1, ConfigMap shop/old2, ConfigMap shop/old3, ConfigMap shop/old4 and 2 more
                try: Raise it
              skip     PersistentVolumeClaim shop/data (kept)
            """);
  }

  @Test
  void saysNothingOnStdoutWhenThereIsNoDifference() {
    Manifest same = manifest("v1", "Service", "web");

    assertThat(text(plan(new Change.Unchanged(same, same.content())))).isEmpty();
    assertThat(test.err()).isEqualTo("no differences: 1 unchanged\n");
  }

  @Test
  void showsOnlyTheLinesOfALongTextThatDiffer() {
    Manifest config = manifest("v1", "ConfigMap", "web");
    FieldChange change =
        new FieldChange(
            FieldPath.of("data", "app.conf"),
            TextNode.valueOf("one\ntwo\nthree\nfour\nfive\nsix\n"),
            TextNode.valueOf("one\ntwo\nthree\nFOUR\nfive\nsix\n"));
    Change.Update update =
        new Change.Update(
            config, config.content(), config.content(), List.of(change), List.of(), List.of());

    assertThat(text(plan(update)))
        .isEqualTo(
            """
            ~ update   ConfigMap shop/web
                .data["app.conf"]:
                    two
                    three
                  - four
                  + FOUR
                    five
                    six
            plan: 1 to update
            """);
  }

  @Test
  void jsonIsAContractWithAVersion() throws Exception {
    PlanPrinter.of(PlanPrinter.Format.JSON, test.console()).print(plan(imageUpdate()));

    ObjectNode json = (ObjectNode) new ObjectMapper().readTree(test.out());
    assertThat(json.path("apiVersion").asText()).isEqualTo("output.tend.dev/v1");
    assertThat(json.path("kind").asText()).isEqualTo("Plan");
    assertThat(json.at("/counts/update").asInt()).isEqualTo(1);
    assertThat(json.at("/changes/0/action").asText()).isEqualTo("update");
    assertThat(json.at("/changes/0/fields/0/before").asText()).isEqualTo("nginx:1.27");
    assertThat(json.at("/changes/0/fields/1").has("before")).isFalse();
  }

  @Test
  void namesAreOneForEachObjectThatChanges() {
    PlanPrinter.of(PlanPrinter.Format.NAME, test.console()).print(plan(imageUpdate()));

    assertThat(test.out()).isEqualTo("Deployment/web\n");
  }

  @Test
  void markdownStaysWithinAComment() {
    Change[] many = new Change[2000];
    java.util.Arrays.fill(many, imageUpdate());

    PlanPrinter.of(PlanPrinter.Format.MARKDOWN, test.console()).print(plan(many));

    assertThat(test.out()).hasSizeLessThan(65_536).contains("more changes don't fit");
  }

  @Test
  void marksWhatOneShouldKnowOf() {
    Manifest web = manifest("apps/v1", "Deployment", "web");
    FieldChange image =
        new FieldChange(
            FieldPath.of("spec", "template", "x"), TextNode.valueOf("a"), TextNode.valueOf("b"));
    FieldChange replicas =
        new FieldChange(FieldPath.of("spec", "replicas"), IntNode.valueOf(3), IntNode.valueOf(1));
    Change update =
        new Change.Update(
            web, web.content(), web.content(), List.of(image, replicas), List.of(), List.of());
    Change prune =
        new Change.Prune(new ResourceId("", "Namespace", "", "shop"), "v1", web.content());

    assertThat(text(plan(update, prune)))
        .contains("~ update   Deployment.apps shop/web (restarts pods, scales down)")
        .contains("- prune    Namespace shop (deletes data, cluster-wide)");
  }

  @Test
  void aPageShowsNoSecretsAndTrustsNoText() {
    Manifest secret = manifest("v1", "Secret", "<b>");
    FieldChange change =
        new FieldChange(
            FieldPath.of("data", "key"),
            TextNode.valueOf("aGlkZGVu"),
            TextNode.valueOf("b3RoZXI="));
    Change update =
        new Change.Update(
            secret, secret.content(), secret.content(), List.of(change), List.of(), List.of());

    PlanPrinter.of(PlanPrinter.Format.HTML, test.console()).print(plan(update, imageUpdate()));

    assertThat(test.out())
        .startsWith("<!doctype html>")
        .contains("Secret shop/&lt;b&gt;")
        .contains(".spec.image: nginx:1.27 -&gt; nginx:1.28")
        .contains(".spec.image is owned by kubectl")
        .doesNotContain("aGlkZGVu", "b3RoZXI=", "<b>\n");
  }
}
