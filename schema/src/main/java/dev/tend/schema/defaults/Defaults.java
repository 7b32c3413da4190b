package dev.tend.schema.defaults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The defaults of every built-in kind, each at its version of storage. */
public final class Defaults {
  private static final Map<GroupVersionKind, Consumer<ObjectNode>> BY_TYPE =
      Map.ofEntries(
          entry("", "v1", "Pod", PodDefaults::pod),
          entry("", "v1", "PodTemplate", object -> PodDefaults.template(object, "template")),
          entry("", "v1", "ReplicationController", WorkloadDefaults::replicationController),
          entry("apps", "v1", "Deployment", WorkloadDefaults::deployment),
          entry("apps", "v1", "ReplicaSet", WorkloadDefaults::replicaSet),
          entry("apps", "v1", "StatefulSet", WorkloadDefaults::statefulSet),
          entry("apps", "v1", "DaemonSet", WorkloadDefaults::daemonSet),
          entry("batch", "v1", "Job", JobDefaults::job),
          entry("batch", "v1", "CronJob", JobDefaults::cronJob),
          entry("autoscaling", "v2", "HorizontalPodAutoscaler", AutoscalerDefaults::autoscaler),
          entry("", "v1", "Service", NetworkDefaults::service),
          entry("", "v1", "Endpoints", NetworkDefaults::endpoints),
          entry("discovery.k8s.io", "v1", "EndpointSlice", NetworkDefaults::endpointSlice),
          entry("networking.k8s.io", "v1", "NetworkPolicy", NetworkDefaults::networkPolicy),
          entry("networking.k8s.io", "v1", "IngressClass", NetworkDefaults::ingressClass),
          entry("", "v1", "PersistentVolume", StorageDefaults::volume),
          entry("", "v1", "PersistentVolumeClaim", StorageDefaults::claim),
          entry("storage.k8s.io", "v1", "StorageClass", StorageDefaults::storageClass),
          entry("storage.k8s.io", "v1", "CSIDriver", StorageDefaults::csiDriver),
          entry("", "v1", "Secret", CoreDefaults::secret),
          entry("", "v1", "Namespace", CoreDefaults::namespace),
          entry("", "v1", "LimitRange", CoreDefaults::limitRange),
          entry("", "v1", "Node", CoreDefaults::node),
          entry("scheduling.k8s.io", "v1", "PriorityClass", CoreDefaults::priorityClass),
          entry("rbac.authorization.k8s.io", "v1", "Role", AccessDefaults::role),
          entry("rbac.authorization.k8s.io", "v1", "ClusterRole", AccessDefaults::role),
          entry("rbac.authorization.k8s.io", "v1", "RoleBinding", AccessDefaults::roleBinding),
          entry(
              "rbac.authorization.k8s.io", "v1", "ClusterRoleBinding", AccessDefaults::roleBinding),
          entry(
              "admissionregistration.k8s.io",
              "v1",
              "MutatingWebhookConfiguration",
              AccessDefaults::mutatingWebhooks),
          entry(
              "admissionregistration.k8s.io",
              "v1",
              "ValidatingWebhookConfiguration",
              AccessDefaults::validatingWebhooks),
          entry(
              "admissionregistration.k8s.io",
              "v1",
              "ValidatingAdmissionPolicy",
              AccessDefaults::admissionPolicy),
          entry(
              "admissionregistration.k8s.io",
              "v1",
              "ValidatingAdmissionPolicyBinding",
              AccessDefaults::admissionPolicyBinding),
          entry("flowcontrol.apiserver.k8s.io", "v1", "FlowSchema", FlowDefaults::schema),
          entry(
              "flowcontrol.apiserver.k8s.io",
              "v1",
              "PriorityLevelConfiguration",
              FlowDefaults::level),
          entry("resource.k8s.io", "v1", "ResourceClaim", DeviceDefaults::claim),
          entry("resource.k8s.io", "v1", "ResourceClaimTemplate", DeviceDefaults::template),
          entry("apiregistration.k8s.io", "v1", "APIService", AccessDefaults::apiService),
          entry(
              "apiextensions.k8s.io",
              "v1",
              "CustomResourceDefinition",
              DefinitionDefaults::definition));

  private static final List<String> REPLICATED =
      List.of("/spec", "/spec/template", "/spec/template/spec");

  /** Objects that are there whether somebody wrote them or not: what is in them has defaults. */
  private static final Map<String, List<String>> STRUCTS =
      Map.of(
          "Deployment",
          REPLICATED,
          "ReplicaSet",
          REPLICATED,
          "StatefulSet",
          REPLICATED,
          "DaemonSet",
          REPLICATED,
          "Job",
          REPLICATED,
          "CronJob",
          List.of(
              "/spec",
              "/spec/jobTemplate",
              "/spec/jobTemplate/spec",
              "/spec/jobTemplate/spec/template",
              "/spec/jobTemplate/spec/template/spec"),
          "Pod",
          List.of("/spec"),
          "Service",
          List.of("/spec"),
          "APIService",
          List.of("/spec"));

  private Defaults() {}

  private static Map.Entry<GroupVersionKind, Consumer<ObjectNode>> entry(
      String group, String version, String kind, Consumer<ObjectNode> defaults) {
    return Map.entry(new GroupVersionKind(group, version, kind), defaults);
  }

  /** Fills the object in place; one of a type without defaults stays as it is. */
  public static void fill(ObjectNode object) {
    Consumer<ObjectNode> defaults =
        BY_TYPE.get(
            GroupVersionKind.of(object.path("apiVersion").asText(), object.path("kind").asText()));
    if (defaults != null) {
      STRUCTS.getOrDefault(object.path("kind").asText(), List.of()).forEach(object::withObject);
      defaults.accept(object);
    }
  }
}
