package dev.tend.apply.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnershipTest {
  private final Ownership shop = new Ownership("shop", "prod");

  private static Manifest manifest() {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("apiVersion", "v1").put("kind", "ConfigMap");
    content.putObject("metadata").put("name", "a").putObject("labels").put("tier", "web");
    return Manifest.of(content, Origin.generated("test"));
  }

  @Test
  void marksByLabelsBesidesThoseThatAreThere() {
    ObjectNode marked = shop.mark(manifest()).content();

    assertThat(marked.at("/metadata/labels").toString())
        .startsWith("{\"tier\":\"web\",\"tend.dev/app\":\"shop\",")
        .contains("\"applyset.kubernetes.io/part-of\":\"applyset-");
    assertThat(shop.owns(marked)).isTrue();
    assertThat(shop.otherOwner(marked)).isEmpty();
  }

  @Test
  void theSetsIdIsALabelThatHangsOnNameAndNamespace() {
    assertThat(shop.setId()).matches("applyset-[A-Za-z0-9_-]{43}-v1").hasSizeLessThan(64);
    assertThat(shop.setId()).isNotEqualTo(new Ownership("shop", "test").setId());
  }

  @Test
  void namesTheOtherOwner() {
    assertThat(shop.otherOwner(new Ownership("till", "prod").mark(manifest()).content()))
        .contains("the app till");
    assertThat(shop.otherOwner(new Ownership("shop", "test").mark(manifest()).content()))
        .contains("the app shop of another namespace");
    Ownership namesake = new Ownership("shop", "test");
    assertThat(
            shop.otherOwner(
                namesake.mark(manifest()).content(),
                List.of(new Ownership("shop", "stage"), namesake)))
        .contains("the app shop of namespace test");
    assertThat(shop.otherOwner(manifest().content())).isEmpty();
  }
}
