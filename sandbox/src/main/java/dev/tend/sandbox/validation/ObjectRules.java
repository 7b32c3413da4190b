package dev.tend.sandbox.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.caller.Caller;
import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.policy.PolicyCheck;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import dev.tend.schema.cel.CelLanguage;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is checked of an object before it is stored. */
public final class ObjectRules {
  /** Kinds whose rules say all that their schema says, in other words. */
  private static final Set<String> CHECKED_WHOLE =
      Set.of(
          "CustomResourceDefinition",
          "ValidatingAdmissionPolicy",
          "ValidatingAdmissionPolicyBinding");

  private static final GroupKind SERVICE = new GroupKind("", "Service");

  private final Storage storage;
  private final CustomRules custom;
  private final DefinitionRules definitions;
  private final Supplier<CelLanguage> language;

  /**
   * @param language asked for when the first rules of a definition come
   */
  public ObjectRules(Storage storage, Supplier<CelLanguage> language) {
    this.storage = storage;
    this.custom = new CustomRules(language);
    this.definitions = new DefinitionRules(language);
    this.language = language;
  }

  /**
   * Refuses what the server refuses, with every reason at once.
   *
   * @param live null on a create
   */
  public void check(@Nullable ObjectNode live, ObjectNode object, ServedKind kind, Caller caller) {
    Violations violations = new Violations();
    MetadataRules.check(live, object, violations);
    if (kind.isCustom()) {
      custom.check(live, object, kind, caller, violations);
    } else {
      boolean changed =
          live == null || !live.path("spec").equals(object.path("spec")) || !object.has("spec");
      if (changed) {
        if (!CHECKED_WHOLE.contains(kind.kind().kind())) {
          SchemaRules.check(object, kind.stored().schema(), violations);
        }
        builtIn(live, object, kind.kind(), caller, violations);
      }
    }
    if (!violations.isEmpty()) {
      throw Failures.invalid(Meta.type(object), Meta.name(object), violations.causes());
    }
  }

  private void builtIn(
      @Nullable ObjectNode live,
      ObjectNode object,
      GroupKind kind,
      Caller caller,
      Violations violations) {
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
          definitions.check(live, object, caller, violations);
      case "admissionregistration.k8s.io/ValidatingAdmissionPolicy" ->
          violations.add(PolicyCheck.policy(object, language));
      case "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding" ->
          violations.add(PolicyCheck.binding(object));
      default -> {}
    }
  }
}
