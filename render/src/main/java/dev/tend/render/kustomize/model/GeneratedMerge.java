package dev.tend.render.kustomize.model;

import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What becomes of a generated ConfigMap or Secret that meets an older one. */
final class GeneratedMerge {
  private GeneratedMerge() {}

  static Resource of(Resource old, Resource generated, History.Behavior behavior) {
    Resource result = generated.withHistoryOf(old);
    result.history().setHashed(old.history().isHashed() && generated.history().isHashed());
    result.setLabels(ResourceMap.united(old.labels(), generated.labels()));
    result.setAnnotations(ResourceMap.united(old.annotations(), generated.annotations()));
    result.setName(old.name());
    result.setNamespace(old.namespace());
    if (behavior == History.Behavior.MERGE) {
      result.setRoot(merged(result.root(), old.root()));
    } else {
      result.history().setProvenance(generated.history().provenance());
    }
    return result;
  }

  private static MapNode merged(MapNode root, MapNode old) {
    MapNode result = root;
    for (String field : new String[] {"data", "binaryData"}) {
      Map<String, Node> values = new TreeMap<>();
      addTexts(old.get(field), values);
      addTexts(root.get(field), values);
      result = values.isEmpty() ? result.without(field) : result.with(field, MapNode.of(values));
    }
    return result;
  }

  private static void addTexts(@Nullable Node data, Map<String, Node> to) {
    if (data instanceof MapNode map) {
      for (int i = 0; i < map.size(); i++) {
        boolean text = map.value(i) instanceof ScalarNode scalar && !scalar.isNull();
        to.put(map.key(i), ScalarNode.string(text ? ((ScalarNode) map.value(i)).text() : ""));
      }
    }
  }
}
