package dev.tend.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.schema.cel.CelLanguage;
import dev.tend.schema.cel.PolicyCheck;
import dev.tend.schema.cel.ResourceRules;
import dev.tend.schema.definition.DefinitionCheck;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.ListRules;
import dev.tend.schema.structural.Place;
import dev.tend.schema.structural.StructuralDefaults;
import dev.tend.schema.structural.ValueRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What servers check of CRDs beyond their schema, and the CEL rules of custom resources whose CRD
 * is known. What CEL needs is loaded when the first rule comes.
 */
final class RuleFindings {
  private static final Pattern COMPILATION =
      Pattern.compile("ERROR: <input>:(\\d+):(\\d+): ([^\\n]*)");

  private final SchemaCatalog catalog;
  private final Supplier<CelLanguage> language = CelLanguage.lazily();
  private final Map<GroupVersionKind, Optional<ResourceRules>> rules = new ConcurrentHashMap<>();

  RuleFindings(SchemaCatalog catalog) {
    this.catalog = catalog;
  }

  /** Of a manifest that its schema has nothing against. */
  List<Problem> of(Manifest manifest, ResourceType type) {
    return switch (manifest.type().group() + "/" + manifest.type().kind()) {
      case "apiextensions.k8s.io/CustomResourceDefinition" -> definition(manifest, type);
      case "admissionregistration.k8s.io/ValidatingAdmissionPolicy" ->
          policy(PolicyCheck.policy(manifest.content(), language), manifest, type);
      case "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding" ->
          policy(PolicyCheck.binding(manifest.content()), manifest, type);
      default -> custom(manifest, type);
    };
  }

  private static List<Problem> policy(
      List<FieldFault> faults, Manifest manifest, ResourceType type) {
    return faults.stream()
        .map(
            fault ->
                problem(
                    "schema/definition",
                    manifest,
                    type,
                    fault.place().steps(),
                    capitalized(text(fault))))
        .toList();
  }

  private List<Problem> definition(Manifest manifest, ResourceType type) {
    ObjectNode crd = manifest.content();
    List<Problem> problems = new ArrayList<>();
    for (FieldFault fault : new DefinitionCheck(language).check(crd)) {
      String place = fault.place().text();
      // A status is the server's; names are checked with those of all kinds.
      if (!place.startsWith("status") && !place.equals("metadata.name")) {
        List<Object> steps = DefinitionCheck.written(fault.place(), crd);
        problems.add(problem("schema/definition", manifest, type, steps, capitalized(text(fault))));
      }
    }
    return problems;
  }

  private List<Problem> custom(Manifest manifest, ResourceType type) {
    Optional<ObjectNode> schema = catalog.structure(manifest.type());
    if (schema.isEmpty()) {
      return List.of();
    }
    ObjectNode object = manifest.content().deepCopy();
    if (type.has("status")) {
      object.remove("status");
    }
    StructuralDefaults.fill(object, schema.get());
    List<Problem> problems = new ArrayList<>();
    for (FieldFault fault : structural(object, schema.get())) {
      problems.add(problem(rule(fault), manifest, type, fault.place().steps(), text(fault)));
    }
    Optional<ResourceRules> known =
        rules.computeIfAbsent(manifest.type(), gvk -> compile(schema.get()));
    if (problems.isEmpty() && known.isPresent()) {
      for (FieldFault fault : known.get().check(object, null).faults()) {
        problems.add(problem("schema/rule", manifest, type, fault.place().steps(), text(fault)));
      }
    }
    return problems;
  }

  /** What servers say of values, where a JSON Schema can't say it in the same way. */
  private static List<FieldFault> structural(ObjectNode object, ObjectNode schema) {
    List<FieldFault> faults = new ArrayList<>();
    faults.addAll(ValueRules.check(object, schema, Place.ROOT, null));
    faults.addAll(ListRules.embedded(object, schema, Place.ROOT));
    faults.addAll(ListRules.duplicates(object, schema, Place.ROOT));
    return faults;
  }

  private static String rule(FieldFault fault) {
    return switch (fault.kind()) {
      case REQUIRED -> SchemaFindings.REQUIRED;
      case DUPLICATE -> SchemaFindings.DUPLICATE;
      case NOT_SUPPORTED -> "schema/enum";
      case TYPE_INVALID -> "schema/type";
      case INVALID, FORBIDDEN, TOO_LONG, TOO_MANY, NOT_FOUND, UNSHOWN, INTERNAL -> "schema/limit";
    };
  }

  private Optional<ResourceRules> compile(ObjectNode schema) {
    return ResourceRules.areIn(schema)
        ? Optional.of(ResourceRules.compile(language.get(), schema))
        : Optional.empty();
  }

  private static String text(FieldFault fault) {
    String detail = fault.detail();
    if (detail.contains("compilation failed: ")) {
      List<String> errors = new ArrayList<>();
      Matcher matcher = COMPILATION.matcher(detail);
      while (matcher.find()) {
        errors.add(
            "%s (line %s, column %s)"
                .formatted(matcher.group(3), matcher.group(1), matcher.group(2)));
      }
      return "Doesn't compile: " + String.join("; ", errors);
    }
    if (fault.kind() == FieldFault.Kind.REQUIRED && detail.isEmpty()) {
      return "Missing field `" + fault.place().steps().getLast() + "`";
    }
    boolean saysAll =
        fault.kind() == FieldFault.Kind.INVALID || fault.kind() == FieldFault.Kind.FORBIDDEN;
    return saysAll && !detail.isEmpty() ? detail : fault.message();
  }

  private static String capitalized(String text) {
    return text.startsWith("must ") ? "M" + text.substring(1) : text;
  }

  private static Problem problem(
      String rule, Manifest manifest, ResourceType type, List<Object> steps, String message) {
    List<Object> there = new ArrayList<>(steps);
    while (!there.isEmpty() && at(manifest.content(), there).isMissingNode()) {
      there.removeLast();
    }
    return Problem.error(
        rule,
        manifest.origin().locate(ObjectView.exact(there)),
        new ObjectView(manifest.content(), type.schema()).readable(steps),
        message,
        "");
  }

  private static JsonNode at(JsonNode root, List<Object> steps) {
    JsonNode node = root;
    for (Object step : steps) {
      node = step instanceof Integer index ? node.path(index) : node.path((String) step);
    }
    return node;
  }
}
