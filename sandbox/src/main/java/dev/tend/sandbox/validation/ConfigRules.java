package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Config maps and secrets. */
final class ConfigRules {
  private static final int MOST_BYTES = 1024 * 1024;

  /** What secrets of a type must have. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          "kubernetes.io/tls", List.of("tls.crt", "tls.key"),
          "kubernetes.io/dockerconfigjson", List.of(".dockerconfigjson"),
          "kubernetes.io/dockercfg", List.of(".dockercfg"),
          "kubernetes.io/ssh-auth", List.of("ssh-privatekey"));

  private ConfigRules() {}

  static void configMap(@Nullable ObjectNode live, ObjectNode map, Violations violations) {
    long size = keys("data", map.path("data"), violations);
    size += keys("binaryData", map.path("binaryData"), violations);
    for (var entry : map.path("data").properties()) {
      if (map.path("binaryData").has(entry.getKey())) {
        violations.invalid(
            "data[%s]".formatted(entry.getKey()),
            entry.getKey(),
            "duplicate of key present in binaryData");
      }
    }
    if (size > MOST_BYTES) {
      violations.tooLong("", MOST_BYTES);
    }
    immutable(live, map, List.of("data", "binaryData"), violations);
  }

  static void secret(@Nullable ObjectNode live, ObjectNode secret, Violations violations) {
    long size = keys("data", secret.path("data"), violations);
    if (size > MOST_BYTES) {
      violations.tooLong("data", MOST_BYTES);
    }
    for (String key : KEYS.getOrDefault(secret.path("type").asText(), List.of())) {
      if (!secret.path("data").has(key)) {
        violations.required("data[%s]".formatted(key));
      }
    }
    if (live != null && !live.path("type").equals(secret.path("type"))) {
      violations.invalid("type", secret.path("type"), "field is immutable");
    }
    immutable(live, secret, List.of("data"), violations);
  }

  private static long keys(String field, JsonNode data, Violations violations) {
    long size = 0;
    for (var entry : data.properties()) {
      Texts.configKey("%s[%s]".formatted(field, entry.getKey()), entry.getKey(), violations);
      size += entry.getKey().length();
      size += entry.getValue().asText().getBytes(StandardCharsets.UTF_8).length;
    }
    return size;
  }

  private static void immutable(
      @Nullable ObjectNode live, ObjectNode object, List<String> fields, Violations violations) {
    if (live == null || !live.path("immutable").asBoolean()) {
      return;
    }
    String why = "field is immutable when `immutable` is set";
    if (!object.path("immutable").asBoolean()) {
      violations.forbidden("immutable", why);
    }
    for (String field : fields) {
      if (!live.path(field).equals(object.path(field))) {
        violations.forbidden(field, why);
      }
    }
  }
}
