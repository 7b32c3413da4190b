package dev.tend.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * All that tend takes from the process it runs in, so that tests can hand it another world.
 *
 * @param clock times are shown in UTC; a zone takes long to load
 * @param terminals which of stdin, stdout and stderr are terminals: any of the digits 0, 1 and 2
 * @param signals takes what the first Ctrl-C or SIGTERM shall do from now on; the second one ends
 *     the process
 */
public record Environment(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> variables,
    Path workingDirectory,
    Clock clock,
    String terminals,
    Consumer<Runnable> signals) {
  private static final int INTERRUPTED = 130;

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
        Clock.systemUTC(),
        System.getProperty("tend.terminals", ""),
        signalsOfProcess());
  }

  private static Consumer<Runnable> signalsOfProcess() {
    AtomicInteger came = new AtomicInteger();
    return action -> {
      Runnable onSignal =
          () -> {
            if (came.incrementAndGet() == 1) {
              action.run();
            } else {
              Runtime.getRuntime().halt(INTERRUPTED);
            }
          };
      Signals.register("INT", onSignal);
      Signals.register("TERM", onSignal);
    };
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
