package dev.tend.apply.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InventoryFormatTest {
  private static final Ownership SHOP = new Ownership("shop", "prod");

  private static Inventory.Entry entry(String group, String kind, String namespace, String name) {
    String version = group.isEmpty() ? "v1" : group + "/v1";
    UUID uid = UUID.nameUUIDFromBytes((kind + name).getBytes(StandardCharsets.UTF_8));
    return new Inventory.Entry(
        new ResourceId(group, kind, namespace, name), version, uid.toString());
  }

  private static Inventory many(int count) {
    List<Inventory.Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry("apps", "Deployment", "team-" + i % 100, "service-number-" + i));
    }
    return Inventory.of(entries);
  }

  @Test
  void comesBackAsItWas() {
    Inventory inventory =
        Inventory.of(
            List.of(
                entry("", "Namespace", "", "shop"),
                entry("apps", "Deployment", "shop", "web"),
                new Inventory.Entry(new ResourceId("", "ConfigMap", "shop", "a"), "v1", ""),
                new Inventory.Entry(
                    new ResourceId("batch", "Job", "shop", "migrate"), "batch/v1", "u1", true, ""),
                entry("batch", "Job", "shop", "certificates").completed("0a1b")));

    assertThat(InventoryFormat.read(InventoryFormat.write(inventory, SHOP))).isEqualTo(inventory);
  }

  @Test
  void whatIsNewerForgetsNothingOfTheSameObject() {
    Inventory.Entry ended = entry("batch", "Job", "shop", "certificates").completed("0a1b");
    Inventory.Entry planned = new Inventory.Entry(ended.id(), ended.apiVersion(), "");
    Inventory.Entry again = new Inventory.Entry(ended.id(), ended.apiVersion(), "another");
    Inventory before = Inventory.of(List.of(ended));

    assertThat(before.with(List.of(planned))).isEqualTo(before);
    assertThat(before.with(List.of(ended.completed("")))).isEqualTo(before);
    assertThat(before.with(List.of(again)).find(ended.id())).contains(again);
    assertThat(ended.mayBeGone()).isTrue();
    assertThat(again.mayBeGone()).isFalse();
  }

  @Test
  void isAConfigMapThatAnApplySetToolUnderstands() {
    ObjectNode map =
        InventoryFormat.write(
            Inventory.of(
                List.of(
                    entry("apps", "Deployment", "shop", "web"),
                    entry("", "Secret", "prod", "db"),
                    entry("", "Secret", "prod", "cache"))),
            SHOP);

    assertThat(map.at("/metadata/name").asText()).isEqualTo("tend-inventory-shop");
    assertThat(map.at("/metadata/labels").path("applyset.kubernetes.io/id").asText())
        .isEqualTo(SHOP.setId());
    assertThat(map.at("/metadata/annotations").path("applyset.kubernetes.io/contains-group-kinds"))
        .hasToString("\"Deployment.apps,Secret\"");
    assertThat(
            map.at("/metadata/annotations")
                .path("applyset.kubernetes.io/additional-namespaces")
                .asText())
        .isEqualTo("shop");
    assertThat(map.path("data").path("objects").asText().lines()).hasSize(3);
  }

  @Test
  void tenThousandObjectsFitIntoOneConfigMap() {
    Inventory inventory = many(10_000);
    ObjectNode map = InventoryFormat.write(inventory, SHOP);

    assertThat(map.toString().length()).isLessThan(1_000_000);
    assertThat(map.path("data").has("objects")).isFalse();
    assertThat(InventoryFormat.read(map)).isEqualTo(inventory);
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeAnythingIsLost() {
    assertThatThrownBy(() -> InventoryFormat.write(many(60_000), SHOP))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("shop");
  }

  @Test
  void whatSomebodyEditedIsAFailureNotAnEmptyApp() {
    ObjectNode map = InventoryFormat.write(many(1), SHOP);
    map.withObject("/data").put("objects", "apps/v1 Deployment shop\n");
    assertThatThrownBy(() -> InventoryFormat.read(map))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("tend-inventory-shop");

    map.remove("data");
    assertThatThrownBy(() -> InventoryFormat.read(map)).isInstanceOf(KnownFailure.class);
  }

  @Test
  void anEntryWithoutAUidDoesNotForgetOneThatIsKnown() {
    Inventory.Entry known = entry("apps", "Deployment", "shop", "web");
    Inventory.Entry bare = new Inventory.Entry(known.id(), "apps/v2", "");

    Inventory merged = Inventory.of(List.of(known)).with(List.of(bare));

    assertThat(merged.find(known.id()))
        .contains(new Inventory.Entry(known.id(), "apps/v2", known.uid()));
  }
}
