package dev.tend.render.kustomize;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sees to it that validators only look. */
final class Validation {
  private static final String MARK = "validated-by";

  private Validation() {}

  static void refuseChanges(Resource validator, ResourceMap before, ResourceMap after) {
    List<Resource> old = before.resources();
    List<Resource> now = after.resources();
    boolean same = old.size() == now.size();
    for (int i = 0; same && i < old.size(); i++) {
      Resource seen = now.get(i).copy();
      Map<String, String> labels = new TreeMap<>(seen.labels());
      if (labels.remove(MARK) != null) {
        seen.setLabels(labels);
      }
      same = seen.root().equals(old.get(i).root());
    }
    if (!same) {
      throw new BuildFailure(
          "The validator " + validator + " changes objects", "Name it under transformers");
    }
  }
}
