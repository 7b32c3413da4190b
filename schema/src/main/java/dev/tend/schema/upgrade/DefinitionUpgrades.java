package dev.tend.schema.upgrade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.upgrade.Upgrade.Refusal;
import java.util.List;

/** CustomResourceDefinitions of v1beta1 into v1. */
final class DefinitionUpgrades {
  /** What stood once for all versions, and stands in each now. */
  private static final List<String> OF_VERSIONS =
      List.of("subresources", "additionalPrinterColumns");

  private DefinitionUpgrades() {}

  static final Upgrade DEFINITION =
      (object, notes) -> {
        ObjectNode spec = Upgrade.at(object, "spec");
        JsonNode schema = spec.path("validation").path("openAPIV3Schema");
        boolean pruned =
            spec.has("preserveUnknownFields") && !spec.path("preserveUnknownFields").asBoolean();
        ObjectNode open = spec.objectNode();
        open.put("type", "object").put("x-kubernetes-preserve-unknown-fields", true);
        versions(spec);
        for (ObjectNode version : Upgrade.items(spec.path("versions"))) {
          JsonNode own = version.path("schema").path("openAPIV3Schema");
          JsonNode known = own.isObject() ? own : schema;
          if (known.isEmpty()) {
            version.putObject("schema").set("openAPIV3Schema", open.deepCopy());
          } else if (!pruned) {
            throw new Refusal(
                "v1beta1 kept fields that the schema doesn't know, and v1 drops them: write"
                    + " `preserveUnknownFields: false` if that is right");
          } else if (!own.isObject()) {
            version.putObject("schema").set("openAPIV3Schema", schema.deepCopy());
          }
          for (String name : OF_VERSIONS) {
            if (spec.has(name) && !version.has(name)) {
              version.set(name, spec.get(name).deepCopy());
            }
          }
          for (ObjectNode column : Upgrade.items(version.path("additionalPrinterColumns"))) {
            Upgrade.rename(column, "JSONPath", "jsonPath");
          }
        }
        spec.remove("validation");
        spec.remove(OF_VERSIONS);
        spec.remove("preserveUnknownFields");
        if (!spec.has("scope")) {
          spec.put("scope", "Namespaced");
        }
        conversion(Upgrade.at(spec, "conversion"));
      };

  private static void versions(ObjectNode spec) {
    if (!spec.has("versions") && spec.path("version").isTextual()) {
      ObjectNode one = spec.objectNode();
      one.put("name", spec.path("version").asText()).put("served", true).put("storage", true);
      ObjectNode fields = spec.objectNode();
      fields.putArray("versions").add(one);
      Upgrade.replace(spec, "version", fields);
    }
    spec.remove("version");
    if (spec.path("versions").isEmpty()) {
      throw new Refusal("it names no version");
    }
  }

  private static void conversion(ObjectNode conversion) {
    if (!conversion.has("webhookClientConfig")) {
      return;
    }
    ObjectNode webhook = conversion.objectNode();
    webhook.set("clientConfig", conversion.get("webhookClientConfig"));
    JsonNode versions = conversion.remove("conversionReviewVersions");
    if (versions == null) {
      webhook.putArray("conversionReviewVersions").add("v1beta1");
    } else {
      webhook.set("conversionReviewVersions", versions);
    }
    Upgrade.replace(
        conversion, "webhookClientConfig", conversion.objectNode().set("webhook", webhook));
  }
}
