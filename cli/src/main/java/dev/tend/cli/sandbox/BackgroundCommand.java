package dev.tend.cli.sandbox;

import dev.tend.cli.output.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts {@code tend sandbox up --foreground} so that it outlives this process. */
final class BackgroundCommand {
  private BackgroundCommand() {}

  static Process start(Environment environment, Path folder, Path log, List<String> options)
      throws IOException {
    List<String> command = new ArrayList<>(detaching(environment.variable("PATH")));
    command.addAll(tend());
    command.addAll(List.of("sandbox", "up", "--foreground"));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment.variables());
    // It is meant for the command that needs the sandbox, which may know other formats.
    builder.environment().remove("TEND_OUTPUT");
    builder.directory(folder.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return builder.start();
  }

  /** A session of its own, so that the terminal's Ctrl-C and hang-up don't reach it. */
  private static List<String> detaching(String path) {
    for (String tool : List.of("setsid", "nohup")) {
      for (String folder : path.split(":")) {
        if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, tool))) {
          return List.of(Path.of(folder, tool).toString());
        }
      }
    }
    return List.of();
  }

  /** The launcher that started this process, or this Java with the same class path. */
  private static List<String> tend() {
    String home = System.getProperty("tend.home", "");
    if (!home.isEmpty()) {
      return List.of(Path.of(home, "bin", "tend").toString());
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        "dev.tend.cli.Main");
  }
}
