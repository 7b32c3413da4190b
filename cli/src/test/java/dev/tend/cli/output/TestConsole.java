package dev.tend.cli.output;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** A console in memory: no terminal, no colour, a clock that stands still. */
public final class TestConsole {
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Environment environment;

  public TestConsole() {
    this(Map.of());
  }

  public TestConsole(Map<String, String> variables) {
    this.environment =
        new Environment(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            variables,
            Path.of("").toAbsolutePath(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            "",
            onSignal -> {});
  }

  public Environment environment() {
    return environment;
  }

  public Console console() {
    return new Console(environment, Console.Color.AUTO, Console.Verbosity.NORMAL, false);
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
