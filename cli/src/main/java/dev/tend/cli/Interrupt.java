package dev.tend.cli;

import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/** What Ctrl-C and SIGTERM do: once, they stop the work in hand; twice, they end the process. */
public final class Interrupt {
  private final AtomicInteger count = new AtomicInteger();

  /** From now on the first signal interrupts this thread. */
  public void interrupts(Thread thread) {
    runs(thread::interrupt);
  }

  /** From now on the first signal runs this, on a thread of its own. */
  public void runs(Runnable stop) {
    Runnable onSignal =
        () -> {
          if (count.incrementAndGet() == 1) {
            stop.run();
          } else {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
          }
        };
    Signals.register("INT", onSignal);
    Signals.register("TERM", onSignal);
  }

  /** Whether a signal came. */
  public boolean happened() {
    return count.get() > 0;
  }
}
