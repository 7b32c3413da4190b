package dev.tend.cli.command;

import dev.tend.cli.ExitCode;
import dev.tend.cli.completion.ManPages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tend man}: for packaging, so it is hidden. */
@Command(name = "man", hidden = true, description = "Writes the manual pages into a folder.")
final class ManCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FOLDER", description = "Where to write them.")
  private Path folder = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> page : ManPages.write(spec.root()).entrySet()) {
      Files.writeString(folder.resolve(page.getKey()), page.getValue());
    }
    return ExitCode.FINE.number();
  }
}
