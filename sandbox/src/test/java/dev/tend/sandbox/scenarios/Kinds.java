package dev.tend.sandbox.scenarios;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where objects of a kind are served. */
final class Kinds {
  private static final Map<String, String> RESOURCES =
      Map.ofEntries(
          Map.entry("Pod", "v1/pods"),
          Map.entry("Event", "v1/events"),
          Map.entry("Service", "v1/services"),
          Map.entry("Endpoints", "v1/endpoints"),
          Map.entry("ConfigMap", "v1/configmaps"),
          Map.entry("Node", "v1/nodes"),
          Map.entry("ResourceQuota", "v1/resourcequotas"),
          Map.entry("ServiceAccount", "v1/serviceaccounts"),
          Map.entry("PersistentVolume", "v1/persistentvolumes"),
          Map.entry("PersistentVolumeClaim", "v1/persistentvolumeclaims"),
          Map.entry("ReplicationController", "v1/replicationcontrollers"),
          Map.entry("Deployment", "apps/v1/deployments"),
          Map.entry("ReplicaSet", "apps/v1/replicasets"),
          Map.entry("StatefulSet", "apps/v1/statefulsets"),
          Map.entry("DaemonSet", "apps/v1/daemonsets"),
          Map.entry("ControllerRevision", "apps/v1/controllerrevisions"),
          Map.entry("Job", "batch/v1/jobs"),
          Map.entry("CronJob", "batch/v1/cronjobs"),
          Map.entry("EndpointSlice", "discovery.k8s.io/v1/endpointslices"),
          Map.entry("StorageClass", "storage.k8s.io/v1/storageclasses"),
          Map.entry("PodDisruptionBudget", "policy/v1/poddisruptionbudgets"),
          Map.entry("HorizontalPodAutoscaler", "autoscaling/v2/horizontalpodautoscalers"));

  private static final Set<String> GLOBAL = Set.of("Node", "PersistentVolume", "StorageClass");

  private Kinds() {}

  /** The path of a kind's list, or of one object where a name is given. */
  static String path(String kind, String namespace, String name) {
    String resource =
        Optional.ofNullable(RESOURCES.get(kind))
            .orElseThrow(() -> new IllegalArgumentException("no kind " + kind));
    int slash = resource.lastIndexOf('/');
    String version = resource.substring(0, slash);
    String root = version.contains("/") ? "/apis/" + version : "/api/" + version;
    String space = GLOBAL.contains(kind) ? "" : "/namespaces/" + namespace;
    String object = name.isEmpty() ? "" : "/" + name;
    return root + space + resource.substring(slash) + object;
  }
}
