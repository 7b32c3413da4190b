package dev.tend.cli;

import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.schema.ManifestValidator;
import dev.tend.schema.Verdict;
import dev.tend.schema.policy.AdmissionPolicies;
import dev.tend.schema.policy.Policies;
import java.util.ArrayList;
import java.util.List;

/** All that is said of one manifest: by its schema, by the server's rules, by policies. */
record Judge(
    ManifestValidator validator,
    Policies policies,
    AdmissionPolicies admission,
    Validation options) {

  Verdict verdict(Manifest manifest) {
    String kind = manifest.id().kind();
    if (options.skippedKinds().contains(kind)) {
      return new Verdict.Skipped(manifest, "--skip " + kind);
    }
    return switch (validator.validate(manifest)) {
      case Verdict.Unknown unknown ->
          options.ignoreMissingSchemas()
              ? new Verdict.Skipped(manifest, "no schema is known")
              : unknown;
      case Verdict.Skipped skipped -> skipped;
      case Verdict.Valid(Manifest valid, List<Problem> warnings) -> with(valid, warnings, true);
      case Verdict.Invalid(Manifest invalid, List<Problem> problems) ->
          with(invalid, problems, false);
    };
  }

  /** Policies speak of what could be read as what it says it is. */
  private Verdict with(Manifest manifest, List<Problem> known, boolean valid) {
    List<Problem> problems = new ArrayList<>(Policies.accepted(known, manifest));
    problems.addAll(policies.check(manifest));
    if (valid) {
      problems.addAll(admission.check(manifest));
    }
    return problems.stream().anyMatch(Problem::isError)
        ? new Verdict.Invalid(manifest, problems)
        : new Verdict.Valid(manifest, problems);
  }
}
