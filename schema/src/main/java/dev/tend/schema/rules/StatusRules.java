package dev.tend.schema.rules;

import static dev.tend.schema.rules.Rule.at;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.structural.FieldFault;
import java.util.List;

/** The rules of what clients say of how an object is. */
public final class StatusRules {
  private static final Change NOTHING = (before, now, faults) -> {};
  private static final Change MARKS = MetadataRules.kept(true);
  private static final Change PLAIN_MARKS = MetadataRules.kept(false);

  private final String type;
  private final Change changed;

  private StatusRules(String type, Change changed) {
    this.type = type;
    this.changed = Change.all(MetadataRules.ANY_CHANGED, changed);
  }

  /**
   * @param group empty for the core group
   * @param subresource {@code status}, or {@code approval}
   */
  public static StatusRules of(String group, String kind, String subresource) {
    return new StatusRules(Rulebook.type(group, kind), table(group + "/" + kind, subresource));
  }

  /** What is wrong with a changed status, or with metadata that came along. */
  public List<FieldFault> update(ObjectNode before, ObjectNode now) {
    Faults faults = new Faults();
    changed.check(Field.root(before, type), Field.root(now, type), faults);
    return faults.all();
  }

  private static Change marked(Rule rule) {
    return Change.all(MARKS, Change.now(rule));
  }

  private static Change table(String kind, String subresource) {
    return switch (kind) {
      case "apps/Deployment" ->
          Change.all(marked(ReplicaStatusRules.DEPLOYMENT), ReplicaStatusRules.COLLISIONS);
      case "apps/ReplicaSet", "/ReplicationController" -> marked(ReplicaStatusRules.REPLICA_SET);
      case "apps/StatefulSet" ->
          Change.all(
              Change.now(ReplicaStatusRules.STATEFUL_SET), MARKS, ReplicaStatusRules.COLLISIONS);
      case "apps/DaemonSet" ->
          Change.all(marked(ReplicaStatusRules.DAEMON_SET), ReplicaStatusRules.COLLISIONS);
      case "batch/Job" -> Change.all(MARKS, JobStatusRules.STATUS);
      case "/Pod" -> Change.all(MARKS, PodStatusRules.STATUS);
      case "/Node" ->
          Change.all(MARKS, ClusterRules.NODE_AMOUNTS, Change.now(ClusterStatusRules.ADDRESSES));
      case "/Namespace" -> marked(ClusterStatusRules.NAMESPACE);
      case "/PersistentVolumeClaim" -> marked(ClusterStatusRules.CLAIM);
      case "/PersistentVolume" -> MARKS;
      case "/ResourceQuota" -> marked(ClusterStatusRules.QUOTA);
      case "/Service" -> Change.all(MARKS, BalancerStatusRules.SERVICE);
      case "networking.k8s.io/Ingress" -> Change.all(MARKS, BalancerStatusRules.INGRESS);
      case "networking.k8s.io/ServiceCIDR" -> MARKS;
      case "autoscaling/HorizontalPodAutoscaler" -> marked(ReplicaStatusRules.AUTOSCALER);
      case "policy/PodDisruptionBudget" ->
          Change.now(
              Rule.all(
                  at("status", at("conditions", ConditionRules.STANDARD)),
                  ReplicaStatusRules.BUDGET));
      case "certificates.k8s.io/CertificateSigningRequest" ->
          Change.all(
              Change.now(MetadataRules.created(text -> List.of(), true)),
              subresource.equals("approval")
                  ? SigningRequestRules.APPROVAL
                  : SigningRequestRules.SIGNED,
              MARKS);
      case "flowcontrol.apiserver.k8s.io/FlowSchema",
          "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration" ->
          Change.now(at("status", at("conditions", ConditionRules.NAMED)));
      case "admissionregistration.k8s.io/ValidatingAdmissionPolicy" ->
          Change.now(ClusterStatusRules.POLICY);
      case "apiregistration.k8s.io/APIService" ->
          Change.all(
              PLAIN_MARKS, Change.now(at("status", at("conditions", ConditionRules.KNOWN_STATUS))));
      case "apiextensions.k8s.io/CustomResourceDefinition" ->
          Change.all(PLAIN_MARKS, Change.now(ClusterStatusRules.ACCEPTED_NAMES));
      // A server asks all twice.
      case "storage.k8s.io/VolumeAttachment" ->
          Change.all(
              Change.now(StorageRules.ATTACHMENT_STATUS),
              Change.now(StorageRules.ATTACHMENT_STATUS));
      default -> NOTHING;
    };
  }
}
