package dev.tend.sandbox.scheduler;

/**
 * Why a node won't do, in the scheduler's words.
 *
 * @param curable whether another pod's going could help
 */
record Reason(String text, boolean curable) {
  static Reason lasting(String text) {
    return new Reason(text, false);
  }

  static Reason curable(String text) {
    return new Reason(text, true);
  }
}
