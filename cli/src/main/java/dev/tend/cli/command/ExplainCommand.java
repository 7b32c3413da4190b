package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.SchemaChoice;
import dev.tend.cli.Session;
import dev.tend.cli.output.ExplainPrinter;
import dev.tend.schema.TypeNames;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private final SchemaFlags schemas = new SchemaFlags();

  ExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    TypeNames names = new TypeNames(new SchemaChoice(session).catalog(schemas.schemas()));
    new ExplainPrinter(session.console()).print(names.find(path, apiVersion), recursive);
    return ExitCode.FINE.number();
  }
}
