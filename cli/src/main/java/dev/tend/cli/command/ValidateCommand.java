package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.Fixing;
import dev.tend.cli.Pipeline;
import dev.tend.cli.Session;
import dev.tend.cli.SourceFiles;
import dev.tend.cli.Validation;
import dev.tend.cli.output.ReportSummary;
import dev.tend.cli.output.ValidationPrinter;
import dev.tend.manifest.Problem;
import dev.tend.render.Rendered;
import dev.tend.schema.policy.PolicySettings;
import dev.tend.schema.references.Externals;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend validate}. */
@Command(
    name = "validate",
    description = "Checks manifests against the schemas of Kubernetes, offline.")
final class ValidateCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final Words words = new Words();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Format: text, json, junit, sarif or github (default: ${DEFAULT-VALUE}).")
  private ValidationPrinter.Format format = ValidationPrinter.Format.TEXT;

  @Option(
      names = "--ignore-missing-schemas",
      description = "Kinds that no schema is known for are no error.")
  private boolean ignoreMissingSchemas;

  @Option(
      names = "--skip",
      split = ",",
      paramLabel = "KIND",
      description = "Don't look at objects of this kind.")
  private List<String> skipped = new ArrayList<>();

  @Mixin private final SchemaFlags schemas = new SchemaFlags();

  @Option(
      names = "--policy",
      converter = PolicyConverter.class,
      split = ",",
      paramLabel = "POLICY",
      description =
          "Ask for more: baseline, restricted, best-practice, or a file with rules of your own.")
  private List<String> policies = new ArrayList<>();

  @Option(
      names = "--external",
      split = ",",
      paramLabel = "KIND/NAME",
      description = "Objects that manifests name and that are elsewhere; * stands for anything.")
  private List<String> externals = new ArrayList<>();

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "error",
      description = "The least that makes the answer no: error or warning.")
  private Problem.Severity failOn = Problem.Severity.ERROR;

  @Option(names = "--summary", description = "End with how many were valid, invalid and skipped.")
  private boolean summary;

  @Option(
      names = "--fix",
      description = "First rewrite files whose API versions are gone or going, comments kept.")
  private boolean fix;

  @Option(
      names = "--dry-run",
      description = "With --fix: only show what would be rewritten, as a diff.")
  private boolean dryRun;

  @Option(names = "--var", paramLabel = "NAME=VALUE", description = "Sets a variable of an App.")
  private Map<String, String> variables = new TreeMap<>();

  ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Pipeline pipeline = new Pipeline(session);
    Rendered rendered = pipeline.render(words.all(session), variables);
    if (fix) {
      int changed = new Fixing(session, schemas.schemas()).fix(rendered, dryRun);
      if (dryRun) {
        return changed == 0 ? ExitCode.FINE.number() : ExitCode.NO.number();
      }
      if (changed > 0) {
        rendered = pipeline.render(words.all(session), variables);
      }
    }
    ReportSummary report =
        ReportSummary.of(
            pipeline.validate(
                rendered,
                new Validation(
                    new LinkedHashSet<>(skipped),
                    ignoreMissingSchemas,
                    Externals.of(externals),
                    schemas.schemas(),
                    PolicySettings.of(policies, new SourceFiles(session)::read))));
    ValidationPrinter.of(format, session.console(), summary).print(report);
    return report.fails(failOn) ? ExitCode.NO.number() : ExitCode.FINE.number();
  }
}
