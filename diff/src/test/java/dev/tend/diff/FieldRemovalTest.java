package dev.tend.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.FieldPath.Element;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FieldRemovalTest {
  private static FieldPath item(FieldPath path, String key, JsonNode value) {
    TreeMap<String, JsonNode> keys = new TreeMap<>();
    keys.put(key, value);
    return path.append(new Element.Keyed(keys));
  }

  @Test
  void removesFieldsAndItemsByKeyValueAndPosition() {
    ObjectNode object =
        Yaml.object(
            """
            apiVersion: v1
            kind: Thing
            metadata: {name: a, finalizers: [x, z]}
            args: [a, b, c, d]
            ports: [{port: 80, name: http}, {port: 443, name: tls}]
            """);

    ObjectNode rest =
        FieldRemoval.without(
            object,
            List.of(
                FieldPath.of("args").index(1),
                FieldPath.of("args").index(2),
                FieldPath.of("metadata", "finalizers")
                    .append(new Element.Value(TextNode.valueOf("x"))),
                FieldPath.of("nothing", "here"),
                item(FieldPath.of("ports"), "port", IntNode.valueOf(80)).key("name"),
                item(FieldPath.of("ports"), "port", IntNode.valueOf(443))));

    assertThat(rest)
        .hasToString(
            "{\"apiVersion\":\"v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"a\","
                + "\"finalizers\":[\"z\"]},\"args\":[\"a\",\"d\"],\"ports\":[{\"port\":80}]}");
    assertThat(object.path("args")).hasSize(4);
  }
}
