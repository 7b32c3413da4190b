package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.caller.Caller;
import dev.tend.schema.cel.CelLanguage;
import dev.tend.schema.definition.DefinitionCheck;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Custom resource definitions. */
final class DefinitionRules {
  /** What only new definitions are asked for. */
  private static final Set<String> ONCE = Set.of("metadata.name", "status.storedVersions");

  private final DefinitionCheck definitions;

  DefinitionRules(Supplier<CelLanguage> language) {
    this.definitions = new DefinitionCheck(language);
  }

  void check(@Nullable ObjectNode live, ObjectNode crd, Caller caller, Violations violations) {
    if (live == null) {
      violations.add(definitions.check(crd));
    } else {
      violations.add(
          definitions.check(crd).stream()
              .filter(fault -> !ONCE.contains(fault.place().toString()))
              .toList());
      unchanged(live, crd, violations);
    }
    DefinitionCheck.unknownFormats(crd)
        .forEach(format -> caller.warn("unrecognized format \"%s\"".formatted(format)));
  }

  private static void unchanged(ObjectNode live, ObjectNode crd, Violations violations) {
    JsonNode before = live.path("spec");
    JsonNode after = crd.path("spec");
    for (String field : new String[] {"group", "scope"}) {
      if (!before.path(field).equals(after.path(field))) {
        violations.invalid("spec." + field, after.path(field), "field is immutable");
      }
    }
    for (String field : new String[] {"plural", "kind"}) {
      if (!before.path("names").path(field).equals(after.path("names").path(field))) {
        violations.invalid(
            "spec.names." + field, after.path("names").path(field), "field is immutable");
      }
    }
    int i = 0;
    for (JsonNode stored : crd.path("status").path("storedVersions")) {
      boolean there = false;
      for (JsonNode version : after.path("versions")) {
        there |= version.path("name").equals(stored);
      }
      if (!there) {
        violations.invalid(
            "status.storedVersions[%d]".formatted(i),
            stored,
            ("missing from spec.versions; %1$s was previously a storage version, and must remain"
                    + " in spec.versions until a storage migration ensures no data remains"
                    + " persisted in %1$s and removes %1$s from status.storedVersions")
                .formatted(stored.asText()));
      }
      i++;
    }
  }
}
