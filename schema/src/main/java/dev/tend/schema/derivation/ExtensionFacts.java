package dev.tend.schema.derivation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What the classes of client-java-api can't tell of the types in the extension groups. */
final class ExtensionFacts {
  static final String EXTENSIONS = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.";
  static final String REGISTRATION = "io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.";
  static final String RAW_EXTENSION = "io.k8s.apimachinery.pkg.runtime.RawExtension";

  /** Lists that have one owner. */
  private static final List<String> ATOMIC =
      List.of(
          "CustomResourceDefinitionNames.categories",
          "CustomResourceDefinitionNames.shortNames",
          "CustomResourceDefinitionSpec.versions",
          "CustomResourceDefinitionStatus.storedVersions",
          "CustomResourceDefinitionVersion.additionalPrinterColumns",
          "CustomResourceDefinitionVersion.selectableFields",
          "JSONSchemaProps.allOf",
          "JSONSchemaProps.anyOf",
          "JSONSchemaProps.enum",
          "JSONSchemaProps.oneOf",
          "JSONSchemaProps.required",
          "JSONSchemaProps.x-kubernetes-list-map-keys",
          "WebhookConversion.conversionReviewVersions");

  /** Fields of any JSON, by the name of the definition that stands for it. */
  private static final Map<String, List<String>> OPEN =
      Map.of(
          "JSON", List.of("default", "example"),
          "JSONSchemaPropsOrArray", List.of("items"),
          "JSONSchemaPropsOrBool", List.of("additionalItems", "additionalProperties"));

  private ExtensionFacts() {}

  static void addTo(Map<String, ObjectNode> definitions) {
    for (String field : ATOMIC) {
      property(definitions, EXTENSIONS + field).put("x-kubernetes-list-type", "atomic");
    }
    listMap(
        property(definitions, EXTENSIONS + "CustomResourceDefinitionStatus.conditions"), "type");
    patchMerge(
        listMap(property(definitions, REGISTRATION + "APIServiceStatus.conditions"), "type"));
    patchMerge(
        listMap(
            property(definitions, EXTENSIONS + "JSONSchemaProps.x-kubernetes-validations"),
            "rule"));
    ObjectNode reason = property(definitions, EXTENSIONS + "ValidationRule.reason");
    for (String allowed :
        List.of(
            "FieldValueDuplicate",
            "FieldValueForbidden",
            "FieldValueInvalid",
            "FieldValueRequired")) {
      reason.withArray("/enum").add(allowed);
    }
    addOpenTypes(definitions);
  }

  private static void addOpenTypes(Map<String, ObjectNode> definitions) {
    OPEN.forEach(
        (type, fields) ->
            fields.forEach(
                field ->
                    refer(property(definitions, EXTENSIONS + "JSONSchemaProps." + field), type)));
    refer(within(definitions, EXTENSIONS + "JSONSchemaProps.enum", "items"), "JSON");
    refer(
        property(definitions, EXTENSIONS + "CustomResourceSubresources.status"),
        "CustomResourceSubresourceStatus");
    open(definitions, "CustomResourceSubresourceStatus", "How the status subresource is served.");
    definition(definitions, EXTENSIONS + "CustomResourceSubresourceStatus").put("type", "object");
    refer(
        within(definitions, EXTENSIONS + "JSONSchemaProps.dependencies", "additionalProperties"),
        "JSONSchemaPropsOrStringArray");
    open(definitions, "JSON", "Any JSON value.");
    open(definitions, "JSONSchemaPropsOrArray", "A schema, or an array of schemas.");
    open(definitions, "JSONSchemaPropsOrBool", "A schema, or a boolean.");
    open(definitions, "JSONSchemaPropsOrStringArray", "A schema, or an array of strings.");
    definitions.put(
        RAW_EXTENSION,
        object()
            .put("description", "An object of any type, with its own apiVersion and kind.")
            .put("type", "object"));
  }

  private static void open(Map<String, ObjectNode> definitions, String type, String description) {
    definitions.put(EXTENSIONS + type, object().put("description", description));
  }

  private static void refer(ObjectNode schema, String type) {
    schema.put("$ref", "#/definitions/" + EXTENSIONS + type);
  }

  private static ObjectNode listMap(ObjectNode list, String key) {
    list.put("x-kubernetes-list-type", "map").putArray("x-kubernetes-list-map-keys").add(key);
    return list;
  }

  private static void patchMerge(ObjectNode list) {
    list.put("x-kubernetes-patch-merge-key", list.at("/x-kubernetes-list-map-keys/0").asText())
        .put("x-kubernetes-patch-strategy", "merge");
  }

  private static ObjectNode within(
      Map<String, ObjectNode> definitions, String field, String member) {
    return (ObjectNode) property(definitions, field).required(member);
  }

  private static ObjectNode property(Map<String, ObjectNode> definitions, String field) {
    int dot = field.lastIndexOf('.');
    return (ObjectNode)
        definition(definitions, field.substring(0, dot))
            .required("properties")
            .required(field.substring(dot + 1));
  }

  private static ObjectNode definition(Map<String, ObjectNode> definitions, String name) {
    return Objects.requireNonNull(definitions.get(name), name);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
