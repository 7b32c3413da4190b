package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.SchemaChoice;
import dev.tend.cli.Schemas;
import dev.tend.cli.Session;
import dev.tend.cli.output.ExplainPrinter;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.TypeNames;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tend explain}. */
@Command(
    name = "explain",
    description = "Says what a type or field is for, and which fields it has, offline.")
final class ExplainCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "TYPE[.FIELD]",
      description = "A type by its kind, plural or short name, and a way through its fields.")
  private String path = "";

  @Option(names = "--recursive", description = "Print the names of all fields below, as a tree.")
  private boolean recursive;

  @Option(
      names = "--api-version",
      paramLabel = "VERSION",
      description = "The type at this version, as in apps/v1.")
  private String apiVersion = "";

  @Option(
      names = "--kubernetes-version",
      paramLabel = "VERSION",
      defaultValue = BuiltInSchemas.DEFAULT_VERSION,
      description =
          "Version to read from, or `server` for the cluster's own (default: ${DEFAULT-VALUE}).")
  private String version = BuiltInSchemas.DEFAULT_VERSION;

  @Option(
      names = "--schema",
      paramLabel = "LOCATION",
      description = "CRDs: a file, a folder, or the URL of a file.")
  private List<String> locations = new ArrayList<>();

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    TypeNames names =
        new TypeNames(new SchemaChoice(session).catalog(new Schemas(version, locations)));
    new ExplainPrinter(session.console()).print(names.find(path, apiVersion), recursive);
    return ExitCode.FINE.number();
  }
}
