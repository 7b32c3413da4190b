package dev.tend.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YamlRoundTripTest {
  /**
   * Words that some reader takes for something else, and pieces that break plain or block style.
   */
  private static final List<String> PIECES =
      List.of(
          "yes",
          "No",
          "y",
          "on",
          "null",
          "~",
          "true",
          "1",
          "0777",
          "0o7",
          "1_000",
          "1e3",
          ".5",
          "1:30",
          "2001-12-14",
          "0x1F",
          ".inf",
          "<<",
          "=",
          "-",
          "?",
          ":",
          "- ",
          ": ",
          " #",
          "#",
          "'",
          "\"",
          "\\",
          "\n",
          "\n\n",
          " \n",
          "\n ",
          "\t",
          "\r",
          "  ",
          " ",
          "a",
          "web",
          "é",
          "\u0001",
          "\u0085",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "\ud83d\ude00",
          "{",
          "}",
          "[",
          "]",
          ",",
          "&a",
          "*a",
          "!a",
          "|",
          ">",
          "%",
          "@",
          "`",
          "---",
          "...",
          "${x}",
          "{{ x }}");

  private final Random random = new Random(4711);

  @Test
  void readingWhatWasWrittenGivesTheSameTree() {
    for (int i = 0; i < 4000; i++) {
      ObjectNode tree = JsonNodeFactory.instance.objectNode();
      tree.set(text(), node(0));
      tree.set("b", node(0));

      String written = YamlWriter.write(tree);

      assertThat(read(written)).as(written).isEqualTo(tree);
      assertThat(YamlWriter.write(read(written))).isEqualTo(written);
      assertThat(read(JsonWriter.write(tree))).isEqualTo(tree);
    }
  }

  @Test
  void rootsThatAreNoMappingsComeBackToo() {
    for (int i = 0; i < 2000; i++) {
      JsonNode tree = node(2);
      String written = "--- " + YamlWriter.write(tree);
      if (!tree.isContainerNode()) {
        assertThat(read(written)).as(written).isEqualTo(tree);
      }
    }
  }

  private static JsonNode read(String text) {
    var documents = YamlReader.readDocuments(new SourceText("test.yaml", text));
    assertThat(documents.problems()).as(text).isEmpty();
    assertThat(documents.documents()).as(text).hasSize(1);
    return documents.documents().getFirst().content();
  }

  private JsonNode node(int depth) {
    int kind = random.nextInt(depth > 3 ? 7 : 10);
    return switch (kind) {
      case 0 -> IntNode.valueOf(random.nextInt(2000) - 1000);
      case 1 -> LongNode.valueOf(random.nextLong() | 1L << 40);
      case 2 ->
          DoubleNode.valueOf(random.nextInt() / 4096.0 * Math.pow(10, -random.nextInt(30)) + 1e-40);
      case 3 -> random.nextBoolean() ? BooleanNode.TRUE : NullNode.instance;
      case 7 -> array(depth);
      case 8, 9 -> object(depth);
      default -> TextNode.valueOf(text());
    };
  }

  private ArrayNode array(int depth) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(node(depth + 1));
    }
    return array;
  }

  private ObjectNode object(int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.set(text(), node(depth + 1));
    }
    return object;
  }

  private String text() {
    if (random.nextInt(300) == 0) {
      return "long".repeat(random.nextInt(600));
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
