package dev.tend.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * All that tend takes from the process it runs in, so that tests can hand it another world.
 *
 * @param terminals which of stdin, stdout and stderr are terminals: any of the digits 0, 1 and 2
 */
public record Environment(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    Path workingDirectory,
    Clock clock,
    String terminals) {
  public Environment {
    variables = Map.copyOf(variables);
  }

  /**
   * The real one. The launcher says what is a terminal, because Java 21 can't tell for each stream.
   */
  public static Environment ofProcess() {
    return new Environment(
        System.in,
        buffered(FileDescriptor.out),
        buffered(FileDescriptor.err),
        System.getenv(),
        Path.of("").toAbsolutePath(),
        Clock.systemDefaultZone(),
        System.getProperty("tend.terminals", ""));
  }

  private static PrintStream buffered(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        false,
        StandardCharsets.UTF_8);
  }

  public boolean outIsTerminal() {
    return terminals.contains("1");
  }

  public boolean errIsTerminal() {
    return terminals.contains("2");
  }

  /** Whether somebody can be asked a question. */
  public boolean canAsk() {
    return terminals.contains("0") && terminals.contains("2");
  }

  /** The variable, empty where it isn't set. */
  public String variable(String name) {
    return variables.getOrDefault(name, "");
  }
}
