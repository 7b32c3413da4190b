package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.Pipeline;
import dev.tend.cli.Session;
import dev.tend.cli.output.ManifestPrinter;
import dev.tend.cli.output.ProblemPrinter;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Problem;
import dev.tend.render.Rendered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tend render}. */
@Command(name = "render", description = "Prints the manifests that sources come to.")
final class RenderCommand implements Callable<Integer> {
  private final Session session;

  @Mixin private final Words words = new Words();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "yaml",
      description = "Format: yaml or json (default: ${DEFAULT-VALUE}).")
  private ManifestPrinter.Format format = ManifestPrinter.Format.YAML;

  @Option(
      names = "--var",
      paramLabel = "NAME=VALUE",
      description = "Sets a variable of an App; it wins over the App's own.")
  private Map<String, String> variables = new TreeMap<>();

  @Mixin private final KustomizeFlags kustomize = new KustomizeFlags();

  @Option(
      names = "--origin",
      description = "Say before each object which file and line it comes from.")
  private boolean origin;

  @Option(
      names = "--output-dir",
      paramLabel = "FOLDER",
      description = "Write one file for each object into this folder instead of stdout.")
  private @Nullable Path outputFolder;

  RenderCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Rendered rendered =
        new Pipeline(session).render(words.all(session), variables, kustomize.choice());
    new ProblemPrinter(session.console()).print(rendered.problems());
    if (rendered.problems().stream().anyMatch(Problem::isError)) {
      return ExitCode.NO.number();
    }
    ManifestPrinter printer = new ManifestPrinter(format, origin);
    if (outputFolder == null) {
      printer.print(rendered.manifests(), session.console().out());
    } else {
      write(printer, rendered, session.environment().workingDirectory().resolve(outputFolder));
    }
    return ExitCode.FINE.number();
  }

  private void write(ManifestPrinter printer, Rendered rendered, Path folder) {
    try {
      Files.createDirectories(folder);
      for (Map.Entry<String, String> file : printer.files(rendered.manifests()).entrySet()) {
        Files.writeString(folder.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new KnownFailure(
          "writing to " + folder + ": " + e.getMessage(), "", new UncheckedIOException(e));
    }
    int files = rendered.manifests().size();
    session.console().say("wrote " + files + (files == 1 ? " file" : " files") + " to " + folder);
  }
}
