package dev.tend.sync.git;

import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Lets a fetch end when somebody asks. */
final class Cancellation extends EmptyProgressMonitor {
  private final BooleanSupplier requested;

  Cancellation(BooleanSupplier requested) {
    this.requested = requested;
  }

  @Override
  public boolean isCancelled() {
    return requested.getAsBoolean();
  }
}
