package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows which workloads an autoscaler scales, by the manifests and by the cluster. */
final class ReplicaOwners {
  private static final List<GroupVersionKind> AUTOSCALERS =
      List.of(
          new GroupVersionKind("autoscaling", "v2", "HorizontalPodAutoscaler"),
          new GroupVersionKind("keda.sh", "v1alpha1", "ScaledObject"));

  private final LiveState live;
  private final Map<ResourceId, ResourceId> byTarget = new HashMap<>();

  ReplicaOwners(LiveState live, List<Manifest> desired) {
    this.live = live;
    for (Manifest manifest : desired) {
      if (isAutoscaler(manifest.id())) {
        byTarget.put(target(manifest.content(), manifest.id().namespace()), manifest.id());
      }
    }
  }

  private static boolean isAutoscaler(ResourceId id) {
    return AUTOSCALERS.stream()
        .anyMatch(known -> known.group().equals(id.group()) && known.kind().equals(id.kind()));
  }

  private static ResourceId target(ObjectNode autoscaler, String namespace) {
    JsonNode target = autoscaler.path("spec").path("scaleTargetRef");
    String kind = target.path("kind").asText("Deployment");
    GroupVersionKind type = GroupVersionKind.of(target.path("apiVersion").asText("apps/v1"), kind);
    return new ResourceId(type.group(), kind, namespace, target.path("name").asText());
  }

  /** Asks the cluster too, so it is for the few cases where the answer matters. */
  boolean isAutoscaled(ResourceId workload) {
    return byTarget.containsKey(workload)
        || AUTOSCALERS.stream()
            .filter(kind -> live.typeOf(kind).isPresent())
            .flatMap(kind -> live.list(kind, workload.namespace(), "").stream())
            .anyMatch(autoscaler -> target(autoscaler, workload.namespace()).equals(workload));
  }

  /**
   * The changes, with a warning at each whose replicas an autoscaler among the manifests scales.
   */
  List<Change> warn(List<Change> changes) {
    return changes.stream()
        .map(
            change ->
                Optional.ofNullable(byTarget.get(change.id()))
                    .map(autoscaler -> warn(change, autoscaler))
                    .orElse(change))
        .toList();
  }

  private static Change warn(Change change, ResourceId autoscaler) {
    boolean sets =
        change instanceof Change.Create create && setsReplicas(create.manifest())
            || change instanceof Change.Update update && setsReplicas(update.manifest());
    return sets
        ? change.warned(
            List.of(
                "spec.replicas undoes at each apply what %s scales: leave it out"
                    .formatted(autoscaler.kindAndName())))
        : change;
  }

  private static boolean setsReplicas(Manifest manifest) {
    return manifest.content().path("spec").has("replicas");
  }
}
