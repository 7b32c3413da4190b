package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.ResourceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanLinesTest {
  private static Manifest manifest(String kind) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("apiVersion", "v1").put("kind", kind);
    content.putObject("metadata").put("name", "a").put("namespace", "shop");
    return Manifest.of(content, Origin.generated("test"));
  }

  private static List<String> update(String kind, String before, String after) {
    FieldChange change =
        new FieldChange(
            FieldPath.of("data", "key"), TextNode.valueOf(before), TextNode.valueOf(after));
    Manifest manifest = manifest(kind);
    return PlanLines.of(
        new Plan(
            List.of(
                new Change.Update(
                    manifest,
                    manifest.content(),
                    manifest.content(),
                    List.of(change),
                    List.of(),
                    List.of())),
            List.of()));
  }

  @Test
  void saysWhichFieldsBecomeWhat() {
    assertThat(update("ConfigMap", "red", "blue"))
        .containsExactly(
            "update ConfigMap shop/a", "update ConfigMap shop/a .data.key: \"red\" -> \"blue\"");
  }

  @Test
  void tellsSecretsApartWithoutSayingThem() {
    assertThat(update("Secret", "red", "blue"))
        .noneMatch(line -> line.contains("red") || line.contains("blue"))
        .isEqualTo(update("Secret", "red", "blue"))
        .isNotEqualTo(update("Secret", "red", "green"));
  }

  @Test
  void meansTheVeryObjectThatIsPruned() {
    ResourceId id = manifest("ConfigMap").id();
    ObjectNode live = manifest("ConfigMap").content();
    live.withObject("/metadata").put("uid", "1");
    ObjectNode other = manifest("ConfigMap").content();
    other.withObject("/metadata").put("uid", "2");

    assertThat(PlanLines.of(new Plan(List.of(new Change.Prune(id, "v1", live)), List.of())))
        .isNotEqualTo(
            PlanLines.of(new Plan(List.of(new Change.Prune(id, "v1", other)), List.of())));
  }

  @Test
  void leavesOutWhatStays() {
    Manifest manifest = manifest("ConfigMap");
    assertThat(
            PlanLines.of(
                new Plan(List.of(new Change.Unchanged(manifest, manifest.content())), List.of())))
        .isEmpty();
  }
}
