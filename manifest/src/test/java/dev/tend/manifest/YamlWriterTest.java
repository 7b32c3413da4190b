package dev.tend.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlWriterTest {
  @Test
  void writesAsKubectlDoes() throws Exception {
    String json =
        """
        {"apiVersion": "v1", "kind": "Pod",
         "metadata": {"name": "web", "labels": {}, "annotations": {"on": "yes", "a.b/c": "x: y"}},
         "spec": {"containers": [{"name": "web", "args": ["-c", "a\\nb\\n"], "ports": []},
                                 {"name": "b", "env": null}],
                  "nested": [[1, 2], [{"a": true}]], "m": 1.5}}
        """;

    assertThat(YamlWriter.write(new JsonMapper().readTree(json)))
        .isEqualTo(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: web
              labels: {}
              annotations:
                "on": "yes"
                a.b/c: 'x: y'
            spec:
              containers:
              - name: web
                args:
                - -c
                - |
                  a
                  b
                ports: []
              - name: b
                env: null
              nested:
              - - 1
                - 2
              - - a: true
              m: 1.5
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0000',
      value = {
        "yes => \"yes\"",
        "y => \"y\"",
        "null => \"null\"",
        "1 => \"1\"",
        "0o7 => \"0o7\"",
        "1_000 => \"1_000\"",
        "1e400 => \"1e400\"",
        "1:30 => \"1:30\"",
        "2001-12-14 => \"2001-12-14\"",
        "1.2.3 => 1.2.3",
        "100m => 100m",
        "*/5 * * * * => '*/5 * * * *'",
        "it's => it's",
        "'it' => '''it'''",
        "a: b => 'a: b'",
        "a:b => a:b",
        "a: => 'a:'",
        "a #b => 'a #b'",
        "a#b => a#b",
        "-x => -x",
        "- x => '- x'",
        "--- => '---'",
        "{{ x }} => '{{ x }}'",
        "${x} => ${x}",
        "http://a:80/ => http://a:80/",
        "\\ => \\",
        "<< => \"<<\"",
        "é => é"
      })
  void quotesOnlyWhatAReaderCouldMistake(String text, String written) {
    assertThat(YamlWriter.write(TextNode.valueOf(text))).isEqualTo(written + "\n");
  }

  @Test
  void textOfSeveralLinesIsABlockWithTheRightMarks() {
    assertThat(field("a\nb")).isEqualTo("x: |-\n  a\n  b\n");
    assertThat(field("a\nb\n")).isEqualTo("x: |\n  a\n  b\n");
    assertThat(field("a\n\n")).isEqualTo("x: |+\n  a\n\n");
    assertThat(field("\n")).isEqualTo("x: |2+\n\n");
    assertThat(field("  a\nb")).isEqualTo("x: |2-\n    a\n  b\n");
    assertThat(field("a\n\tb\n")).isEqualTo("x: |\n  a\n  \tb\n");
    assertThat(field("a \nb")).isEqualTo("x: \"a \\nb\"\n");
    assertThat(field("a\r\nb")).isEqualTo("x: \"a\\r\\nb\"\n");
  }

  @Test
  void unprintableTextIsEscaped() {
    assertThat(field("\u0001\u00a0\u2028\ufeff")).isEqualTo("x: \"\\x01\\xA0\\u2028\\uFEFF\"\n");
  }

  @Test
  void longLinesAreNotFoldedAndVeryLongKeysStandAlone() {
    String line = "word ".repeat(100) + "end";

    assertThat(field(line)).isEqualTo("x: " + line + "\n");
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("k".repeat(300), 1);
    assertThat(YamlWriter.write(object)).isEqualTo("? " + "k".repeat(300) + "\n: 1\n");
  }

  @Test
  void numbersAreWrittenPlainly() {
    assertThat(YamlWriter.write(DoubleNode.valueOf(1e6))).isEqualTo("1000000\n");
    assertThat(YamlWriter.write(DoubleNode.valueOf(1e-10))).isEqualTo("1e-10\n");
    assertThat(YamlWriter.write(DoubleNode.valueOf(1e30))).isEqualTo("1e+30\n");
    assertThat(YamlWriter.write(DoubleNode.valueOf(0.1))).isEqualTo("0.1\n");
  }

  @Test
  void documentsOfAStreamAreSeparated() {
    List<JsonNode> nodes = List.of(TextNode.valueOf("a"), JsonNodeFactory.instance.objectNode());

    assertThat(YamlWriter.writeAll(nodes)).isEqualTo("a\n---\n{}\n");
    assertThat(YamlWriter.writeAll(List.of())).isEmpty();
  }

  @Test
  void jsonForPeopleHasOneFieldALine() {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("a", 1);
    object.putArray("b").add("x").add(true);
    object.putObject("c");

    assertThat(JsonWriter.write(object))
        .isEqualTo("{\n  \"a\": 1,\n  \"b\": [\n    \"x\",\n    true\n  ],\n  \"c\": {}\n}\n");
  }

  private static String field(String text) {
    return YamlWriter.write(JsonNodeFactory.instance.objectNode().put("x", text));
  }
}
