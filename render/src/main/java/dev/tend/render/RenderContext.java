package dev.tend.render;

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
public record RenderContext(InputStream stdin, Map<String, String> variables, Optional<Path> root) {
  public RenderContext {
    variables = Map.copyOf(variables);
  }

  public RenderContext(InputStream stdin, Map<String, String> variables) {
    this(stdin, variables, Optional.empty());
  }
}
