package dev.tend.render;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is made when somebody first asks for it. For one thread. */
final class Lazy<T> {
  private final Supplier<T> maker;
  private @Nullable T value;

  Lazy(Supplier<T> maker) {
    this.maker = maker;
  }

  T get() {
    T known = value;
    if (known == null) {
      known = maker.get();
      value = known;
    }
    return known;
  }
}
