package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Parts of definitions as servers print them in messages. */
final class GoText {
  private GoText() {}

  /** A rule, as its Go type is written as JSON. */
  static String rule(JsonNode rule) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("Rule", rule.path("rule").asText());
    all.put("Message", rule.path("message").asText());
    all.put("MessageExpression", rule.path("messageExpression").asText());
    all.set("Reason", rule.has("reason") ? rule.path("reason") : all.nullNode());
    all.put("FieldPath", rule.path("fieldPath").asText());
    all.set(
        "OptionalOldSelf",
        rule.has("optionalOldSelf") ? rule.path("optionalOldSelf") : all.nullNode());
    return escaped(all.toString());
  }

  static String quoted(String text) {
    return escaped(TextNode.valueOf(text).toString());
  }

  /** Go escapes what HTML would read otherwise. */
  private static String escaped(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }
}
