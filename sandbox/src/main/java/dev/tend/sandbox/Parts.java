package dev.tend.sandbox;

import dev.tend.manifest.KnownFailure;
import java.util.ArrayDeque;
import java.util.Deque;

/** What must be closed, the last that was opened first. */
final class Parts implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    open.push(part);
    return part;
  }

  @Override
  public void close() {
    RuntimeException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      } catch (Exception e) {
        failure =
            failure == null
                ? new KnownFailure("The sandbox can't stop cleanly: " + e.getMessage())
                : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
