package dev.tend.cli.warm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells builds of tend apart. */
final class Build {
  private Build() {}

  /** Of the distribution that this process was started from: its place, and when it was made. */
  static String stamp() {
    Path home = Path.of(System.getProperty("tend.home", ""));
    return home + " " + made(home.resolve("lib/tend.jsa")) + " " + made(home.resolve("lib"));
  }

  private static String made(Path file) {
    try {
      return Files.getLastModifiedTime(file).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
