package dev.tend.render;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceLocation;
import dev.tend.manifest.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reads YAML and JSON files: one, or all below a folder, sorted by name. */
final class PlainFilesRenderer {
  /** From here on it pays to parse on all processors. */
  private static final int MANY = 64;

  private final Optional<Path> boundary;
  private final List<Supplier<Batch>> batches = new ArrayList<>();
  private final Set<Path> open = new HashSet<>();

  /**
   * @param boundary the real path that no file may leave, by links or otherwise
   */
  PlainFilesRenderer(Optional<Path> boundary) {
    this.boundary = boundary;
  }

  Batch render(Source.PlainFiles source) {
    Path path = source.path();
    boolean folder = Files.isDirectory(path);
    if (isInside(source.name(), path)) {
      if (folder) {
        folder(withoutSlash(source.name()), path);
      } else {
        add(Reading.file(source.name(), path));
      }
    }
    String message = folder ? "The folder holds no manifest" : "The file holds no manifest";
    String hint = folder ? "Files that end in .yaml, .yml or .json are read" : "";
    return parsed()
        .orNothing(
            Problem.error("render/nothing", place(source.name()), FieldPath.ROOT, message, hint));
  }

  private void add(SourceText text) {
    batches.add(() -> Batch.read(text));
  }

  /** In order, whichever processor is done first. */
  private Batch parsed() {
    List<Batch> parts =
        (batches.size() < MANY ? batches.stream() : batches.parallelStream())
            .map(Supplier::get)
            .toList();
    return new Batch(
        parts.stream().flatMap(part -> part.manifests().stream()).toList(),
        parts.stream().flatMap(part -> part.problems().stream()).toList());
  }

  private void folder(String name, Path folder) {
    Path real = real(folder);
    if (!open.add(real)) {
      return; // a link to a folder around it
    }
    for (Path entry : Folder.entries(folder)) {
      String file = Folder.nameOf(entry);
      entry(name.equals(".") ? file : name + "/" + file, entry);
    }
    open.remove(real);
  }

  private void entry(String name, Path entry) {
    String file = Folder.nameOf(entry);
    if (file.startsWith(".")) {
      return;
    }
    if (Files.isDirectory(entry)) {
      if (Folder.isChart(entry)) {
        skipped(name, "render/chart", "A Helm chart among plain files: it is left out");
      } else if (Folder.isApp(entry)) {
        skipped(name, "render/app", "An App among plain files: it is left out");
      } else if (isInside(name, entry)) {
        folder(name, entry);
      }
    } else if (Folder.isKustomizationFile(file)) {
      String home = name.equals(file) ? "." : name.substring(0, name.length() - file.length() - 1);
      skipped(
          home,
          "render/kustomization",
          "A kustomization among plain files: " + file + " is left out");
    } else if (isManifestFile(file) && isInside(name, entry)) {
      add(Reading.file(name, entry));
    }
  }

  private static boolean isManifestFile(String file) {
    return !file.equals(Folder.APP_FILE)
        && !file.equals(Folder.CHART_FILE)
        && (file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".json"));
  }

  private void skipped(String folder, String rule, String message) {
    String hint = "Name the folder as a source of its own: " + folder;
    Batch batch = Batch.of(Problem.warning(rule, place(folder), FieldPath.ROOT, message, hint));
    batches.add(() -> batch);
  }

  private boolean isInside(String name, Path path) {
    if (boundary.isEmpty() || real(path).startsWith(boundary.get())) {
      return true;
    }
    Batch batch =
        Batch.of(
            Problem.error(
                "render/outside",
                place(name),
                FieldPath.ROOT,
                "It leads out of the App's repository, to " + real(path),
                "Copy what the App needs into its repository"));
    batches.add(() -> batch);
    return false;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw Reading.failure("Reading " + path, e);
    }
  }

  private static SourceLocation place(String name) {
    return new SourceLocation(name, 1, 0, 0);
  }

  private static String withoutSlash(String name) {
    return name.length() > 1 && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }
}
