package dev.tend.schema;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Remembers what it got; several threads may ask at once, and the source may answer each. */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> source;
  private volatile @Nullable T known;

  Once(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public T get() {
    T value = known;
    if (value == null) {
      value = source.get();
      known = value;
    }
    return value;
  }
}
