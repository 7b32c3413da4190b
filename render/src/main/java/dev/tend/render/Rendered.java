package dev.tend.render;

import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What sources came to.
 *
 * @param app the App that was rendered, where exactly one source was an App
 * @param problems of reading; a rendering with errors must not be applied
 */
public record Rendered(List<Manifest> manifests, Optional<AppSpec> app, List<Problem> problems) {
  public Rendered {
    manifests = List.copyOf(manifests);
    problems = List.copyOf(problems);
  }
}
