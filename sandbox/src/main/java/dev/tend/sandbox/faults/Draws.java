package dev.tend.sandbox.faults;

/** Chance that comes out the same each time: of a seed and a number. */
final class Draws {
  private Draws() {}

  /** From 0 to below 100. */
  static double percent(long seed, long number) {
    long mixed = seed * 0x9E3779B97F4A7C15L + number;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return (mixed >>> 11) * 100.0 / (1L << 53);
  }
}
