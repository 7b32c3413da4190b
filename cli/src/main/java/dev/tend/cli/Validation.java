package dev.tend.cli;

import dev.tend.schema.policy.PolicySettings;
import dev.tend.schema.references.Externals;
import java.util.List;
import java.util.Set;

/**
 * What validation looks at, and what it passes over.
 *
 * @param ignoreMissingSchemas whether kinds without a schema are fine
 * @param externals what is said to be elsewhere
 * @param schemas what to check against
 * @param policies what is asked beyond what servers ask
 */
public record Validation(
    Set<String> skippedKinds,
    boolean ignoreMissingSchemas,
    Externals externals,
    Schemas schemas,
    PolicySettings policies) {
  /** Whether things could be applied, as far as is known. */
  static final Validation LENIENT =
      new Validation(
          Set.of(), true, Externals.of(List.of("*")), Schemas.USUAL, PolicySettings.NONE);

  public Validation {
    skippedKinds = Set.copyOf(skippedKinds);
  }
}
