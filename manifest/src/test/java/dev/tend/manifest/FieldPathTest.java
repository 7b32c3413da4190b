package dev.tend.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FieldPathTest {
  @Test
  void readsAsPeopleWriteIt() {
    var web = new TreeMap<String, com.fasterxml.jackson.databind.JsonNode>();
    web.put("name", TextNode.valueOf("web"));

    FieldPath path =
        FieldPath.of("spec", "containers").append(new FieldPath.Element.Keyed(web)).key("image");

    assertThat(path).hasToString(".spec.containers[name=web].image");
  }

  @Test
  void quotesKeysThatHoldDotsOrSlashes() {
    assertThat(FieldPath.of("metadata", "labels", "app.kubernetes.io/name"))
        .hasToString(".metadata.labels[\"app.kubernetes.io/name\"]");
  }
}
