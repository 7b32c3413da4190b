package dev.tend.cli.output;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.ApplyReport;
import java.util.function.Consumer;

/** Prints what happens during an apply, a delete or a rollout, and what it came to. */
public interface ApplyPrinter extends Consumer<ApplyEvent>, AutoCloseable {
  /** Prints the outcome; no events come after it. */
  void finish(ApplyReport report);

  @Override
  void close();

  /** JSON, live on a terminal, or plain lines. */
  static ApplyPrinter of(boolean json, Console console) {
    if (json) {
      return new ApplyJson(console);
    }
    return console.live() ? new ApplyLive(console) : new ApplyPlain(console);
  }
}
