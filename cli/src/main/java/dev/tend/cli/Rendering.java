package dev.tend.cli;

import dev.tend.manifest.UsageFailure;
import dev.tend.render.RenderContext;
import dev.tend.render.Rendered;
import dev.tend.render.Renderer;
import dev.tend.render.Source;
import dev.tend.render.Sources;
import dev.tend.schema.SchemaCatalog;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Words on the command line into manifests. */
final class Rendering {
  private final Session session;
  private final SchemaCatalog catalog;

  Rendering(Session session, SchemaCatalog catalog) {
    this.session = session;
    this.catalog = catalog;
  }

  /** Sources into manifests. */
  Rendered render(List<String> words, Map<String, String> variables) {
    return render(words, variables, KustomizeChoice.USUAL);
  }

  Rendered render(
      List<String> words, Map<String, String> variables, KustomizeChoice kustomizations) {
    if (words.isEmpty()) {
      throw new UsageFailure("no source is named", "name a file, a folder, a URL, or - for stdin");
    }
    if (words.size() == 1 && GitTrees.names(words.getFirst())) {
      GitTrees.Tree tree = session.gitTrees().tree(words.getFirst());
      return render(
          List.of(tree.source()),
          new RenderContext(
              session.environment().in(),
              variables,
              Optional.of(tree.root()),
              kustomize(kustomizations)));
    }
    List<Source> sources = new ArrayList<>();
    for (String word : words) {
      sources.add(
          GitTrees.names(word)
              ? session.gitTrees().tree(word).source()
              : Sources.detect(word, session.environment().workingDirectory()));
    }
    return render(
        sources,
        new RenderContext(
            session.environment().in(), variables, Optional.empty(), kustomize(kustomizations)));
  }

  private RenderContext.Kustomize kustomize(KustomizeChoice choice) {
    return new RenderContext.Kustomize(
        choice.restricted(), choice.order(), new RemoteBases(session));
  }

  /**
   * What to compare sources with: {@code git:REF} alone means the same sources at that revision.
   */
  Rendered renderAgainst(List<String> against, List<String> words, Map<String, String> variables) {
    List<String> named = new ArrayList<>();
    for (String word : against) {
      if (GitTrees.names(word) && word.indexOf(':', "git:".length()) < 0) {
        words.forEach(
            path -> named.add(word + ":" + session.gitTrees().pathFromRoot(Path.of(path))));
      } else {
        named.add(word);
      }
    }
    return render(named, variables);
  }

  /** A folder of a checkout into manifests; it may reach as far as the checkout's root. */
  Rendered renderBelow(Path root, Path folder) {
    Source source = Sources.detect(folder.toString(), root);
    InputStream none = InputStream.nullInputStream();
    return render(
        List.of(source),
        new RenderContext(none, Map.of(), Optional.of(root), kustomize(KustomizeChoice.USUAL)));
  }

  private Rendered render(List<Source> sources, RenderContext context) {
    return new Renderer(context, catalog).render(sources);
  }
}
