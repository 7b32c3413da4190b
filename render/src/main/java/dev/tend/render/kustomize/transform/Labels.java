package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets labels, or annotations. */
public final class Labels implements Transformer {
  private final List<FieldEdit> edits = new ArrayList<>();

  public Labels(Map<String, String> labels, List<FieldSpec> specs) {
    new TreeMap<>(labels)
        .forEach(
            (key, text) -> {
              for (FieldSpec spec : specs) {
                edits.add(
                    new FieldEdit(
                        spec,
                        FieldEdit.Missing.MAPPING,
                        FieldEdit.entry(key, ScalarNode.string(text))));
              }
            });
  }

  @Override
  public void apply(ResourceMap resources) {
    for (Resource resource : resources.resources()) {
      edits.forEach(edit -> edit.apply(resource));
    }
  }
}
