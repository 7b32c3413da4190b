package dev.tend.sync.spec;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a file that holds a Sync. */
public final class SyncFile {
  public static final String API_VERSION = "tend.dev/v1alpha1";
  public static final String KIND = "Sync";

  private SyncFile() {}

  /**
   * What a file came to.
   *
   * @param spec absent when a problem is an error
   */
  public record Result(Optional<SyncSpec> spec, List<Problem> problems) {
    public Result {
      problems = problems.stream().sorted(Problem.ORDER).toList();
      if (problems.stream().anyMatch(Problem::isError)) {
        spec = Optional.empty();
      }
    }
  }

  /**
   * Reads the file; paths in it start from its folder.
   *
   * @throws KnownFailure when it can't be read at all
   */
  public static Result read(Path file) {
    String text;
    try {
      text = Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException absent) {
      throw new KnownFailure(
          "cannot read the Sync file " + file + ": there is none",
          "name one with -c, or write one: docs/sync.md",
          absent);
    } catch (IOException failure) {
      throw new KnownFailure(
          "cannot read the Sync file " + file + ": " + failure.getMessage(), "", failure);
    }
    Path folder = file.toAbsolutePath().normalize().getParent();
    return read(new SourceText(file.toString(), text), folder == null ? file : folder);
  }

  /** Reads a text; paths in it start from the base. */
  public static Result read(SourceText source, Path base) {
    YamlReader.Result yaml = YamlReader.read(source);
    List<Problem> problems = new ArrayList<>(yaml.problems());
    if (yaml.manifests().size() != 1) {
      if (problems.stream().noneMatch(Problem::isError)) {
        Origin start = new Origin(source, 1, -1);
        String count =
            yaml.manifests().isEmpty() ? "no object" : yaml.manifests().size() + " objects";
        problems.add(
            Problem.error(
                "sync/one-object",
                start.locate(FieldPath.ROOT),
                FieldPath.ROOT,
                "a Sync file holds one Sync, this one holds " + count,
                "run one tend sync for each"));
      }
      return new Result(Optional.empty(), problems);
    }
    Manifest manifest = yaml.manifests().getFirst();
    Fields root = new Fields(manifest.origin(), FieldPath.ROOT, manifest.content(), problems);
    if (!KIND.equals(manifest.id().kind()) || !API_VERSION.equals(manifest.apiVersion())) {
      root.error(
          "kind",
          "sync/kind",
          "expected a " + KIND + " of " + API_VERSION + ", found " + manifest.type(),
          "");
      return new Result(Optional.empty(), problems);
    }
    return new Result(new SyncSpecReader(root, base).read(), problems);
  }
}
