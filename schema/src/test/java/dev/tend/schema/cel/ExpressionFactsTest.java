package dev.tend.schema.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the expression libraries of Kubernetes 1.34.4 answer, recorded: the value, or the error at
 * compilation or evaluation. {@code d} is {@code {"i": 1, "s": "text", "l": [1, "a"], "n": null,
 * "f": 1.5}}.
 */
class ExpressionFactsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CelLanguage LANGUAGE = CelLanguage.ofServers();

  static Stream<JsonNode> facts() throws IOException {
    try (InputStream file =
        ExpressionFactsTest.class.getResourceAsStream("expressions-1.34.4.jsonl")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(ExpressionFactsTest::read).toList().stream();
    }
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new IllegalStateException(line, e);
    }
  }

  @ParameterizedTest
  @MethodSource("facts")
  void answersAsTheServerDoes(JsonNode fact) throws IOException {
    ObjectNode answer = JSON.createObjectNode();
    answer.set("expression", fact.path("expression"));
    evaluate(fact.path("expression").asText(), answer);
    // Numbers are compared as JSON has them: 1 is 1.0.
    assertThat(JSON.readTree(answer.toString())).isEqualTo(JSON.readTree(fact.toString()));
  }

  private static void evaluate(String expression, ObjectNode answer) throws IOException {
    SchemaTypes types = new SchemaTypes();
    switch (LANGUAGE.scope(Map.of("d", SimpleType.DYN), types.provider()).compile(expression)) {
      case CelLanguage.Compilation.Refused(String message) -> answer.put("compile", message);
      case CelLanguage.Compilation.Checked(Program program) -> {
        JsonNode data =
            JSON.readTree("{\"i\":1,\"s\":\"text\",\"l\":[1,\"a\"],\"n\":null,\"f\":1.5}");
        try {
          Object result = program.run(Map.of("d", Values.dynamic(data)), new Budget());
          answer.set("value", json(result));
        } catch (CelFault e) {
          answer.put("error", e.message());
        }
      }
    }
  }

  private static JsonNode json(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case Boolean flag -> nodes.booleanNode(flag);
      case Long number ->
          JSON.valueToTree(number.intValue() == number ? (Object) number.intValue() : number);
      case UnsignedLong number -> nodes.numberNode(number.intValue());
      case Double number ->
          number == Math.rint(number)
              ? nodes.numberNode(number.intValue())
              : nodes.numberNode(number);
      case String text -> nodes.textNode(text);
      case CelByteString bytes ->
          nodes.textNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case Duration duration -> nodes.textNode(Values.seconds(duration));
      case Instant time -> nodes.textNode(time.toString());
      case NullValue ignored -> nodes.nullNode();
      case List<?> list -> {
        var array = nodes.arrayNode();
        list.forEach(item -> array.add(json(item)));
        yield array;
      }
      case Map<?, ?> map -> {
        var object = nodes.objectNode();
        map.forEach((key, item) -> object.set(String.valueOf(key), json(item)));
        yield object;
      }
      case Optional<?> optional ->
          optional.<JsonNode>map(ExpressionFactsTest::json).orElse(nodes.nullNode());
      default -> nodes.textNode(value.getClass().getSimpleName());
    };
  }
}
