package dev.tend.render.kustomize;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The fields of a kustomization that have newer names, or better successors. */
final class Deprecations {
  private static final Map<String, String> SUCCESSORS =
      Map.of(
          "bases", "resources",
          "commonLabels", "labels",
          "imageTags", "images",
          "patchesJson6902", "patches",
          "patchesStrategicMerge", "patches",
          "vars", "replacements");

  private Deprecations() {}

  static List<Problem> in(Section fields) {
    List<Problem> warnings = new ArrayList<>();
    for (Map.Entry<String, String> field : new TreeMap<>(SUCCESSORS).entrySet()) {
      if (fields.has(field.getKey())) {
        FieldPath path = FieldPath.of(field.getKey());
        warnings.add(
            Problem.warning(
                "kustomize/deprecated",
                fields.origin().locate(path),
                path,
                "`" + field.getKey() + "` is deprecated",
                "Write `" + field.getValue() + "` instead"));
      }
    }
    return warnings;
  }
}
