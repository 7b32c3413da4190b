package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import org.jspecify.annotations.Nullable;

/** All that is checked of an object before it is stored. */
public final class ObjectRules {
  private static final GroupKind SERVICE = new GroupKind("", "Service");

  private final Storage storage;

  public ObjectRules(Storage storage) {
    this.storage = storage;
  }

  /**
   * Refuses what the server refuses, with every reason at once.
   *
   * @param live null on a create
   */
  public void check(@Nullable ObjectNode live, ObjectNode object, ServedKind kind) {
    Violations violations = new Violations();
    MetadataRules.check(live, object, violations);
    if (kind.isCustom()) {
      custom(object, kind, violations);
    } else {
      boolean changed =
          live == null || !live.path("spec").equals(object.path("spec")) || !object.has("spec");
      if (changed) {
        SchemaRules.check(object, kind.stored().schema(), violations);
        builtIn(live, object, kind.kind(), violations);
      }
    }
    if (!violations.isEmpty()) {
      throw Failures.invalid(Meta.type(object), Meta.name(object), violations.causes());
    }
  }

  private static void custom(ObjectNode object, ServedKind kind, Violations violations) {
    String version = Meta.type(object).version();
    for (JsonNode declared : kind.crd().orElseThrow().path("spec").path("versions")) {
      if (declared.path("name").asText().equals(version)) {
        CustomRules.check(object, declared.path("schema").path("openAPIV3Schema"), violations);
      }
    }
  }

  private void builtIn(
      @Nullable ObjectNode live, ObjectNode object, GroupKind kind, Violations violations) {
    switch (kind.group() + "/" + kind.kind()) {
      case "/Pod" -> PodRules.pod(live, object, violations);
      case "/Service" ->
          ServiceRules.check(live, object, storage.list(SERVICE, "").objects(), violations);
      case "/ConfigMap" -> ConfigRules.configMap(live, object, violations);
      case "/Secret" -> ConfigRules.secret(live, object, violations);
      case "/PersistentVolumeClaim" -> StorageRules.claim(live, object, violations);
      case "/PersistentVolume" -> StorageRules.volume(live, object, violations);
      case "storage.k8s.io/StorageClass" -> StorageRules.storageClass(live, object, violations);
      case "apps/Deployment" -> WorkloadRules.deployment(live, object, violations);
      case "apps/ReplicaSet" -> WorkloadRules.replicaSet(live, object, violations);
      case "apps/StatefulSet" -> WorkloadRules.statefulSet(live, object, violations);
      case "apps/DaemonSet" -> WorkloadRules.daemonSet(live, object, violations);
      case "batch/Job" -> WorkloadRules.job(live, object, violations);
      case "batch/CronJob" -> WorkloadRules.cronJob(live, object, violations);
      case "networking.k8s.io/Ingress" -> PolicyRules.ingress(object, violations);
      case "autoscaling/HorizontalPodAutoscaler" -> PolicyRules.autoscaler(object, violations);
      case "policy/PodDisruptionBudget" -> PolicyRules.disruptionBudget(object, violations);
      case "rbac.authorization.k8s.io/Role", "rbac.authorization.k8s.io/ClusterRole" ->
          PolicyRules.role(object, violations);
      case "rbac.authorization.k8s.io/RoleBinding",
          "rbac.authorization.k8s.io/ClusterRoleBinding" ->
          PolicyRules.roleBinding(live, object, violations);
      case "scheduling.k8s.io/PriorityClass" -> PolicyRules.priorityClass(live, object, violations);
      case "apiextensions.k8s.io/CustomResourceDefinition" ->
          DefinitionRules.check(live, object, violations);
      default -> {}
    }
  }
}
