package dev.tend.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.util.List;

/** Manifests as tests write them. */
final class Yaml {
  private Yaml() {}

  static List<Manifest> manifests(String text) {
    YamlReader.Result result = YamlReader.read(new SourceText("shop.yaml", text));
    if (!result.problems().isEmpty()) {
      throw new IllegalArgumentException(result.problems().toString());
    }
    return result.manifests();
  }

  static Manifest manifest(String text) {
    return manifests(text).getFirst();
  }

  static ObjectNode object(String text) {
    return manifest(text).content();
  }
}
