package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.Session;
import dev.tend.cli.Version;
import dev.tend.cli.output.Json;
import dev.tend.schema.BuiltInSchemas;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code tend version}. */
@Command(name = "version", description = "Prints which tend this is.")
final class VersionCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final TextOrJson format = new TextOrJson();

  VersionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    var out = session.console().out();
    String java = System.getProperty("java.version");
    switch (format.format()) {
      case TEXT -> {
        out.println("tend " + Version.text());
        out.println("Kubernetes schemas " + BuiltInSchemas.DEFAULT_VERSION);
        out.println("Java " + java);
      }
      case JSON ->
          Json.print(
              out,
              Json.document("Version")
                  .put("tend", Version.text())
                  .put("kubernetes", BuiltInSchemas.DEFAULT_VERSION)
                  .put("java", java));
    }
    return ExitCode.FINE.number();
  }
}
