package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged launcher, in a home of its own. */
final class Launcher {
  private final Path home;
  private final Map<String, String> extra = new LinkedHashMap<>();
  private Path workingDirectory = repository();

  Launcher(Path home) {
    this.home = home;
  }

  /** How a run ended. */
  record Result(int exitCode, String out, String err) {
    Result exits(int expected) {
      assertThat(exitCode).as("exit code; stdout:%n%s%nstderr:%n%s", out, err).isEqualTo(expected);
      return this;
    }
  }

  static Path distribution() {
    return Path.of("target/dist/tend").toAbsolutePath();
  }

  static Path repository() {
    return Path.of("..").toAbsolutePath().normalize();
  }

  Launcher with(String variable, String value) {
    extra.put(variable, value);
    return this;
  }

  Launcher in(Path folder) {
    workingDirectory = folder;
    return this;
  }

  Result run(String... args) throws IOException, InterruptedException {
    return feed("", args);
  }

  Result feed(String stdin, String... args) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", "");
    Path err = Files.createTempFile(home, "err", "");
    Process process = start(out, err, args);
    try (var input = process.getOutputStream()) {
      input.write(stdin.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The command may end before it reads all of its input; its exit code is what counts.
    }
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("tend " + String.join(" ", args) + " did not end");
    }
    return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  Process start(Path out, Path err, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(distribution().resolve("bin/tend").toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(workingDirectory.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("XDG_") || name.startsWith("TEND_"));
    environment.remove("KUBECONFIG");
    environment.put("HOME", home.toString());
    environment.put("TEND_JAVA_HOME", System.getProperty("java.home"));
    environment.putAll(extra);
    builder.redirectOutput(out.toFile());
    builder.redirectError(err.toFile());
    return builder.start();
  }
}
