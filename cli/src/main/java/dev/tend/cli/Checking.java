package dev.tend.cli;

import dev.tend.cli.output.ProblemPrinter;
import dev.tend.cli.output.ReportSummary;
import dev.tend.diff.Check;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.render.Rendered;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.CustomResourceSchemas;
import dev.tend.schema.KubernetesVersion;
import dev.tend.schema.ManifestValidator;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.ValidationReport;
import dev.tend.schema.Verdict;
import dev.tend.schema.policy.AdmissionPolicies;
import dev.tend.schema.policy.Policies;
import dev.tend.schema.references.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Manifests against their schemas, offline. */
final class Checking {
  /** From here on it pays to use all processors. */
  private static final int MANY = 64;

  private final Session session;
  private final SchemaCatalog catalog;

  Checking(Session session, SchemaCatalog catalog) {
    this.session = session;
    this.catalog = catalog;
  }

  ValidationReport validate(Rendered rendered, Validation options) {
    return report(rendered, options, judge(rendered, options)::verdict);
  }

  private Judge judge(Rendered rendered, Validation options) {
    SchemaChoice choice = new SchemaChoice(session);
    boolean usual = options.schemas().equals(Schemas.USUAL);
    SchemaCatalog base = usual ? catalog : choice.catalog(options.schemas());
    KubernetesVersion version =
        usual ? KubernetesVersion.DEFAULT : choice.version(options.schemas());
    SchemaCatalog known = withCrds(base, rendered.manifests());
    return new Judge(
        new ManifestValidator(known, version),
        new Policies(options.policies()),
        new AdmissionPolicies(rendered.manifests(), known),
        options);
  }

  private ValidationReport report(
      Rendered rendered, Validation options, Function<Manifest, Verdict> judge) {
    KubernetesVersion version =
        options.schemas().equals(Schemas.USUAL)
            ? KubernetesVersion.DEFAULT
            : new SchemaChoice(session).version(options.schemas());
    SchemaCatalog builtIn =
        version.equals(KubernetesVersion.DEFAULT)
            ? catalog
            : BuiltInSchemas.load(version.builtIn());
    Stream<Manifest> manifests =
        rendered.manifests().size() < MANY
            ? rendered.manifests().stream()
            : rendered.manifests().parallelStream();
    List<Verdict> verdicts = manifests.map(judge).toList();
    List<Problem> problems = new ArrayList<>();
    rendered.problems().forEach(problem -> problems.add(tempered(problem, options)));
    problems.addAll(
        References.check(
            rendered.manifests(), gvk -> builtIn.find(gvk).isPresent(), options.externals()));
    return new ValidationReport(verdicts, problems);
  }

  /** Files that one folder holds need not be meant for one cluster, unless they are applied. */
  private static Problem tempered(Problem problem, Validation options) {
    return problem.rule().equals("render/duplicate") && options != Validation.LENIENT
        ? Problem.warning(
            problem.rule(), problem.location(), problem.path(), problem.message(), problem.hint())
        : problem;
  }

  /** The catalog, and what the CRDs among the manifests declare. */
  private static SchemaCatalog withCrds(SchemaCatalog base, List<Manifest> manifests) {
    return CustomResourceSchemas.with(
        base,
        manifests.stream()
            .filter(manifest -> manifest.id().group().equals("apiextensions.k8s.io"))
            .filter(manifest -> manifest.id().kind().equals("CustomResourceDefinition"))
            .map(Manifest::content)
            .toList());
  }

  /**
   * Whether a rendering may be compared with a cluster. What is wrong with it is printed.
   *
   * @param validate whether to hold it against the schemas, too; kinds without one are fine
   */
  boolean sound(Rendered rendered, boolean validate) {
    return printed(validate ? validate(rendered, Validation.LENIENT) : unchecked(rendered));
  }

  /**
   * What to ask of each manifest that would be sent, where all have the form of their kinds; empty,
   * and what is wrong is printed, where one hasn't.
   */
  Optional<Check> wellFormed(Rendered rendered, boolean validate) {
    if (!validate) {
      return Optional.of(Check.NONE).filter(none -> printed(unchecked(rendered)));
    }
    Judge judge = judge(rendered, Validation.LENIENT);
    ValidationReport form = report(rendered, Validation.LENIENT, judge::verdictOfForm);
    // Whoever has to mend something wants to know of all of it.
    ValidationReport report =
        ReportSummary.of(form).fails(Problem.Severity.ERROR)
            ? report(rendered, Validation.LENIENT, judge::verdict)
            : form;
    return Optional.<Check>of(judge::beyondForm).filter(check -> printed(report));
  }

  private static ValidationReport unchecked(Rendered rendered) {
    return new ValidationReport(List.of(), rendered.problems());
  }

  private boolean printed(ValidationReport report) {
    ReportSummary summary = ReportSummary.of(report);
    new ProblemPrinter(session.console()).print(summary.problems());
    return !summary.fails(Problem.Severity.ERROR);
  }
}
