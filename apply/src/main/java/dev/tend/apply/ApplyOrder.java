package dev.tend.apply;

import dev.tend.diff.Change;
import dev.tend.manifest.ResourceId;
import java.util.Set;

/** In which order kinds are applied: each stage stands on those before it. */
final class ApplyOrder {
  /** What can be applied at once. */
  enum Stage {
    NAMESPACES,
    DEFINITIONS,
    SETTINGS,
    PRE_APPLY,
    SERVICES,
    WORKLOADS,
    /** Routes, autoscalers, and custom resources: their controllers may be among the workloads. */
    OTHERS,
    /** What calls back into a workload for every request: a fault there blocks all others. */
    INTERCEPTORS,
    POST_APPLY
  }

  private static final Set<String> SETTINGS =
      Set.of(
          "ClusterRole.rbac.authorization.k8s.io",
          "ClusterRoleBinding.rbac.authorization.k8s.io",
          "ConfigMap",
          "CSIDriver.storage.k8s.io",
          "IngressClass.networking.k8s.io",
          "LimitRange",
          "NetworkPolicy.networking.k8s.io",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "PodDisruptionBudget.policy",
          "PriorityClass.scheduling.k8s.io",
          "ResourceQuota",
          "Role.rbac.authorization.k8s.io",
          "RoleBinding.rbac.authorization.k8s.io",
          "RuntimeClass.node.k8s.io",
          "Secret",
          "ServiceAccount",
          "StorageClass.storage.k8s.io");
  private static final Set<String> WORKLOADS =
      Set.of(
          "CronJob.batch",
          "DaemonSet.apps",
          "Deployment.apps",
          "Job.batch",
          "Pod",
          "ReplicaSet.apps",
          "ReplicationController",
          "StatefulSet.apps");
  private static final Set<String> INTERCEPTORS =
      Set.of(
          "APIService.apiregistration.k8s.io",
          "MutatingAdmissionPolicyBinding.admissionregistration.k8s.io",
          "MutatingWebhookConfiguration.admissionregistration.k8s.io",
          "ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io",
          "ValidatingWebhookConfiguration.admissionregistration.k8s.io");

  private ApplyOrder() {}

  static Stage stageOf(ResourceId id) {
    String kind = id.groupKind();
    return switch (kind) {
      case "Namespace" -> Stage.NAMESPACES;
      case "CustomResourceDefinition.apiextensions.k8s.io" -> Stage.DEFINITIONS;
      case "Service" -> Stage.SERVICES;
      default -> {
        if (SETTINGS.contains(kind)) {
          yield Stage.SETTINGS;
        }
        if (WORKLOADS.contains(kind)) {
          yield Stage.WORKLOADS;
        }
        yield INTERCEPTORS.contains(kind) ? Stage.INTERCEPTORS : Stage.OTHERS;
      }
    };
  }

  static Stage stageOf(Change change) {
    if (change instanceof Change.Run run) {
      return switch (run.hook()) {
        case PRE_APPLY -> Stage.PRE_APPLY;
        case POST_APPLY -> Stage.POST_APPLY;
      };
    }
    return stageOf(change.id());
  }

  static boolean isDefinition(Change change) {
    return stageOf(change.id()) == Stage.DEFINITIONS;
  }

  static boolean isWorkload(ResourceId id) {
    return WORKLOADS.contains(id.groupKind());
  }
}
