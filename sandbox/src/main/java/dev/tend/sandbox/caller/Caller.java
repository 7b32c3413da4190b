package dev.tend.sandbox.caller;

import java.util.List;
import java.util.function.Consumer;

/**
 * Who asks, and how to tell them what they should know of their request.
 *
 * @param warnings takes what a person should read, which is no failure
 */
public record Caller(User user, Consumer<String> warnings) {
  /** A part of the control plane, which reads no warnings. */
  public static final Caller CONTROL_PLANE =
      new Caller(
          User.of("system:apiserver", List.of("system:masters", "system:authenticated")),
          warning -> {});

  public void warn(String warning) {
    warnings.accept(warning);
  }
}
