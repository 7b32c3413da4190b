package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.caller.Caller;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.schema.cel.CelLanguage;
import dev.tend.schema.cel.ResourceRules;
import dev.tend.schema.cel.SchemaVerdict;
import dev.tend.schema.structural.Correlation;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.FieldFault.Kind;
import dev.tend.schema.structural.ListRules;
import dev.tend.schema.structural.Place;
import dev.tend.schema.structural.ValueRules;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Custom resources against the schema of their definition, and its rules. */
final class CustomRules {
  /** Faults of an object on which rules could not run. */
  private static final Set<Kind> BLOCKING =
      EnumSet.of(
          Kind.NOT_SUPPORTED, Kind.REQUIRED, Kind.TOO_LONG, Kind.TOO_MANY, Kind.TYPE_INVALID);

  /** Finalizers that the control plane itself knows. */
  private static final Set<String> STANDARD = Set.of("orphan", "foregroundDeletion", "kubernetes");

  private final Supplier<CelLanguage> language;

  /** By type; those of another schema are replaced. */
  private final Map<GroupVersionKind, Compiled> compiled = new ConcurrentHashMap<>();

  /**
   * @param rules empty where the schema has none
   */
  private record Compiled(JsonNode schema, Optional<ResourceRules> rules) {}

  CustomRules(Supplier<CelLanguage> language) {
    this.language = language;
  }

  /**
   * @param live null on a create
   */
  void check(
      @Nullable ObjectNode live,
      ObjectNode object,
      ServedKind kind,
      Caller caller,
      Violations violations) {
    finalizers(live, object, caller);
    String version = Meta.type(object).version();
    for (JsonNode declared : kind.crd().orElseThrow().path("spec").path("versions")) {
      if (declared.path("name").asText().equals(version)) {
        check(live, object, declared, caller, violations);
      }
    }
  }

  private static void finalizers(@Nullable ObjectNode live, ObjectNode object, Caller caller) {
    List<String> before = live == null ? List.of() : Meta.finalizers(live);
    for (String finalizer : Meta.finalizers(object)) {
      if (!finalizer.contains("/")
          && !before.contains(finalizer)
          && !STANDARD.contains(finalizer)) {
        caller.warn(
            ("metadata.finalizers: \"%s\": prefer a domain-qualified finalizer name to avoid"
                    + " accidental conflicts with other finalizer writers")
                .formatted(finalizer));
      }
    }
  }

  private void check(
      @Nullable ObjectNode live,
      ObjectNode object,
      JsonNode declared,
      Caller caller,
      Violations violations) {
    JsonNode schema = declared.path("schema").path("openAPIV3Schema");
    Correlation before = Correlation.of(object, live, schema);
    List<FieldFault> faults = ValueRules.check(object, schema, Place.ROOT, before);
    violations.add(faults);
    ScaleRules.check(object, declared.path("subresources").path("scale"), violations);
    boolean blocked = faults.stream().anyMatch(fault -> BLOCKING.contains(fault.kind()));
    List<FieldFault> embedded = ListRules.embedded(object, schema, Place.ROOT);
    violations.add(embedded);
    if (live == null || ListRules.duplicates(live, schema, Place.ROOT).isEmpty()) {
      violations.add(ListRules.duplicates(object, schema, Place.ROOT));
    }
    Optional<ResourceRules> rules = rules(Meta.type(object), schema);
    if (rules.isEmpty()) {
      return;
    }
    if (blocked || !embedded.isEmpty()) {
      violations.add(
          List.of(
              FieldFault.invalid(
                  Place.ROOT,
                  "null",
                  "some validation rules were not checked because the object was invalid; correct"
                      + " the existing errors to complete validation")));
      return;
    }
    SchemaVerdict verdict = rules.get().check(object, live);
    violations.add(verdict.faults());
    verdict.warnings().forEach(fault -> caller.warn(fault.place() + ": " + fault.message()));
  }

  private Optional<ResourceRules> rules(GroupVersionKind type, JsonNode schema) {
    Compiled known = compiled.get(type);
    if (known == null || known.schema() != schema) {
      known =
          new Compiled(
              schema,
              ResourceRules.areIn(schema)
                  ? Optional.of(ResourceRules.compile(language.get(), schema))
                  : Optional.empty());
      compiled.put(type, known);
    }
    return known.rules();
  }
}
