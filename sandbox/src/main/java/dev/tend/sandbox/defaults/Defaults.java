package dev.tend.sandbox.defaults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import java.util.Map;
import java.util.function.Consumer;

/** The defaults of every built-in kind, each at its version of storage. */
public final class Defaults {
  private static final Map<GroupKind, Consumer<ObjectNode>> BY_KIND =
      Map.ofEntries(
          entry("", "Pod", PodDefaults::pod),
          entry("", "PodTemplate", object -> PodDefaults.template(object, "template")),
          entry("", "ReplicationController", WorkloadDefaults::replicationController),
          entry("apps", "Deployment", WorkloadDefaults::deployment),
          entry("apps", "ReplicaSet", WorkloadDefaults::replicaSet),
          entry("apps", "StatefulSet", WorkloadDefaults::statefulSet),
          entry("apps", "DaemonSet", WorkloadDefaults::daemonSet),
          entry("batch", "Job", JobDefaults::job),
          entry("batch", "CronJob", JobDefaults::cronJob),
          entry("autoscaling", "HorizontalPodAutoscaler", AutoscalerDefaults::autoscaler),
          entry("", "Service", NetworkDefaults::service),
          entry("", "Endpoints", NetworkDefaults::endpoints),
          entry("discovery.k8s.io", "EndpointSlice", NetworkDefaults::endpointSlice),
          entry("networking.k8s.io", "NetworkPolicy", NetworkDefaults::networkPolicy),
          entry("networking.k8s.io", "IngressClass", NetworkDefaults::ingressClass),
          entry("", "PersistentVolume", StorageDefaults::volume),
          entry("", "PersistentVolumeClaim", StorageDefaults::claim),
          entry("storage.k8s.io", "StorageClass", StorageDefaults::storageClass),
          entry("storage.k8s.io", "CSIDriver", StorageDefaults::csiDriver),
          entry("", "Secret", CoreDefaults::secret),
          entry("", "Namespace", CoreDefaults::namespace),
          entry("", "LimitRange", CoreDefaults::limitRange),
          entry("", "Node", CoreDefaults::node),
          entry("scheduling.k8s.io", "PriorityClass", CoreDefaults::priorityClass),
          entry("rbac.authorization.k8s.io", "RoleBinding", AccessDefaults::roleBinding),
          entry("rbac.authorization.k8s.io", "ClusterRoleBinding", AccessDefaults::roleBinding),
          entry(
              "admissionregistration.k8s.io",
              "MutatingWebhookConfiguration",
              AccessDefaults::mutatingWebhooks),
          entry(
              "admissionregistration.k8s.io",
              "ValidatingWebhookConfiguration",
              AccessDefaults::validatingWebhooks),
          entry(
              "admissionregistration.k8s.io",
              "ValidatingAdmissionPolicy",
              AccessDefaults::admissionPolicy),
          entry("apiregistration.k8s.io", "APIService", AccessDefaults::apiService),
          entry(
              "apiextensions.k8s.io", "CustomResourceDefinition", DefinitionDefaults::definition));

  private Defaults() {}

  private static Map.Entry<GroupKind, Consumer<ObjectNode>> entry(
      String group, String kind, Consumer<ObjectNode> defaults) {
    return Map.entry(new GroupKind(group, kind), defaults);
  }

  /** Fills the object in place; a kind without defaults stays as it is. */
  public static void fill(ObjectNode object) {
    Consumer<ObjectNode> defaults = BY_KIND.get(GroupKind.of(Meta.id(object)));
    if (defaults != null) {
      defaults.accept(object);
    }
  }
}
