package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.schema.FieldSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Turns what people write into what can be applied again and again: what the server owns goes, and
 * so do forms that apply can't take back.
 */
public final class Normalization {
  private static final List<String> SERVER_OWNED =
      List.of(
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "generation",
          "managedFields",
          "resourceVersion",
          "selfLink",
          "uid");

  /** Controllers write into these: whoever applied one empty would lose it again, and again. */
  private static final List<String> OTHERS_FILL = List.of("annotations", "labels");

  private Normalization() {}

  /**
   * The manifest as it is to be applied.
   *
   * @param schema of the whole object; it says where null is a value
   */
  public static Manifest normalize(Manifest manifest, FieldSchema schema) {
    ObjectNode content = manifest.content().deepCopy();
    content.remove("status");
    if (content.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove(SERVER_OWNED);
      OTHERS_FILL.forEach(field -> dropEmpty(metadata, field));
    }
    // Under server-side apply a null is a value of its own, not an absent field.
    removeNulls(content, schema);
    switch (manifest.id().groupKind()) {
      case "Secret" -> encodeStringData(content);
      case "ClusterRole.rbac.authorization.k8s.io" -> leaveRulesToAggregation(content);
      case "APIService.apiregistration.k8s.io" -> leaveEmptyBundle(content.path("spec"));
      case "CustomResourceDefinition.apiextensions.k8s.io" ->
          leaveEmptyBundle(content.at("/spec/conversion/webhook/clientConfig"));
      case "MutatingWebhookConfiguration.admissionregistration.k8s.io",
          "ValidatingWebhookConfiguration.admissionregistration.k8s.io" ->
          content
              .path("webhooks")
              .forEach(webhook -> leaveEmptyBundle(webhook.path("clientConfig")));
      default -> {
        // Nothing that this kind needs.
      }
    }
    return content.equals(manifest.content()) ? manifest : manifest.withContent(content);
  }

  private static void dropEmpty(ObjectNode metadata, String field) {
    JsonNode value = metadata.path(field);
    if (value.isObject() && value.isEmpty()) {
      metadata.remove(field);
    }
  }

  private static void removeNulls(JsonNode node, FieldSchema schema) {
    if (node instanceof ObjectNode object) {
      List<String> nulls = new ArrayList<>();
      for (Map.Entry<String, JsonNode> field : object.properties()) {
        FieldSchema member = schema.member(field.getKey());
        if (field.getValue().isNull()) {
          if (!member.facts().nullable()) {
            nulls.add(field.getKey());
          }
        } else {
          removeNulls(field.getValue(), member);
        }
      }
      object.remove(nulls);
    } else if (node instanceof ArrayNode array) {
      FieldSchema items =
          schema instanceof FieldSchema.ListOf list ? list.items() : FieldSchema.Any.INSTANCE;
      array.forEach(item -> removeNulls(item, items));
    }
  }

  /** Keys that leave stringData would stay in data for ever: the server only copies them there. */
  private static void encodeStringData(ObjectNode secret) {
    if (!(secret.get("stringData") instanceof ObjectNode texts)) {
      return;
    }
    for (Map.Entry<String, JsonNode> text : texts.properties()) {
      if (!text.getValue().isTextual()) {
        // The server's message names the field, so it had better stay.
        return;
      }
    }
    ObjectNode data =
        secret.get("data") instanceof ObjectNode present ? present : secret.putObject("data");
    for (Map.Entry<String, JsonNode> text : texts.properties()) {
      byte[] bytes = text.getValue().asText().getBytes(StandardCharsets.UTF_8);
      data.put(text.getKey(), Base64.getEncoder().encodeToString(bytes));
    }
    secret.remove("stringData");
  }

  /** A controller fills the rules of an aggregated role in; a list of ours would fight it. */
  private static void leaveRulesToAggregation(ObjectNode role) {
    if (role.path("aggregationRule").isObject()) {
      role.remove("rules");
    }
  }

  /** Placeholders for what an injector fills in: empty, or a mere line break in base64. */
  private static void leaveEmptyBundle(JsonNode holder) {
    String bundle = holder.path("caBundle").asText("-");
    if (holder instanceof ObjectNode object && (bundle.isEmpty() || bundle.equals("Cg=="))) {
      object.remove("caBundle");
    }
  }
}
