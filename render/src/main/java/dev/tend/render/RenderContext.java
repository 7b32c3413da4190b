package dev.tend.render;

import dev.tend.render.kustomize.Build;
import dev.tend.render.kustomize.load.GitFetcher;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What rendering takes from outside.
 *
 * @param stdin read only where a source is {@code -}
 * @param variables of {@code --var}: they win over an App's own
 * @param root the folder that Apps may not reach out of; else the git repository around an App, or
 *     its own folder where there is none
 */
public record RenderContext(
    InputStream stdin, Map<String, String> variables, Optional<Path> root, Kustomize kustomize) {
  /**
   * How kustomizations are built.
   *
   * @param restricted whether they may only read files in or below their own folder
   * @param git fetches remote bases
   */
  public record Kustomize(boolean restricted, Build.Order order, GitFetcher git) {
    /** As {@code kustomize build} does it, without remote bases. */
    public static final Kustomize OFFLINE =
        new Kustomize(true, Build.Order.LEGACY, GitFetcher.none());
  }

  public RenderContext {
    variables = Map.copyOf(variables);
  }

  public RenderContext(InputStream stdin, Map<String, String> variables, Optional<Path> root) {
    this(stdin, variables, root, Kustomize.OFFLINE);
  }

  public RenderContext(InputStream stdin, Map<String, String> variables) {
    this(stdin, variables, Optional.empty());
  }
}
