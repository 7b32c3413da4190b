package dev.tend.cli;

import dev.tend.apply.AppLock;
import java.util.Optional;

/** An app that nobody else works on until this is closed; objects of no app need none. */
public record Claim(Optional<AppLock> lock) implements AutoCloseable {
  public static final Claim NONE = new Claim(Optional.empty());

  @Override
  public void close() {
    lock.ifPresent(AppLock::close);
  }
}
