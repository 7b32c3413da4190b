package dev.tend.render.kustomize;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.render.kustomize.model.BuildFailure;
import java.util.List;

/** Charts among the resources of a kustomization. */
final class Helm {
  private static final List<String> FIELDS = List.of("helmCharts", "helmChartInflationGenerator");

  private Helm() {}

  static void refuse(Section kustomization) {
    for (String field : FIELDS) {
      if (!kustomization.sections(field).isEmpty()) {
        throw refusal(kustomization.origin(), FieldPath.of(field));
      }
    }
  }

  static BuildFailure refusal(Origin origin, FieldPath path) {
    return new BuildFailure(
        Problem.error(
            "kustomize/helm",
            origin.locate(path),
            path,
            "Helm charts in a kustomization are not rendered by this version yet",
            "Render the chart with `helm template` into a file, and name that as a resource"));
  }
}
