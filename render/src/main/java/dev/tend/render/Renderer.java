package dev.tend.render;

import java.util.List;

/** Renders sources into manifests. */
public final class Renderer {
  private final RenderContext context;

  public Renderer(RenderContext context) {
    this.context = context;
  }

  /** All sources, in the order given. Two manifests of one identity are a problem. */
  public Rendered render(List<Source> sources) {
    throw new UnsupportedOperationException(context + " " + sources);
  }
}
