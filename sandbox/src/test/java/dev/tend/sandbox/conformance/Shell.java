package dev.tend.sandbox.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs commands in a folder of their own. */
final class Shell {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final Path folder;
  private final Map<String, String> environment;
  private final AtomicInteger count = new AtomicInteger();

  Shell(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  Output run(String script) throws IOException, InterruptedException {
    try (Running running = start(script)) {
      if (!running.process().waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        return Output.of(running.output().out().toString(), "this took too long", -1);
      }
      return running.output();
    }
  }

  Running start(String script) throws IOException {
    int number = count.incrementAndGet();
    Path out = folder.resolve(".out-" + number);
    Path err = folder.resolve(".err-" + number);
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return new Running(process, out, err);
  }

  /** A command that may not have ended. */
  record Running(Process process, Path out, Path err) implements AutoCloseable {
    /** What it has said by now. */
    Output output() throws IOException {
      return Output.of(
          Files.readString(out, StandardCharsets.UTF_8),
          Files.readString(err, StandardCharsets.UTF_8),
          process.isAlive() ? 0 : process.exitValue());
    }

    /** Ends it, and its children. */
    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
