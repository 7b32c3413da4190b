package dev.tend.schema.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names, group, scope, versions and conversion of a definition. */
final class NameRules {
  private static final String LABEL = "[a-z]([-a-z0-9]*[a-z0-9])?";
  private static final String LABEL_RULE =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '"
          + LABEL
          + "')";
  private static final String SUBDOMAIN =
      "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";
  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
          + " regex used for validation is '"
          + SUBDOMAIN
          + "')";
  private static final int LONGEST_WARNING = 256;
  private static final Place SPEC = Place.ROOT.child("spec");

  private final List<FieldFault> faults = new ArrayList<>();

  private NameRules() {}

  static List<FieldFault> check(ObjectNode crd) {
    NameRules rules = new NameRules();
    JsonNode spec = crd.path("spec");
    rules.name(crd, spec);
    rules.group(crd, spec);
    rules.scope(spec);
    rules.versions(spec);
    rules.names(spec);
    rules.conversion(spec.path("conversion"));
    return rules.faults;
  }

  private void name(ObjectNode crd, JsonNode spec) {
    JsonNode name = crd.path("metadata").path("name");
    String wanted = spec.path("names").path("plural").asText() + "." + spec.path("group").asText();
    if (!name.asText().equals(wanted)) {
      invalid(
          Place.ROOT.child("metadata").child("name"),
          name,
          "must be spec.names.plural+\".\"+spec.group");
    }
  }

  private void group(ObjectNode crd, JsonNode spec) {
    String group = spec.path("group").asText();
    if (group.isEmpty()) {
      faults.add(FieldFault.required(SPEC.child("group"), ""));
    } else if (!group.matches(SUBDOMAIN)) {
      invalid(SPEC.child("group"), spec.path("group"), SUBDOMAIN_RULE);
    } else if (!group.contains(".")) {
      invalid(SPEC.child("group"), spec.path("group"), "should be a domain with at least one dot");
    }
    boolean reserved = group.matches("(.*\\.)?(k8s|kubernetes)\\.io");
    String approval = "api-approved.kubernetes.io";
    if (reserved && !crd.path("metadata").path("annotations").has(approval)) {
      faults.add(
          FieldFault.required(
              Place.ROOT.child("metadata").child("annotations").key(approval),
              "protected groups must have approval annotation \"api-approved.kubernetes.io\", see"
                  + " https://github.com/kubernetes/enhancements/pull/1111"));
    }
    if (spec.path("preserveUnknownFields").asBoolean()) {
      faults.add(
          FieldFault.invalid(
              SPEC.child("preserveUnknownFields"),
              "true",
              "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in"
                  + " spec.versions[*].schema instead"));
    }
  }

  private void scope(JsonNode spec) {
    String scope = spec.path("scope").asText();
    if (scope.isEmpty()) {
      faults.add(FieldFault.required(SPEC.child("scope"), ""));
    } else if (!scope.equals("Cluster") && !scope.equals("Namespaced")) {
      faults.add(
          FieldFault.notSupported(
              SPEC.child("scope"), spec.path("scope").toString(), "\"Cluster\", \"Namespaced\""));
    }
  }

  private void versions(JsonNode spec) {
    JsonNode versions = spec.path("versions");
    Set<String> names = new HashSet<>();
    boolean unique = true;
    int storages = 0;
    String storage = "";
    for (int i = 0; i < versions.size(); i++) {
      JsonNode version = versions.get(i);
      Place at = SPEC.child("versions").index(i);
      storages += version.path("storage").asBoolean() ? 1 : 0;
      if (version.path("storage").asBoolean() && storage.isEmpty()) {
        storage = version.path("name").asText();
      }
      unique &= names.add(version.path("name").asText());
      if (!version.path("schema").path("openAPIV3Schema").isObject()) {
        faults.add(FieldFault.required(at.child("schema").child("openAPIV3Schema"), ""));
      }
      if (!isLabel(version.path("name").asText())) {
        invalid(at.child("name"), version.path("name"), LABEL_RULE);
        if (i == 0) {
          invalid(SPEC.child("version"), version.path("name"), LABEL_RULE);
        }
      }
      warning(version, at.child("deprecationWarning"));
    }
    if (!unique) {
      faults.add(
          FieldFault.invalid(
              SPEC.child("versions"),
              GoVersions.show(versions),
              "must contain unique version names"));
    }
    if (storages != 1) {
      faults.add(
          FieldFault.invalid(
              SPEC.child("versions"),
              GoVersions.show(versions),
              "must have exactly one version marked as storage version"));
      for (JsonNode version : versions) {
        boolean first = version.path("name").asText().equals(storage);
        if (version.path("storage").asBoolean() && !first) {
          faults.add(
              FieldFault.invalid(
                  Place.ROOT.child("status").child("storedVersions"),
                  "[\"" + storage + "\"]",
                  "must have the storage version " + version.path("name").asText()));
        }
      }
      if (storages == 0) {
        faults.add(
            FieldFault.invalid(
                Place.ROOT.child("status").child("storedVersions"),
                "null",
                "must have at least one stored version"));
      }
    }
  }

  private void warning(JsonNode version, Place at) {
    JsonNode warning = version.path("deprecationWarning");
    if (!warning.isTextual()) {
      return;
    }
    if (!version.path("deprecated").asBoolean()) {
      invalid(at, warning, "can only be set for deprecated versions");
    } else if (warning.asText().length() > LONGEST_WARNING) {
      invalid(at, warning, "must be <= 256 characters long");
    } else if (warning.asText().isEmpty()) {
      invalid(at, warning, "must not be an empty string");
    }
  }

  private void names(JsonNode spec) {
    JsonNode names = spec.path("names");
    Place at = SPEC.child("names");
    String kind = names.path("kind").asText();
    String singular = names.path("singular").asText(kind.toLowerCase(Locale.ROOT));
    String list = names.path("listKind").asText(kind.isEmpty() ? "" : kind + "List");
    label(at.child("plural"), names.path("plural").asText());
    label(at.child("singular"), singular);
    mixed(at.child("kind"), kind);
    mixed(at.child("listKind"), list);
    if (!kind.isEmpty() && kind.equals(list)) {
      invalid(
          at.child("listKind"), TextNode.valueOf(list), "kind and listKind may not be the same");
    }
    for (String field : List.of("shortNames", "categories")) {
      for (int i = 0; i < names.path(field).size(); i++) {
        label(at.child(field).index(i), names.path(field).get(i).asText());
      }
    }
  }

  private void label(Place at, String name) {
    if (name.isEmpty()) {
      faults.add(FieldFault.required(at, ""));
    } else if (!isLabel(name)) {
      invalid(at, TextNode.valueOf(name), LABEL_RULE);
    }
  }

  private void mixed(Place at, String name) {
    if (name.isEmpty()) {
      faults.add(FieldFault.required(at, ""));
    } else if (!isLabel(name.toLowerCase(Locale.ROOT))) {
      invalid(
          at,
          TextNode.valueOf(name),
          "may have mixed case, but should otherwise match: " + LABEL_RULE);
    }
  }

  private void conversion(JsonNode conversion) {
    Place at = SPEC.child("conversion");
    String strategy = conversion.path("strategy").asText("None");
    if (!strategy.equals("None") && !strategy.equals("Webhook")) {
      faults.add(
          FieldFault.notSupported(
              at.child("strategy"),
              conversion.path("strategy").toString(),
              "\"None\", \"Webhook\""));
    }
    JsonNode webhook = conversion.path("webhook");
    if (strategy.equals("Webhook")) {
      if (!webhook.path("clientConfig").isObject()) {
        faults.add(
            FieldFault.required(
                at.child("webhookClientConfig"), "required when strategy is set to Webhook"));
      }
      if (webhook.path("conversionReviewVersions").isEmpty()) {
        faults.add(FieldFault.required(at.child("conversionReviewVersions"), ""));
      }
    } else if (webhook.path("clientConfig").isObject()) {
      faults.add(
          FieldFault.forbidden(
              at.child("webhookClientConfig"),
              "should not be set when strategy is not set to Webhook"));
    }
  }

  private static boolean isLabel(String name) {
    return name.length() <= 63 && name.matches(LABEL);
  }

  private void invalid(Place at, JsonNode value, String detail) {
    faults.add(FieldFault.invalid(at, value.toString(), detail));
  }
}
