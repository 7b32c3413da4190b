package dev.tend.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class CompactTreesTest {
  private static final String TEXT =
      """
      {"b":{"z":1,"a":[{"x":"y"},{"x":"y"},2.5,null,true]},"a":"text","none":{},"empty":[]}""";

  private final CompactTrees trees = new CompactTrees();

  @Test
  void saysTheSameInTheSameOrder() {
    ObjectNode tree = Objects.json(TEXT);
    ObjectNode compact = trees.of(tree);
    assertThat(compact).isEqualTo(tree).hasSameHashCodeAs(tree).hasToString(tree.toString());
    assertThat(tree).isEqualTo(compact);
    assertThat(compact.get("b").get("z").intValue()).isEqualTo(1);
    assertThat(compact.get("c")).isNull();
    assertThat(compact.path("b").path("a").path(0).path("x").textValue()).isEqualTo("y");
  }

  @Test
  void sharesWhatIsEqual() {
    ObjectNode one = trees.of(Objects.json(TEXT));
    ObjectNode other = trees.of(Objects.json(TEXT.replace("\"text\"", "\"another\"")));
    assertThat(other).isNotEqualTo(one);
    assertThat(other.get("b")).isSameAs(one.get("b"));
    assertThat(one.get("b").get("a").get(1)).isSameAs(one.get("b").get("a").get(0));
  }

  @Test
  void keepsTheOrderOfEachObject() {
    trees.of(Objects.json("{\"in\":[{\"a\":1,\"b\":2}]}"));
    ObjectNode turned = trees.of(Objects.json("{\"in\":[{\"b\":2,\"a\":1}]}"));
    assertThat(turned).hasToString("{\"in\":[{\"b\":2,\"a\":1}]}");
  }

  @Test
  void canNotBeChangedButItsCopyCan() {
    ObjectNode compact = trees.of(Objects.json(TEXT));
    assertThatThrownBy(() -> compact.put("new", 1))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> compact.withArray("empty").add(1))
        .isInstanceOf(UnsupportedOperationException.class);
    ObjectNode copy = compact.deepCopy();
    copy.withObject("/b").put("z", 2);
    copy.withArray("empty").add(1);
    assertThat(compact).isEqualTo(Objects.json(TEXT));
  }

  @Test
  void keepsObjectsOfManyFields() {
    ObjectNode many = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < 1000; i++) {
      many.put("key-" + i, "value-" + i);
    }
    ObjectNode compact = trees.of(many);
    assertThat(compact).isEqualTo(many).hasToString(many.toString());
    assertThat(compact.get("key-999").textValue()).isEqualTo("value-999");
    assertThatThrownBy(() -> compact.put("new", 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void leavesACompactTreeAsItIs() {
    ObjectNode compact = trees.of(Objects.json(TEXT));
    assertThat(trees.of(compact)).isSameAs(compact);
  }
}
