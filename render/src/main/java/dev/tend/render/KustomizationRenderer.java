package dev.tend.render;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceLocation;
import dev.tend.manifest.SourceText;
import dev.tend.render.kustomize.Build;
import dev.tend.render.kustomize.load.Remotes;
import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.BuildFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Kustomizations. What several of them share is fetched and built once. */
final class KustomizationRenderer {
  private final Build build;
  private final Remotes remotes;
  private final boolean restricted;

  KustomizationRenderer(RenderContext.Kustomize options, Duration webTimeout) {
    this.build = new Build(options.order());
    this.remotes = new Remotes(url -> web(url, webTimeout), options.git());
    this.restricted = options.restricted();
  }

  /**
   * @param boundary the real path that nothing may be read from outside of
   */
  Batch render(Source.Kustomization source, Optional<Path> boundary) {
    Root root = Root.of(source.folder(), source.name(), restricted, boundary, remotes);
    try {
      Build.Result result = build.run(root);
      return new Batch(result.manifests(), result.warnings());
    } catch (BuildFailure e) {
      SourceLocation place = new SourceLocation(source.name(), 1, 0, 0);
      return Batch.of(
          e.problem()
              .orElseGet(
                  () ->
                      Problem.error(
                          "kustomize/build", place, FieldPath.ROOT, e.message(), e.hint())));
    }
  }

  private static SourceText web(String url, Duration timeout) {
    try {
      return new WebDocuments(timeout).fetch(new Source.Web(url, new URI(url)));
    } catch (URISyntaxException e) {
      throw new KnownFailure("Reading " + url + ": this is no URL: " + e.getReason(), "", e);
    }
  }
}
