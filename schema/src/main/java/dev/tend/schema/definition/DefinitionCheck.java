package dev.tend.schema.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.cel.CelLanguage;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.Place;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Checks a CustomResourceDefinition (v1) as a server of version 1.34 does on its creation. */
public final class DefinitionCheck {
  private static final Set<String> ROOT_FIELDS =
      Set.of(
          "description",
          "type",
          "format",
          "title",
          "maximum",
          "exclusiveMaximum",
          "minimum",
          "exclusiveMinimum",
          "maxLength",
          "minLength",
          "pattern",
          "maxItems",
          "minItems",
          "uniqueItems",
          "multipleOf",
          "required",
          "items",
          "properties",
          "externalDocs",
          "example",
          "nullable",
          "x-kubernetes-preserve-unknown-fields",
          "x-kubernetes-validations");

  private final Supplier<CelLanguage> language;

  /**
   * @param language asked for once a definition has rules
   */
  public DefinitionCheck(Supplier<CelLanguage> language) {
    this.language = language;
  }

  /**
   * What a server refuses. The places are those that it names: where all versions have the same
   * schema (one version always has), it speaks of {@code spec.validation}.
   */
  public List<FieldFault> check(ObjectNode crd) {
    List<FieldFault> faults = new ArrayList<>(NameRules.check(crd));
    Place spec = Place.ROOT.child("spec");
    JsonNode versions = crd.path("spec").path("versions");
    boolean oneSchema = isCommon(versions, "schema");
    boolean oneScale = isCommon(versions, "subresources");
    boolean oneTable = isCommon(versions, "additionalPrinterColumns");
    boolean oneSelection = isCommon(versions, "selectableFields");
    for (int i = 0; i < versions.size(); i++) {
      JsonNode version = versions.get(i);
      Place at = spec.child("versions").index(i);
      JsonNode schema = version.path("schema").path("openAPIV3Schema");
      Place schemaAt =
          (oneSchema ? spec.child("validation") : at.child("schema")).child("openAPIV3Schema");
      if (schema.isObject() && (i == 0 || !oneSchema)) {
        boolean status = version.path("subresources").has("status");
        faults.addAll(schema(schema, schemaAt, status));
      }
      if (i == 0 || !oneScale) {
        faults.addAll(VersionRules.scale(version, (oneScale ? spec : at).child("subresources")));
      }
      if (i == 0 || !oneTable) {
        Place table = (oneTable ? spec : at).child("additionalPrinterColumns");
        faults.addAll(VersionRules.columns(version.path("additionalPrinterColumns"), table));
      }
      if (i == 0 || !oneSelection) {
        Place selection = (oneSelection ? spec : at).child("selectableFields");
        faults.addAll(VersionRules.selectable(version.path("selectableFields"), schema, selection));
      }
    }
    return faults;
  }

  /** Where a fault's place is in the definition as it is written. */
  public static List<Object> written(Place place, JsonNode crd) {
    List<Object> steps = new ArrayList<>(place.steps());
    if (steps.size() < 2 || !steps.getFirst().equals("spec")) {
      return steps;
    }
    JsonNode versions = crd.path("spec").path("versions");
    String field = String.valueOf(steps.get(1));
    String moved = field.equals("validation") ? "schema" : field;
    if (!crd.path("spec").has(field) && isCommon(versions, moved)) {
      steps.set(1, moved);
      steps.addAll(1, List.of("versions", 0));
    }
    return steps;
  }

  private static boolean isCommon(JsonNode versions, String field) {
    JsonNode first = versions.path(0).path(field);
    for (JsonNode version : versions) {
      if (version.path(field).isMissingNode()
          || version.path(field).isNull()
          || !version.path(field).equals(first)) {
        return false;
      }
    }
    return !versions.isEmpty();
  }

  private List<FieldFault> schema(JsonNode schema, Place at, boolean status) {
    List<FieldFault> faults = new ArrayList<>();
    if (schema.path("nullable").asBoolean()) {
      faults.add(FieldFault.forbidden(at.child("nullable"), "nullable cannot be true at the root"));
    }
    if (status && !schema.path("type").asText().equals("object")) {
      faults.add(
          FieldFault.invalid(
              at.child("type"),
              schema.path("type").toString(),
              "only \"object\" is allowed as the type at the root of the schema if the status"
                  + " subresource is enabled"));
    }
    if (status) {
      restrictedRoot(schema, at).ifPresent(faults::add);
    }
    // What isn't OpenAPI can't be looked at any further.
    boolean readable = OpenApiRules.isReadable(schema);
    List<FieldFault> structural = readable ? StructuralRules.check(schema, at) : List.of();
    faults.addAll(structural);
    DefaultRules defaults = new DefaultRules(language);
    if (structural.isEmpty() && readable) {
      defaults.check(schema, at, true);
      faults.addAll(defaults.faults());
    }
    boolean sound = readable && structural.isEmpty() && defaults.faults().isEmpty();
    OpenApiRules rules = new OpenApiRules(language, sound);
    rules.check(schema, at);
    faults.addAll(rules.faults());
    return faults;
  }

  /** With a status apart, the root may say little: it isn't checked where only the status is. */
  private static Optional<FieldFault> restrictedRoot(JsonNode schema, Place at) {
    Iterator<String> fields = schema.fieldNames();
    while (fields.hasNext()) {
      if (!ROOT_FIELDS.contains(fields.next())) {
        return Optional.of(
            FieldFault.invalid(
                at,
                schema.toString(),
                "only [Description Type Format Title Maximum ExclusiveMaximum Minimum"
                    + " ExclusiveMinimum MaxLength MinLength Pattern MaxItems MinItems UniqueItems"
                    + " MultipleOf Required Items Properties ExternalDocs Example"
                    + " XPreserveUnknownFields XValidations] fields are allowed at the root of the"
                    + " schema if the status subresource is enabled"));
      }
    }
    return Optional.empty();
  }

  /** Formats of texts that servers don't know: they warn of them. */
  public static List<String> unknownFormats(ObjectNode crd) {
    List<String> formats = new ArrayList<>();
    for (JsonNode version : crd.path("spec").path("versions")) {
      OpenApiRules.unknownFormats(version.path("schema").path("openAPIV3Schema"), formats);
    }
    return formats.stream().distinct().toList();
  }
}
