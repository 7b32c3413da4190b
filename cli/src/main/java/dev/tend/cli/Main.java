package dev.tend.cli;

import dev.tend.cli.output.Environment;

/** The entry point. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Tend.run(Environment.ofProcess(), args));
  }
}
