package dev.tend.render;

import dev.tend.manifest.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder of test files, and what rendering makes of it. */
record Tree(Path root) {
  Tree file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Tree config(String path, String name) {
    return file(path, configMap(name));
  }

  static String configMap(String name) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n";
  }

  Tree link(String path, Path target) {
    try {
      Files.createSymbolicLink(root.resolve(path), target);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Rendered render(String... words) {
    return render(Map.of(), "", words);
  }

  Rendered render(Map<String, String> variables, String stdin, String... words) {
    var in = new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8));
    RenderContext context = new RenderContext(in, variables, Optional.empty());
    List<Source> sources = new ArrayList<>();
    for (String word : words) {
      sources.add(Sources.detect(word, root));
    }
    return new Renderer(context, new FakeCatalog()).render(sources);
  }

  static List<String> ids(Rendered rendered) {
    return rendered.manifests().stream().map(manifest -> manifest.id().toString()).toList();
  }

  /** {@code rule place}. */
  static List<String> findings(Rendered rendered) {
    return rendered.problems().stream().map(Tree::finding).toList();
  }

  private static String finding(Problem problem) {
    return problem.rule() + " " + problem.location();
  }
}
