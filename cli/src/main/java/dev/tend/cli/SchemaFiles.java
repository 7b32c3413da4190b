package dev.tend.cli;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Sha256;
import dev.tend.schema.locations.SchemaReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Schemas in files and on the web; what the web had once is kept in the user's cache. */
final class SchemaFiles implements SchemaReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int FOUND = 200;
  private static final int ABSENT = 404;

  private final Path workingDirectory;
  private final Path cache;
  private @Nullable HttpClient client;

  SchemaFiles(Path workingDirectory, Path cache) {
    this.workingDirectory = workingDirectory;
    this.cache = cache;
  }

  @Override
  public Optional<String> read(String location) {
    try {
      if (location.startsWith("http://") || location.startsWith("https://")) {
        return web(location);
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

  private synchronized Optional<String> web(String url) throws IOException {
    Path kept = cache.resolve(Sha256.hex(url));
    if (Files.isRegularFile(kept)) {
      return Optional.of(Files.readString(kept));
    }
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .connectTimeout(TIMEOUT)
              .followRedirects(HttpClient.Redirect.NORMAL)
              .build();
    }
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == ABSENT) {
        return Optional.empty();
      } else if (answer.statusCode() != FOUND) {
        throw new KnownFailure(
            "Reading the schema " + url + ": the server answered " + answer.statusCode(), "");
      }
      Files.createDirectories(cache);
      Path fresh = Files.createTempFile(cache, "new", "");
      Files.writeString(fresh, answer.body());
      Files.move(fresh, kept, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
      return Optional.of(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KnownFailure("Reading the schema " + url + " was interrupted", "", e);
    } catch (IllegalArgumentException e) {
      throw new KnownFailure("Reading schemas: " + url + " is no URL", "", e);
    }
  }
}
