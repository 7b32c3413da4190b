package dev.tend.cli;

import dev.tend.cli.output.ProblemPrinter;
import dev.tend.cli.output.ReportSummary;
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
    SchemaChoice choice = new SchemaChoice(session);
    boolean usual = options.schemas().equals(Schemas.USUAL);
    SchemaCatalog base = usual ? catalog : choice.catalog(options.schemas());
    KubernetesVersion version =
        usual ? KubernetesVersion.DEFAULT : choice.version(options.schemas());
    SchemaCatalog builtIn =
        version.equals(KubernetesVersion.DEFAULT)
            ? catalog
            : BuiltInSchemas.load(version.builtIn());
    SchemaCatalog known = withCrds(base, rendered.manifests());
    ManifestValidator validator = new ManifestValidator(known, version);
    Stream<Manifest> manifests =
        rendered.manifests().size() < MANY
            ? rendered.manifests().stream()
            : rendered.manifests().parallelStream();
    Judge judge =
        new Judge(
            validator,
            new Policies(options.policies()),
            new AdmissionPolicies(rendered.manifests(), known),
            options);
    List<Verdict> verdicts = manifests.map(judge::verdict).toList();
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
    ValidationReport report =
        validate
            ? validate(rendered, Validation.LENIENT)
            : new ValidationReport(List.of(), rendered.problems());
    ReportSummary summary = ReportSummary.of(report);
    new ProblemPrinter(session.console()).print(summary.problems());
    return !summary.fails(Problem.Severity.ERROR);
  }
}
