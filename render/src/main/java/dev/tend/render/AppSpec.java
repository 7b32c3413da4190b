package dev.tend.render;

import dev.tend.manifest.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** An App as its tend.yaml says it. */
public record AppSpec(
    String name,
    Optional<String> namespace,
    List<AppSource> sources,
    Map<String, String> variables,
    List<String> dependsOn,
    Prune prune,
    Optional<Duration> waitTimeout) {

  public AppSpec {
    sources = List.copyOf(sources);
    variables = Map.copyOf(variables);
    dependsOn = List.copyOf(dependsOn);
  }

  /** Whether an app can be called so: its name is a part of others, and the value of a label. */
  public static boolean isName(String text) {
    return text.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  }

  /** What the folder's tend.yaml says; empty where there is none that can be read. */
  public static Optional<AppSpec> at(Path folder) {
    Path file = folder.resolve(Folder.APP_FILE);
    try {
      return Files.isRegularFile(file)
          ? AppFile.read(new SourceText(file.toString(), Files.readString(file))).app()
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** One entry of {@code spec.sources}. */
  public sealed interface AppSource {
    /** A path of plain files, relative to the App's folder. */
    record Files(String path) implements AppSource {}

    /** A kustomization's folder. */
    record Kustomize(String path) implements AppSource {}

    /** A chart; its other settings are read when charts are rendered. */
    record Helm(String chart, String release) implements AppSource {}
  }

  /** What a prune may do. */
  public record Prune(boolean enabled, OptionalInt maxDeletions) {}
}
