package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.ResourceId;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
  private static final ResourceId SECRET = new ResourceId("", "Secret", "shop", "db");

  private final SecretMask mask = new SecretMask();

  private static FieldChange change(String key, String before, String after) {
    return new FieldChange(
        FieldPath.of("data", key), TextNode.valueOf(before), TextNode.valueOf(after));
  }

  @Test
  void showsThatAValueChangedButNotTheValue() {
    FieldChange shown = mask.mask(SECRET, change("password", "b2xk", "bmV3"));

    assertThat(shown.path()).hasToString(".data.password");
    assertThat(shown.before()).hasToString("\"***(a1)\"");
    assertThat(shown.after()).hasToString("\"***(a2)\"");
  }

  @Test
  void equalValuesLookEqualWithinOneRun() {
    FieldChange first = mask.mask(SECRET, change("a", "b2xk", "bmV3"));
    FieldChange second = mask.mask(SECRET, change("b", "bmV3", "b2xk"));

    assertThat(second.before()).isEqualTo(first.after());
    assertThat(second.after()).isEqualTo(first.before());
  }

  @Test
  void hidesEveryValueOfAWholeMapAndOfAWholeObject() {
    ObjectNode secret =
        Yaml.object(
            "apiVersion: v1\nkind: Secret\nmetadata: {name: db}\ntype: Opaque\n"
                + "data: {user: c2hvcA==}\nstringData: {password: shop}\n");

    assertThat(mask.mask(SECRET, secret).toString())
        .contains("\"user\":\"***(a1)\"")
        .contains("\"password\":\"***(a2)\"")
        .contains("Opaque")
        .doesNotContain("c2hvcA==");
    FieldChange data =
        mask.mask(SECRET, new FieldChange(FieldPath.of("data"), null, secret.path("data")));
    assertThat(data.before()).isNull();
    assertThat(data.after()).hasToString("{\"user\":\"***(a1)\"}");
    FieldChange all = mask.mask(SECRET, new FieldChange(FieldPath.ROOT, secret, null));
    assertThat(String.valueOf(all.before())).doesNotContain("c2hvcA==");
  }

  @Test
  void leavesOtherFieldsAndKindsAlone() {
    FieldChange type =
        new FieldChange(FieldPath.of("type"), TextNode.valueOf("Opaque"), TextNode.valueOf("x"));
    FieldChange colour = change("colour", "red", "blue");

    assertThat(mask.mask(SECRET, type)).isEqualTo(type);
    assertThat(mask.mask(new ResourceId("", "ConfigMap", "shop", "db"), colour)).isEqualTo(colour);
  }

  @Test
  void namesGoOnBeyondTheAlphabet() {
    String last = "";
    for (int i = 0; i <= 26 * 9; i++) {
      last = String.valueOf(mask.mask(SECRET, change("k", "v" + i, "v" + i)).after());
    }

    assertThat(last).isEqualTo("\"***(aa1)\"");
  }
}
