package dev.tend.apply.rollout;

/** How an object is doing. */
public sealed interface Readiness {
  /** What a person reads, {@code 2 of 3 pods ready}; may be empty. */
  String message();

  /** It is as its spec wants it. */
  record Ready(String message) implements Readiness {}

  /** It is on its way. */
  record Progressing(String message) implements Readiness {}

  /** It won't get there without a change. */
  record Failing(String message) implements Readiness {}

  /** It is being deleted. */
  record Terminating(String message) implements Readiness {}

  /** It isn't there. */
  record Absent(String message) implements Readiness {}
}
