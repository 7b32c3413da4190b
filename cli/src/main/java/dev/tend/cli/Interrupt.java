package dev.tend.cli;

import dev.tend.cli.output.Environment;

/** What the first Ctrl-C or SIGTERM does: it stops the work in hand. */
public final class Interrupt {
  private final Environment environment;
  private volatile boolean happened;

  Interrupt(Environment environment) {
    this.environment = environment;
  }

  /** From now on the first signal interrupts this thread. */
  public void interrupts(Thread thread) {
    runs(thread::interrupt);
  }

  /** From now on the first signal runs this, on a thread of its own. */
  public void runs(Runnable stop) {
    environment
        .signals()
        .accept(
            () -> {
              happened = true;
              stop.run();
            });
  }

  /** Whether a signal came. */
  public boolean happened() {
    return happened;
  }
}
