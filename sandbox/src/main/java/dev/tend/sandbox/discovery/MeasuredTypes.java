package dev.tend.sandbox.discovery;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import java.util.List;
import java.util.Set;

/** What a metrics server adds: it is measured, not stored. */
final class MeasuredTypes {
  static final List<ResourceType> ALL =
      List.of(type("nodes", "NodeMetrics", false), type("pods", "PodMetrics", true));

  private MeasuredTypes() {}

  private static ResourceType type(String plural, String kind, boolean namespaced) {
    return new ResourceType(
        GroupVersionKind.of("metrics.k8s.io/v1beta1", kind),
        plural,
        "",
        List.of(),
        List.of(),
        namespaced,
        Set.of(),
        List.of("get", "list"),
        FieldSchema.Any.INSTANCE);
  }
}
