package dev.tend.cli;

import dev.tend.schema.references.Externals;
import java.util.List;
import java.util.Set;

/**
 * What validation looks at, and what it passes over.
 *
 * @param ignoreMissingSchemas whether kinds without a schema are fine
 * @param externals what is said to be elsewhere
 * @param schemas what to check against
 */
public record Validation(
    Set<String> skippedKinds, boolean ignoreMissingSchemas, Externals externals, Schemas schemas) {
  /** Whether things could be applied, as far as is known. */
  static final Validation LENIENT =
      new Validation(Set.of(), true, Externals.of(List.of("*")), Schemas.USUAL);

  public Validation {
    skippedKinds = Set.copyOf(skippedKinds);
  }
}
