package dev.tend.render.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.render.kustomize.load.GitFetcher;
import dev.tend.render.kustomize.load.Remotes;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.tree.GoYamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class GoldenIT {
  private static final Path CASES = Path.of("..", "testdata", "kustomize");

  static Stream<Path> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.filter(Files::isDirectory).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void buildsAsKustomizeDoesEveryTime(Path folder) throws IOException {
    String expected = Files.readString(folder.resolve("expected.yaml"));
    Build build = new Build(Build.Order.LEGACY);
    assertThat(built(build, folder.resolve("in"), true)).isEqualTo(expected);
    assertThat(built(build, folder.resolve("in"), true)).isEqualTo(expected);
  }

  static String built(Build build, Path folder, boolean restricted) {
    Remotes remotes = new Remotes(GoldenIT::noWeb, GitFetcher.none());
    Root root = Root.of(folder, folder.toString(), restricted, Optional.empty(), remotes);
    StringJoiner documents = new StringJoiner("---\n");
    for (Manifest manifest : build.run(root).manifests()) {
      documents.add(GoYamlWriter.write(manifest.content()));
    }
    return documents.toString();
  }

  private static SourceText noWeb(String url) {
    throw new BuildFailure("No web here: " + url);
  }
}
