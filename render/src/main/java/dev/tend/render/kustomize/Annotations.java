package dev.tend.render.kustomize;

import dev.tend.render.kustomize.model.Provenance;
import dev.tend.render.kustomize.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The annotations that a build leaves behind, and those that it takes away. */
final class Annotations {
  private static final String ORIGIN = "config.kubernetes.io/origin";
  private static final String TRANSFORMATIONS = "alpha.config.kubernetes.io/transformations";
  private static final String INTERNAL = "internal.config.kubernetes.io/";
  private static final Set<String> INTERNAL_NAMES =
      Set.of(
          "previousKinds",
          "previousNames",
          "prefixes",
          "suffixes",
          "previousNamespaces",
          "allowNameChange",
          "allowKindChange",
          "refBy",
          "generatorBehavior",
          "needsHashSuffix",
          "path",
          "index",
          "seqindent",
          "id",
          "annotations-migration-resource-id",
          "helm-generated");
  private static final Set<String> LEGACY =
      Set.of("config.kubernetes.io/path", "config.kubernetes.io/index", "config.k8s.io/id");

  private final boolean origins;
  private final boolean transformations;

  /**
   * @param wanted what the kustomization lists as {@code buildMetadata}
   */
  Annotations(List<String> wanted) {
    this.origins = wanted.contains("originAnnotations");
    this.transformations = wanted.contains("transformerAnnotations");
  }

  void finish(Resource resource) {
    Map<String, String> annotations = new TreeMap<>(resource.annotations());
    annotations
        .keySet()
        .removeIf(
            name ->
                LEGACY.contains(name)
                    || name.startsWith(INTERNAL)
                        && INTERNAL_NAMES.contains(name.substring(INTERNAL.length())));
    annotations.remove(ORIGIN);
    annotations.remove(TRANSFORMATIONS);
    Provenance provenance = resource.history().provenance();
    if (origins && provenance != null) {
      annotations.put(ORIGIN, provenance.text());
    }
    List<Provenance> changes = resource.history().transformations();
    if (transformations && !changes.isEmpty()) {
      StringBuilder list = new StringBuilder();
      for (Provenance change : changes) {
        list.append("- ").append(change.text().strip().replace("\n", "\n  ")).append('\n');
      }
      annotations.put(TRANSFORMATIONS, list.toString());
    }
    resource.setAnnotations(annotations);
  }
}
