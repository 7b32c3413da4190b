package dev.tend.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class YamlPositionsTest {
  private static final String TEXT =
      """
      # first
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web
        finalizers: [a/b, c/d]
      spec:
        containers:
        - name: web
          ports:
          - containerPort: 80
            name: http
          - containerPort: 80
            protocol: UDP
        - name: "sidecar"
      ---
      apiVersion: v1
      kind: List
      items:
      - apiVersion: v1
        kind: Service
        metadata:
          name: web
      """;

  private final Origin pod = new Origin(new SourceText("a.yaml", TEXT), 1, -1);

  @Test
  void fieldsStandAtTheirKeyAndItemsAtTheItem() {
    assertThat(at(pod, FieldPath.of("spec", "containers"))).isEqualTo("9:3");
    assertThat(at(pod, FieldPath.of("spec", "containers").index(0).key("ports"))).isEqualTo("11:5");
    assertThat(at(pod, FieldPath.of("spec", "containers").index(1))).isEqualTo("16:5");
    assertThat(at(pod, FieldPath.ROOT)).isEqualTo("3:1");
  }

  @Test
  void whatIsMissingStandsAtItsNearestAncestor() {
    assertThat(at(pod, FieldPath.of("spec", "restartPolicy"))).isEqualTo("8:1");
    assertThat(at(pod, FieldPath.of("spec", "containers").index(7).key("image"))).isEqualTo("9:3");
    assertThat(at(pod, FieldPath.of("status", "phase"))).isEqualTo("3:1");
  }

  @Test
  void itemsAreFoundByTheirKeysAndDefaultsMayBeMissing() {
    FieldPath sidecar =
        FieldPath.of("spec", "containers").append(keyed(Map.of("name", text("sidecar"))));
    FieldPath ports =
        FieldPath.of("spec", "containers").append(keyed(Map.of("name", text("web")))).key("ports");
    var tcp = keyed(Map.of("containerPort", IntNode.valueOf(80), "protocol", text("TCP")));
    var udp = keyed(Map.of("containerPort", IntNode.valueOf(80), "protocol", text("UDP")));

    assertThat(at(pod, sidecar)).isEqualTo("16:5");
    assertThat(at(pod, ports.append(tcp))).isEqualTo("12:7");
    assertThat(at(pod, ports.append(udp).key("protocol"))).isEqualTo("15:7");
  }

  @Test
  void itemsOfSetsAreFoundByTheirValue() {
    FieldPath path =
        FieldPath.of("metadata", "finalizers").append(new FieldPath.Element.Value(text("c/d")));

    assertThat(at(pod, path)).isEqualTo("7:21");
  }

  @Test
  void itemsOfAListHaveTheirOwnRoot() {
    Origin service = new Origin(pod.source(), 2, 0);

    assertThat(at(service, FieldPath.of("metadata", "name"))).isEqualTo("24:5");
    assertThat(at(service, FieldPath.ROOT)).isEqualTo("21:3");
  }

  @Test
  void fieldsThatCameThroughAMergeStandWhereTheyWereWritten() {
    Origin origin = new Origin(new SourceText("a", "x: &x\n  a: 1\nz:\n  <<: *x\n"), 1, -1);

    assertThat(at(origin, FieldPath.of("z", "a"))).isEqualTo("2:3");
  }

  @Test
  void jsonHasPositionsToo() {
    Origin origin = new Origin(new SourceText("a", "{\"a\": 1}\n  {\"b\": {\n\t\"c\": 2}}"), 2, -1);

    assertThat(at(origin, FieldPath.of("b"))).isEqualTo("2:4");
    assertThat(at(origin, FieldPath.of("b", "c"))).isEqualTo("3:2");
  }

  @Test
  void generatedManifestsHaveAFileAndNoLine() {
    SourceLocation location = Origin.generated("chart").locate(FieldPath.of("spec"));

    assertThat(location).hasToString("chart");
  }

  @Test
  void aScalarIsToldAsItWasWritten() {
    Origin origin = new Origin(new SourceText("a", "v: 1.10\nw: \"x\"\nz: {}\n"), 1, -1);

    assertThat(origin.scalar(FieldPath.of("v"))).contains(new Origin.Scalar("1.10", false));
    assertThat(origin.scalar(FieldPath.of("w"))).contains(new Origin.Scalar("x", true));
    assertThat(origin.scalar(FieldPath.of("z"))).isEmpty();
    assertThat(origin.scalar(FieldPath.of("v", "a"))).isEmpty();
  }

  private static FieldPath.Element keyed(Map<String, JsonNode> keys) {
    return new FieldPath.Element.Keyed(new TreeMap<>(keys));
  }

  private static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }

  private static String at(Origin origin, FieldPath path) {
    SourceLocation location = origin.locate(path);
    return location.line() + ":" + location.column();
  }

  @Test
  void aManifestMayBeMadeFromAPartOfADocument() {
    SourceText text = new SourceText("a", "x: 1\nmakers:\n- name: a\n- name: b\n  data: [c]\n");
    Origin origin = new Origin(text, 1, -1, FieldPath.of("makers").index(1));
    assertThat(origin.locate(FieldPath.ROOT).line()).isEqualTo(4);
    assertThat(origin.locate(FieldPath.of("data")).line()).isEqualTo(5);
    assertThat(origin.locate(FieldPath.of("metadata", "name")).line()).isEqualTo(4);
  }
}
