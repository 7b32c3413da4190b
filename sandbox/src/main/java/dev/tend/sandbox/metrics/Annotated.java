package dev.tend.sandbox.metrics;

import dev.tend.manifest.Quantity;
import dev.tend.sandbox.amounts.Usage;
import java.util.Optional;

/** Reads {@code cpu=250m,main/memory=64Mi}; what is no quantity is passed over. */
final class Annotated {
  private Annotated() {}

  /** What it says of this container: what names none is said of all. */
  static Usage usage(String text, String container) {
    Usage usage = Usage.NONE;
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      int slash = part.indexOf('/');
      boolean meant = slash < 0 || part.substring(0, slash).strip().equals(container);
      if (equals > 0 && meant) {
        String resource = part.substring(slash + 1, equals).strip();
        Optional<Quantity> amount = Quantity.parse(part.substring(equals + 1).strip());
        if (amount.isPresent()) {
          usage = usage.with(resource, amount.get());
        }
      }
    }
    return usage;
  }
}
