package dev.tend.cli.command;

import dev.tend.apply.history.Revision;
import dev.tend.apply.inventory.Ownership;
import dev.tend.cli.ExitCode;
import dev.tend.cli.Pipeline;
import dev.tend.cli.Session;
import dev.tend.cli.output.HistoryPrinter;
import dev.tend.cli.output.ManifestPrinter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend history}. */
@Command(
    name = "history",
    description =
        "Lists the revisions of an app: what was applied when, by whom, and how it ended.")
final class HistoryCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final AppName app = new AppName();
  @Mixin private final TextOrJson format = new TextOrJson();

  @Option(
      names = "--revision",
      paramLabel = "N",
      description = "Print the manifests of this revision, secrets included.")
  private @Nullable Integer number;

  HistoryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Pipeline pipeline = new Pipeline(session);
    Ownership owner = app.find(session, pipeline);
    boolean json = format.format() == TextOrJson.Format.JSON;
    if (number != null) {
      Revision revision = pipeline.apps().earlier(owner, Optional.of(number));
      new ManifestPrinter(json ? ManifestPrinter.Format.JSON : ManifestPrinter.Format.YAML)
          .print(pipeline.revision(owner, revision).manifests(), session.console().out());
    } else {
      new HistoryPrinter(session.console(), json).print(owner, pipeline.apps().history(owner));
    }
    return ExitCode.FINE.number();
  }
}
