package dev.tend.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.cli.Session;
import dev.tend.cli.output.Json;
import java.util.function.Supplier;
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

  /** Prints the document where JSON is wanted; false where text is. */
  boolean printJson(Session session, Supplier<? extends JsonNode> document) {
    if (format == Format.TEXT) {
      return false;
    }
    Json.print(session.console().out(), document.get());
    return true;
  }

  Format format() {
    return format;
  }
}
