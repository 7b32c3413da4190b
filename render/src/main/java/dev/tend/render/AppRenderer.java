package dev.tend.render;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an App and gathers what its sources hold; variables and namespace come after that. */
final class AppRenderer {
  private final RenderContext context;
  private final Lazy<KustomizationRenderer> kustomizations;

  AppRenderer(RenderContext context, Lazy<KustomizationRenderer> kustomizations) {
    this.context = context;
    this.kustomizations = kustomizations;
  }

  /**
   * What an App's sources hold, with its variables still unreplaced.
   *
   * @param typed variables that were not written as text
   */
  record Gathered(
      Optional<AppSpec> app,
      Map<String, String> variables,
      Map<String, JsonNode> typed,
      Batch batch) {}

  Gathered gather(Source.App source) {
    String folderName = folderName(source);
    Path folder = real(source.file().toAbsolutePath().resolveSibling(""));
    Path root = context.root().map(AppRenderer::real).orElseGet(() -> repositoryAround(folder));
    if (!real(source.file()).startsWith(root)) {
      throw new KnownFailure(
          "Reading " + source.name() + ": " + Folder.APP_FILE + " is a link out of " + root,
          "Copy the file into its repository");
    }
    AppFile file = AppFile.read(Reading.file(folderName + Folder.APP_FILE, source.file()));
    Batch batch = new Batch(List.of(), file.problems());
    if (file.app().isEmpty()) {
      return new Gathered(Optional.empty(), Map.of(), Map.of(), batch);
    }
    AppSpec app = file.app().get();
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < app.sources().size(); i++) {
      Place place = new Place(folder, folderName, root, file.origin(), i);
      batch = batch.and(gather(app.sources().get(i), place, problems));
    }
    Map<String, String> variables = new HashMap<>(app.variables());
    variables.putAll(context.variables());
    Map<String, JsonNode> typed = new HashMap<>(file.typed());
    typed.replaceAll((name, own) -> Variables.ofType(own, context.variables().get(name)));
    return new Gathered(file.app(), variables, typed, batch.and(new Batch(List.of(), problems)));
  }

  /** Where an App's source is named, and what its paths start from. */
  private record Place(Path folder, String folderName, Path root, Origin origin, int index) {}

  private Batch gather(AppSpec.AppSource source, Place place, List<Problem> problems) {
    return switch (source) {
      case AppSpec.AppSource.Files(String path) ->
          resolved(path, "files", place, problems)
              .map(found -> files(path, found, place))
              .orElse(Batch.EMPTY);
      case AppSpec.AppSource.Kustomize(String path) ->
          resolved(path, "kustomize", place, problems)
              .map(found -> new Source.Kustomization(place.folderName() + path, found))
              .map(folder -> kustomizations.get().render(folder, Optional.of(place.root())))
              .orElse(Batch.EMPTY);
      case AppSpec.AppSource.Helm(String chart, String release) ->
          new ChartRenderer().render(new Source.Chart(place.folderName() + chart, place.folder()));
    };
  }

  private static Batch files(String path, Path found, Place place) {
    String name = Path.of(place.folderName() + path).normalize().toString();
    return new PlainFilesRenderer(Optional.of(place.root()))
        .render(new Source.PlainFiles(name.isEmpty() ? "." : name, found));
  }

  private static Optional<Path> resolved(
      String path, String field, Place place, List<Problem> problems) {
    FieldPath where = FieldPath.of("spec", "sources").index(place.index()).key(field);
    Path found = place.folder().resolve(path).normalize();
    String message = "";
    String hint = "";
    if (Path.of(path).isAbsolute() || !found.startsWith(place.root())) {
      message = "`" + path + "` leads out of the App's repository, " + place.root();
      hint = "Paths are relative to the App's folder, and stay in its git repository";
    } else if (!Files.exists(found)) {
      message = "`" + path + "` does not exist";
      hint =
          Folder.nearMiss(found)
              .map(near -> "Did you mean `" + place.folder().relativize(near) + "`?")
              .orElse("Paths are relative to the App's folder");
    }
    if (message.isEmpty()) {
      return Optional.of(found);
    }
    problems.add(Problem.error("app/path", place.origin().locate(where), where, message, hint));
    return Optional.empty();
  }

  /** The App's folder as the user named it, with a slash at its end; empty for the current one. */
  private static String folderName(Source.App source) {
    String name = source.name();
    if (name.endsWith(Folder.APP_FILE)) {
      return name.substring(0, name.length() - Folder.APP_FILE.length());
    }
    return name.equals(".") || name.equals("./") ? "" : name.endsWith("/") ? name : name + "/";
  }

  private static Path repositoryAround(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return folder;
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw Reading.failure("Reading " + path, e);
    }
  }
}
