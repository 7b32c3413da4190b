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
    System.exit(
        Handover.attempt(sandbox, environment, args).orElseGet(() -> Tend.run(environment, args)));
  }
}
