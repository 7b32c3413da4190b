package dev.tend.cli;

import dev.tend.cli.output.Environment;
import dev.tend.cli.warm.Handover;
import java.nio.file.Path;

/** The entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Environment environment = Environment.ofProcess();
    Path sandbox = Folders.from(environment.variables()).sandbox();
    int exitCode =
        Handover.attempt(sandbox, environment, args).orElseGet(() -> Tend.run(environment, args));
    // Not exit: it looks in every library for somebody who logs exits, which takes 40 ms. What was
    // opened is closed by now, and what was written is flushed.
    Runtime.getRuntime().halt(exitCode);
  }
}
