package dev.tend.cli.command;

import picocli.CommandLine.Option;

/** {@code -o} for the commands that print text or JSON. */
final class TextOrJson {
  /** The formats. */
  enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Format: text or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.TEXT;

  Format format() {
    return format;
  }
}
