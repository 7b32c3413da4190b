package dev.tend.sandbox.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.FieldSchema;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProtobufReaderTest {
  private final ProtobufReader reader = new ProtobufReader();

  private static FieldSchema schema(String apiVersion, String kind) {
    return BuiltInSchemas.load().find(GroupVersionKind.of(apiVersion, kind)).orElseThrow().schema();
  }

  /** A field with bytes: its tag, their length, they themselves. */
  private static String field(int number, String hex) {
    return "%02x%02x%s".formatted(number << 3 | 2, hex.length() / 2, hex);
  }

  private static String text(String text) {
    return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static byte[] body(String apiVersion, String kind, String raw) {
    String type = field(1, text(apiVersion)) + field(2, text(kind));
    return HexFormat.of().parseHex("6b387300" + field(1, type) + field(2, raw));
  }

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @Test
  void aConfigMapIsRead() throws Exception {
    String metadata = field(1, text("c")) + field(2, "") + field(8, "");
    String entry = field(1, text("key")) + field(2, text("value"));
    String raw = field(1, metadata) + field(2, entry);

    assertThat(reader.read(body("v1", "ConfigMap", raw), schema("v1", "ConfigMap")))
        .isEqualTo(
            json(
                "{'apiVersion':'v1','kind':'ConfigMap','metadata':{'name':'c'},'data':{'key':"
                    + "'value'}}"));
  }

  @Test
  void structsThatJsonShowsInlineAreInline() throws Exception {
    // A pod with a volume: name=1, volumeSource=2 (inline) with emptyDir=2.
    String volume = field(1, text("v")) + field(2, field(2, ""));
    String raw = field(2, field(1, volume));

    assertThat(reader.read(body("v1", "Pod", raw), schema("v1", "Pod")).path("spec"))
        .isEqualTo(json("{'volumes':[{'name':'v','emptyDir':{}}]}"));
  }

  @Test
  void noughtIsKeptWhereItCounts() throws Exception {
    // replicas=1 is a pointer, minReadySeconds=5 isn't.
    String raw = field(2, "0800" + "2800");

    assertThat(
            reader
                .read(body("apps/v1", "Deployment", raw), schema("apps/v1", "Deployment"))
                .path("spec"))
        .isEqualTo(json("{'replicas':0}"));
  }

  @Test
  void whatIsNoProtobufIsRefused() {
    assertThatThrownBy(() -> reader.read(new byte[] {1, 2, 3}, FieldSchema.Any.INSTANCE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not appear to be a protobuf message");
    assertThatThrownBy(
            () ->
                reader.read(HexFormat.of().parseHex("6b387300" + "0aff"), FieldSchema.Any.INSTANCE))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
