package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Objects as a cluster has them, written as YAML. */
final class Fixtures {
  private Fixtures() {}

  static ObjectNode object(String yaml) {
    return objects("text", yaml).getFirst();
  }

  static LiveObject live(String yaml) {
    return new LiveObject(object(yaml));
  }

  static List<ObjectNode> objects(String name, String yaml) {
    YamlReader.Result result = YamlReader.read(new SourceText(name, yaml));
    if (!result.problems().isEmpty()) {
      throw new IllegalArgumentException(result.problems().toString());
    }
    return result.manifests().stream().map(Manifest::content).toList();
  }

  static List<ObjectNode> resource(String name) {
    try (InputStream in = Fixtures.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException(name);
      }
      return objects(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
