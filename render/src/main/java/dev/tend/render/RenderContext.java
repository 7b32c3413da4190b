package dev.tend.render;

import java.io.InputStream;
import java.util.Map;

/**
 * What rendering takes from outside.
 *
 * @param stdin read only where a source is {@code -}
 * @param variables of {@code --var}: they win over an App's own
 */
public record RenderContext(InputStream stdin, Map<String, String> variables) {
  public RenderContext {
    variables = Map.copyOf(variables);
  }
}
