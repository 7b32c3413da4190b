package dev.tend.manifest;

import java.util.List;

/** Reads manifests from YAML and JSON text as Kubernetes reads them. */
public final class YamlReader {
  private YamlReader() {}

  /**
   * What a text holds: every manifest that could be read, and every problem that was found on the
   * way.
   */
  public record Result(List<Manifest> manifests, List<Problem> problems) {
    public Result {
      manifests = List.copyOf(manifests);
      problems = List.copyOf(problems);
    }
  }

  public static Result read(SourceText source) {
    throw new UnsupportedOperationException(source.name());
  }
}
