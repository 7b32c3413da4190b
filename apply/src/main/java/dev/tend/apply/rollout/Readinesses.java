package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Tells how an object is doing from what the cluster says of it. */
public final class Readinesses {
  static final String UNSEEN = "its controller hasn't seen the latest change yet";

  /** How one kind shows that it is ready; the status is known to be of the newest generation. */
  @FunctionalInterface
  private interface Rule {
    Readiness of(LiveObject object);
  }

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("Deployment.apps", observed(DeploymentReadiness::of)),
          Map.entry("StatefulSet.apps", observed(StatefulSetReadiness::of)),
          Map.entry("DaemonSet.apps", observed(DaemonSetReadiness::of)),
          Map.entry("ReplicaSet.apps", observed(ReplicaSetReadiness::of)),
          Map.entry("ReplicationController", observed(ReplicaSetReadiness::of)),
          Map.entry("Job.batch", JobReadiness::of),
          Map.entry("CronJob.batch", CronJobReadiness::of),
          Map.entry("Pod", PodReadiness::of),
          Map.entry("Service", ServiceReadiness::of),
          Map.entry("Namespace", NamespaceReadiness::of),
          Map.entry("Ingress.networking.k8s.io", IngressReadiness::of),
          Map.entry("APIService.apiregistration.k8s.io", ApiServiceReadiness::of),
          Map.entry("PodDisruptionBudget.policy", PodDisruptionBudgetReadiness::of),
          Map.entry(
              "CustomResourceDefinition.apiextensions.k8s.io",
              CustomResourceDefinitionReadiness::of),
          Map.entry("HorizontalPodAutoscaler.autoscaling", HorizontalPodAutoscalerReadiness::of));

  /** Kinds that are ready for good once they exist, so that there is nothing to watch. */
  private static final Set<String> INERT =
      Set.of(
          "ConfigMap",
          "Secret",
          "ServiceAccount",
          "LimitRange",
          "ResourceQuota",
          "Endpoints",
          "EndpointSlice.discovery.k8s.io",
          "Role.rbac.authorization.k8s.io",
          "RoleBinding.rbac.authorization.k8s.io",
          "ClusterRole.rbac.authorization.k8s.io",
          "ClusterRoleBinding.rbac.authorization.k8s.io",
          "NetworkPolicy.networking.k8s.io",
          "IngressClass.networking.k8s.io",
          "Ingress.networking.k8s.io",
          "StorageClass.storage.k8s.io",
          "CSIDriver.storage.k8s.io",
          "PriorityClass.scheduling.k8s.io",
          "RuntimeClass.node.k8s.io",
          "Lease.coordination.k8s.io",
          "CronJob.batch",
          "MutatingWebhookConfiguration.admissionregistration.k8s.io",
          "ValidatingWebhookConfiguration.admissionregistration.k8s.io",
          "ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io");

  private final Function<String, Optional<ObjectNode>> storageClasses;

  /**
   * @param storageClasses the storage class of a name, where it can be read: a claim that waits for
   *     its first consumer shows that only there
   */
  public Readinesses(Function<String, Optional<ObjectNode>> storageClasses) {
    this.storageClasses = storageClasses;
  }

  /** Of an object that may not be there. */
  public Readiness of(Optional<ObjectNode> object) {
    return object.map(this::of).orElseGet(() -> new Readiness.Absent("not found"));
  }

  public Readiness of(ObjectNode content) {
    LiveObject object = new LiveObject(content);
    if (object.deleting()) {
      return new Readiness.Terminating(
          object.finalizers().isEmpty()
              ? ""
              : "waits for finalizer " + String.join(", ", object.finalizers()));
    }
    if (object.isStatusOutdated()) {
      return new Readiness.Progressing(UNSEEN);
    }
    String kind = object.id().groupKind();
    if (kind.equals("PersistentVolumeClaim")) {
      return PersistentVolumeClaimReadiness.of(object, storageClass(object));
    }
    return RULES.getOrDefault(kind, GenericReadiness::of).of(object);
  }

  /** Whether a Job has done its work. */
  public static boolean isCompleteJob(ObjectNode job) {
    return JobReadiness.isComplete(new LiveObject(job));
  }

  /** Whether a kind is ready for good once it exists. */
  public static boolean isInert(String groupKind) {
    return INERT.contains(groupKind);
  }

  private Optional<LiveObject> storageClass(LiveObject claim) {
    String name = claim.spec().path("storageClassName").asText("");
    boolean pending = !claim.status().path("phase").asText("").equals("Bound");
    return pending && !name.isEmpty()
        ? storageClasses.apply(name).map(LiveObject::new)
        : Optional.empty();
  }

  /** For controllers that always say which generation they saw: no status means not seen. */
  private static Rule observed(Rule rule) {
    return object -> object.isUnobserved() ? new Readiness.Progressing(UNSEEN) : rule.of(object);
  }
}
