package dev.tend.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.util.List;

/** Trees from YAML, for tests. */
public final class Trees {
  private Trees() {}

  public static ObjectNode yaml(String text) {
    return (ObjectNode)
        YamlReader.readDocuments(new SourceText("test", text)).documents().getFirst().content();
  }

  /** The texts of a list. */
  public static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asText).toList();
  }
}
