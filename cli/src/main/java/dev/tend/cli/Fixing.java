package dev.tend.cli;

import dev.tend.cli.output.Console;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.render.Rendered;
import dev.tend.schema.Fixer;
import dev.tend.schema.rules.UnifiedDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rewrites the files that manifests came from, where newer API versions took the place of theirs.
 */
public final class Fixing {
  private final Session session;
  private final Fixer fixer;

  public Fixing(Session session, Schemas schemas) {
    this.session = session;
    this.fixer = new Fixer(new SchemaChoice(session).version(schemas));
  }

  /**
   * Writes the files anew and says what was done to which; answers with how many changed.
   *
   * @param show prints the differences on stdout in place of writing
   */
  public int fix(Rendered rendered, boolean show) {
    Console console = session.console();
    int changed = 0;
    for (Map.Entry<Path, SourceText> file : files(rendered).entrySet()) {
      Fixer.Fix fix = fixer.fix(file.getValue());
      if (fix.changes()) {
        changed++;
        if (show) {
          String name = file.getValue().name();
          console.out().print("--- " + name + "\n+++ " + name + "\n");
          console.out().print(UnifiedDiff.of(file.getValue().text(), fix.text()));
          console.out().flush();
        } else {
          write(file.getKey(), fix.text());
        }
      }
      fix.done().forEach(note -> console.say(note.location() + ": " + note.message()));
      fix.refused()
          .forEach(note -> console.say(note.location() + ": not rewritten: " + note.message()));
    }
    return changed;
  }

  /** The local files that still read as they were read. */
  private Map<Path, SourceText> files(Rendered rendered) {
    Map<String, SourceText> texts = new LinkedHashMap<>();
    for (Manifest manifest : rendered.manifests()) {
      texts.putIfAbsent(manifest.origin().source().name(), manifest.origin().source());
    }
    Map<Path, SourceText> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> file(name, text).ifPresent(path -> files.put(path, text)));
    return files;
  }

  private Optional<Path> file(String name, SourceText text) {
    try {
      Path path = session.environment().workingDirectory().resolve(name);
      return Files.isRegularFile(path) && Files.readString(path).equals(text.text())
          ? Optional.of(path)
          : Optional.empty();
    } catch (InvalidPathException | IOException e) {
      return Optional.empty();
    }
  }

  /** As a whole, or not at all. */
  private static void write(Path path, String text) {
    try {
      Path real = path.toRealPath();
      Path beside = real.resolveSibling("." + real.getFileName() + ".tend");
      try {
        Files.writeString(beside, text);
        if (Files.getFileStore(real).supportsFileAttributeView(PosixFileAttributeView.class)) {
          Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(real));
        }
        Files.move(beside, real, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw new KnownFailure("Writing " + path + ": " + e.getMessage(), "", e);
    }
  }
}
