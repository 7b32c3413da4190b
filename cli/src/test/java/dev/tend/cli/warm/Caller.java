package dev.tend.cli.warm;

import dev.tend.cli.output.Environment;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A process that has a command to run, in memory. */
final class Caller {
  private final Path folder;
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final CompletableFuture<Runnable> signal = new CompletableFuture<>();
  private InputStream in = InputStream.nullInputStream();
  private String terminals = "";

  Caller(Path folder) {
    this.folder = folder;
  }

  Caller with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Caller at(String terminals) {
    this.terminals = terminals;
    return this;
  }

  Caller reading(InputStream in) {
    this.in = in;
    return this;
  }

  Environment environment() {
    return new Environment(
        in,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        variables,
        folder,
        Clock.systemUTC(),
        terminals,
        signal::complete);
  }

  OptionalInt run(String... arguments) {
    // As patient as a busy machine may need it: nobody stays silent here.
    return Handover.attempt(folder, environment(), Duration.ofMinutes(2), arguments);
  }

  boolean suits(String... arguments) {
    return Handover.suits(environment(), arguments);
  }

  /** What Ctrl-C does. */
  Runnable signal() {
    return signal.join();
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
