package dev.tend.sandbox.conformance;

import java.util.List;

/**
 * One command of a transcript, and what a real server made it say.
 *
 * @param comments the lines before it, as they stand
 * @param label what a background command is called, else empty
 * @param sorted whether the order of the lines is left open
 * @param distinct whether a line may come again
 * @param command the shell's lines; empty where a background command is collected
 */
record Step(
    List<String> comments,
    Mode mode,
    String label,
    boolean sorted,
    boolean distinct,
    KubectlRange clients,
    List<String> command,
    Output expected) {
  enum Mode {
    /** Runs once. */
    ONCE,
    /** Runs until it says what is expected. */
    EVENTUALLY,
    /** Runs on while later steps run. */
    BACKGROUND,
    /** Waits until a background command has said what is expected, and ends it. */
    COLLECT
  }

  Step {
    comments = List.copyOf(comments);
    command = List.copyOf(command);
  }

  Step expecting(Output output) {
    return new Step(comments, mode, label, sorted, distinct, clients, command, output);
  }

  /** The form in which outputs are compared. */
  Output comparable(Output output) {
    Output one = distinct ? output.distinct() : output;
    return sorted ? one.sorted() : one;
  }

  /** What names it in the list of expected differences. */
  String title() {
    return mode == Mode.COLLECT ? "collect " + label : command.getFirst();
  }
}
