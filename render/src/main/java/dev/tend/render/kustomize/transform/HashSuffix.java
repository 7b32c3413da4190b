package dev.tend.render.kustomize.transform;

import dev.tend.manifest.Sha256;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import dev.tend.render.kustomize.tree.TreeJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends the names of generated objects in a hash of what they hold. */
public final class HashSuffix implements Transformer {
  private static final int LENGTH = 10;

  @Override
  public void apply(ResourceMap resources) {
    for (Resource resource : resources.resources()) {
      if (resource.history().isHashed()) {
        String hash = hash(resource);
        resource.rememberId();
        resource.setName(resource.name() + "-" + hash);
      }
    }
  }

  static String hash(Resource resource) {
    return readable(Sha256.hex(content(resource)));
  }

  private static String content(Resource resource) {
    MapNode root = resource.root();
    StringBuilder json = new StringBuilder("{");
    switch (resource.kind()) {
      case "ConfigMap" -> {
        if (root.get("binaryData") instanceof MapNode binary) {
          json.append("\"binaryData\":");
          GoJson.write(json, TreeJson.json(binary));
          json.append(',');
        }
        json.append("\"data\":");
        value(json, root.get("data"));
        json.append(",\"kind\":\"ConfigMap\",\"name\":\"\"");
      }
      case "Secret" -> {
        json.append("\"data\":");
        value(json, root.get("data"));
        json.append(",\"kind\":\"Secret\",\"name\":\"\"");
        if (root.get("stringData") instanceof MapNode texts) {
          json.append(",\"stringData\":");
          GoJson.write(json, TreeJson.json(texts));
        }
        json.append(",\"type\":");
        value(json, root.get("type"));
      }
      default -> {
        StringBuilder whole = new StringBuilder();
        GoJson.write(whole, TreeJson.json(root));
        return whole.toString();
      }
    }
    return json.append('}').toString();
  }

  private static void value(StringBuilder json, @Nullable Node node) {
    if (node == null) {
      json.append("\"\"");
    } else if (node instanceof ScalarNode scalar) {
      GoJson.text(json, scalar.text());
    } else {
      GoJson.write(json, TreeJson.json(node));
    }
  }

  /** Without vowels and digits that could make a word of it. */
  private static String readable(String hex) {
    StringBuilder text = new StringBuilder(hex.substring(0, LENGTH));
    for (String pair : List.of("0g", "1h", "3k", "am", "et")) {
      for (int i = 0; i < LENGTH; i++) {
        if (hex.charAt(i) == pair.charAt(0)) {
          text.setCharAt(i, pair.charAt(1));
        }
      }
    }
    return text.toString();
  }
}
