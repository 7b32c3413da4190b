package dev.tend.cli;

import dev.tend.manifest.KnownFailure;
import dev.tend.schema.locations.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Schemas in files and on the web. */
final class SchemaFiles implements SchemaReader {
  private final Path workingDirectory;
  private final WebSchemas web;

  SchemaFiles(Path workingDirectory, WebSchemas web) {
    this.workingDirectory = workingDirectory;
    this.web = web;
  }

  @Override
  public Optional<String> read(String location) {
    try {
      if (location.startsWith("http://") || location.startsWith("https://")) {
        return web.read(location);
      }
      Path file = workingDirectory.resolve(location);
      return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new KnownFailure("Reading the schema " + location + ": " + e.getMessage(), "", e);
    }
  }

  @Override
  public List<String> list(String location) {
    Path folder = workingDirectory.resolve(location);
    if (!Files.isDirectory(folder)) {
      throw new KnownFailure(
          "Reading schemas: there is no folder " + location,
          "name a file, a folder, a URL, or a template with {{.ResourceKind}}");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(Path::toString)
          .filter(name -> name.matches(".*\\.(ya?ml|json)"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new KnownFailure("Reading the folder " + location + ": " + e.getMessage(), "", e);
    }
  }
}
