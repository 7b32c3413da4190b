package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says where a manifest sets the replicas of a workload that an autoscaler scales. */
final class ReplicaOwners {
  private ReplicaOwners() {}

  /** The changes, with a warning at each that an autoscaler among the manifests would undo. */
  static List<Change> warn(List<Change> changes, List<Manifest> desired) {
    Map<ResourceId, ResourceId> autoscalers = new HashMap<>();
    for (Manifest manifest : desired) {
      if (isAutoscaler(manifest.id())) {
        autoscalers.put(target(manifest), manifest.id());
      }
    }
    return autoscalers.isEmpty()
        ? changes
        : changes.stream().map(change -> warn(change, autoscalers)).toList();
  }

  private static boolean isAutoscaler(ResourceId id) {
    return id.groupKind().equals("HorizontalPodAutoscaler.autoscaling")
        || id.groupKind().equals("ScaledObject.keda.sh");
  }

  private static ResourceId target(Manifest autoscaler) {
    JsonNode target = autoscaler.content().path("spec").path("scaleTargetRef");
    String apiVersion = target.path("apiVersion").asText("apps/v1");
    int slash = apiVersion.indexOf('/');
    return new ResourceId(
        slash < 0 ? "" : apiVersion.substring(0, slash),
        target.path("kind").asText("Deployment"),
        autoscaler.id().namespace(),
        target.path("name").asText());
  }

  private static Change warn(Change change, Map<ResourceId, ResourceId> autoscalers) {
    ResourceId autoscaler = autoscalers.get(change.id());
    if (autoscaler == null) {
      return change;
    }
    return switch (change) {
      case Change.Create create ->
          setsReplicas(create.manifest())
              ? new Change.Create(
                  create.manifest(), create.result(), with(create.warnings(), autoscaler))
              : create;
      case Change.Update update ->
          setsReplicas(update.manifest())
              ? new Change.Update(
                  update.manifest(),
                  update.live(),
                  update.result(),
                  update.fields(),
                  update.conflicts(),
                  with(update.warnings(), autoscaler))
              : update;
      case Change.Recreate recreate -> recreate;
      case Change.Prune prune -> prune;
      case Change.Unchanged unchanged -> unchanged;
      case Change.Skip skip -> skip;
    };
  }

  private static boolean setsReplicas(Manifest manifest) {
    return manifest.content().path("spec").has("replicas");
  }

  private static List<String> with(List<String> warnings, ResourceId autoscaler) {
    List<String> more = new ArrayList<>(warnings);
    more.add(
        "spec.replicas undoes at each apply what %s scales: leave it out"
            .formatted(autoscaler.kindAndName()));
    return more;
  }
}
