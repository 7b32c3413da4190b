package dev.tend.cli;

import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.schema.ManifestValidator;
import dev.tend.schema.Verdict;
import dev.tend.schema.policy.AdmissionPolicies;
import dev.tend.schema.policy.Policies;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** All that is said of one manifest: by its schema, by the server's rules, by policies. */
record Judge(
    ManifestValidator validator,
    Policies policies,
    AdmissionPolicies admission,
    Validation options) {

  Verdict verdict(Manifest manifest) {
    String kind = manifest.id().kind();
    return options.skippedKinds().contains(kind)
        ? new Verdict.Skipped(manifest, "--skip " + kind)
        : completed(validator.validate(manifest), this::beyondSchemas);
  }

  /** Only whether it has the form of its kind; what has it is judged once it is to be applied. */
  Verdict verdictOfForm(Manifest manifest) {
    return completed(validator.validateForm(manifest), wellFormed -> List.of());
  }

  /** What is said of one that has the form of its kind, beyond that. */
  List<Problem> beyondForm(Manifest manifest) {
    List<Problem> all = problemsOf(verdict(manifest));
    if (all.isEmpty()) {
      return all;
    }
    List<Problem> known = problemsOf(verdictOfForm(manifest));
    return all.stream().filter(problem -> !known.contains(problem)).toList();
  }

  private static List<Problem> problemsOf(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Valid(Manifest ignored, List<Problem> problems) -> problems;
      case Verdict.Invalid(Manifest ignored, List<Problem> problems) -> problems;
      case Verdict.Unknown ignored -> List.of();
      case Verdict.Skipped ignored -> List.of();
    };
  }

  /**
   * @param more what else is wrong with what its schema has nothing against
   */
  private Verdict completed(Verdict verdict, Function<Manifest, List<Problem>> more) {
    return switch (verdict) {
      case Verdict.Unknown unknown ->
          options.ignoreMissingSchemas()
              ? new Verdict.Skipped(unknown.manifest(), "no schema is known")
              : unknown;
      case Verdict.Skipped skipped -> skipped;
      case Verdict.Valid(Manifest valid, List<Problem> warnings) ->
          with(valid, warnings, more.apply(valid));
      case Verdict.Invalid(Manifest invalid, List<Problem> problems) ->
          // Policies speak of what could be read as what it says it is.
          with(invalid, problems, policies.check(invalid));
    };
  }

  private List<Problem> beyondSchemas(Manifest manifest) {
    List<Problem> problems = new ArrayList<>(policies.check(manifest));
    problems.addAll(admission.check(manifest));
    // A plan says itself which hooks there aren't.
    if (options != Validation.LENIENT) {
      problems.addAll(Policies.accepted(OwnMarks.check(manifest), manifest));
    }
    return problems;
  }

  private static Verdict with(Manifest manifest, List<Problem> known, List<Problem> more) {
    List<Problem> problems = new ArrayList<>(Policies.accepted(known, manifest));
    problems.addAll(more);
    return problems.stream().anyMatch(Problem::isError)
        ? new Verdict.Invalid(manifest, problems)
        : new Verdict.Valid(manifest, problems);
  }
}
