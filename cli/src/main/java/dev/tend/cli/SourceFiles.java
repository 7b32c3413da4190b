package dev.tend.cli;

import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.nio.file.Files;

/** Reads files that options name. */
public record SourceFiles(Session session) {
  public String read(String name) {
    try {
      return Files.readString(session.environment().workingDirectory().resolve(name));
    } catch (IOException e) {
      throw new KnownFailure(
          "Reading " + name + ": there is no such file, or it can't be read", "", e);
    }
  }
}
