package dev.tend.schema.rules;

import static dev.tend.schema.rules.Form.DNS_1035_LABEL;
import static dev.tend.schema.rules.Form.DNS_LABEL;
import static dev.tend.schema.rules.Form.DNS_SUBDOMAIN;
import static dev.tend.schema.rules.Form.PATH_SEGMENT;

import dev.tend.schema.rules.KindRules.Mode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which tables are a kind's. */
final class Rulebook {
  private static final Rule NOTHING = (field, faults) -> {};

  private Rulebook() {}

  static Optional<KindRules> find(String group, String kind) {
    return Optional.ofNullable(make(group, kind));
  }

  static KindRules metadata() {
    return new KindRules(
        "admissionregistration.k8s.io",
        "",
        DNS_SUBDOMAIN,
        NOTHING,
        Change.now(NOTHING),
        Mode.PLAIN);
  }

  /** As {@link GoTypes} names it. */
  static String type(String group, String kind) {
    int dot = group.indexOf('.');
    String packaged = group.isEmpty() ? "core" : dot < 0 ? group : group.substring(0, dot);
    return packaged + "." + kind;
  }

  private static @Nullable KindRules make(String group, String kind) {
    return switch (group + "/" + kind) {
      case "/Pod" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              PodObjectRules.CREATED,
              PodObjectRules.CHANGED,
              Mode.AGAIN);
      case "/PodTemplate" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              Rule.at("template", PodRules.TEMPLATE),
              Change.now(Rule.at("template", PodRules.TEMPLATE)),
              Mode.PLAIN);
      case "/ConfigMap" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              ConfigRules.CONFIG_MAP,
              ConfigRules.CONFIG_MAP_CHANGED,
              Mode.AGAIN);
      case "/Secret" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              ConfigRules.SECRET,
              ConfigRules.SECRET_CHANGED,
              Mode.AGAIN);
      case "/ServiceAccount" ->
          new KindRules(
              group, type(group, kind), DNS_SUBDOMAIN, NOTHING, Change.now(NOTHING), Mode.AGAIN);
      case "/Namespace" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_LABEL,
              ClusterRules.NAMESPACE,
              Change.now(NOTHING),
              Mode.FRESH);
      case "/Node" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              ClusterRules.NODE,
              ClusterRules.NODE_CHANGED,
              Mode.FRESH);
      case "/ResourceQuota" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              QuotaRules.QUOTA,
              QuotaRules.CHANGED,
              Mode.PLAIN);
      case "/LimitRange" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              LimitRangeRules.RANGE,
              Change.now(LimitRangeRules.RANGE),
              Mode.ONLY);
      case "/PersistentVolumeClaim" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              ClaimRules.CREATED,
              ClaimRules.CHANGED,
              Mode.FRESH);
      case "/PersistentVolume" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              PersistentVolumeRules.VOLUME,
              PersistentVolumeRules.CHANGED,
              Mode.FRESH);
      case "/Service" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_1035_LABEL,
              ServiceRules.SPEC,
              ServiceRules.CHANGED,
              Mode.PLAIN);
      case "/ReplicationController" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              WorkloadRules.REPLICATION_CONTROLLER,
              Change.now(WorkloadRules.REPLICATION_CONTROLLER),
              Mode.FRESH);
      case "coordination.k8s.io/Lease" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              ClusterRules.LEASE,
              Change.now(ClusterRules.LEASE),
              Mode.PLAIN);
      case "apps/Deployment" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              WorkloadRules.DEPLOYMENT,
              Change.all(Change.now(WorkloadRules.DEPLOYMENT), WorkloadRules.SELECTOR_STAYS),
              Mode.PLAIN);
      case "apps/ReplicaSet" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              WorkloadRules.REPLICA_SET,
              Change.all(Change.now(WorkloadRules.REPLICA_SET), WorkloadRules.SELECTOR_STAYS),
              Mode.PLAIN);
      case "apps/DaemonSet" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              WorkloadRules.DAEMON_SET,
              Change.all(WorkloadRules.SELECTOR_STAYS, Change.now(WorkloadRules.DAEMON_SET)),
              Mode.PLAIN);
      case "apps/StatefulSet" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_LABEL,
              StatefulSetRules.CREATED,
              StatefulSetRules.CHANGED,
              Mode.PLAIN);
      case "apps/ControllerRevision" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              ClusterRules.REVISION,
              Change.all(Change.now(ClusterRules.REVISION), Change.immutable("data")),
              Mode.AGAIN);
      case "batch/Job" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              JobRules.CREATED,
              JobRules.CHANGED,
              Mode.FRESH);
      case "batch/CronJob" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              CronJobRules.CREATED,
              CronJobRules.CHANGED,
              Mode.PLAIN);
      case "autoscaling/HorizontalPodAutoscaler" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              AutoscalerRules.AUTOSCALER,
              Change.now(AutoscalerRules.AUTOSCALER),
              Mode.PLAIN);
      case "networking.k8s.io/Ingress" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              IngressRules.CREATED,
              Change.now(IngressRules.INGRESS),
              Mode.AGAIN);
      case "networking.k8s.io/IngressClass" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              IngressRules.CLASS,
              IngressRules.CLASS_CHANGED,
              Mode.AGAIN);
      case "networking.k8s.io/NetworkPolicy" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              NetworkPolicyRules.POLICY,
              Change.now(NetworkPolicyRules.POLICY),
              Mode.FRESH);
      case "/Endpoints" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              EndpointRules.ENDPOINTS_OBJECT,
              EndpointRules.ENDPOINTS_CHANGED,
              Mode.AGAIN);
      case "discovery.k8s.io/EndpointSlice" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              EndpointRules.SLICE,
              EndpointRules.SLICE_CHANGED,
              Mode.AGAIN);
      case "rbac.authorization.k8s.io/Role" ->
          new KindRules(
              group,
              type(group, kind),
              PATH_SEGMENT,
              AccessRules.ROLE,
              Change.now(AccessRules.ROLE),
              Mode.FRESH);
      case "rbac.authorization.k8s.io/ClusterRole" ->
          new KindRules(
              group,
              type(group, kind),
              PATH_SEGMENT,
              AccessRules.CLUSTER_ROLE,
              Change.now(AccessRules.CLUSTER_ROLE),
              Mode.FRESH);
      case "rbac.authorization.k8s.io/RoleBinding" ->
          new KindRules(
              group,
              type(group, kind),
              PATH_SEGMENT,
              AccessRules.ROLE_BINDING,
              Change.all(Change.now(AccessRules.ROLE_BINDING), AccessRules.SAME_ROLE),
              Mode.FRESH);
      case "rbac.authorization.k8s.io/ClusterRoleBinding" ->
          new KindRules(
              group,
              type(group, kind),
              PATH_SEGMENT,
              AccessRules.CLUSTER_ROLE_BINDING,
              Change.all(Change.now(AccessRules.CLUSTER_ROLE_BINDING), AccessRules.SAME_ROLE),
              Mode.FRESH);
      case "storage.k8s.io/StorageClass" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              StorageRules.CLASS,
              StorageRules.CLASS_CHANGED,
              Mode.FRESH);
      case "storage.k8s.io/VolumeAttributesClass" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              StorageRules.ATTRIBUTES_CLASS,
              StorageRules.ATTRIBUTES_CLASS_CHANGED,
              Mode.AGAIN);
      case "storage.k8s.io/CSIDriver" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              StorageRules.DRIVER,
              StorageRules.DRIVER_CHANGED,
              Mode.PLAIN);
      case "storage.k8s.io/CSINode" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              StorageRules.NODE,
              Change.all(Change.now(StorageRules.NODE), StorageRules.NODE_CHANGED),
              Mode.FRESH);
      case "storage.k8s.io/VolumeAttachment" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              StorageRules.ATTACHMENT,
              Change.all(Change.now(StorageRules.ATTACHMENT), Change.immutable("spec")),
              Mode.PLAIN);
      case "policy/PodDisruptionBudget" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              ClusterRules.BUDGET,
              Change.now(ClusterRules.BUDGET),
              Mode.PLAIN);
      case "scheduling.k8s.io/PriorityClass" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              ClusterRules.PRIORITY_CLASS,
              ClusterRules.PRIORITY_CLASS_CHANGED,
              Mode.PLAIN);
      case "node.k8s.io/RuntimeClass" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              ClusterRules.RUNTIME_CLASS,
              Change.immutable("handler"),
              Mode.FRESH);
      case "admissionregistration.k8s.io/ValidatingWebhookConfiguration" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              WebhookRules.CONFIGURATION,
              Change.now(WebhookRules.CONFIGURATION),
              Mode.PLAIN);
      case "admissionregistration.k8s.io/MutatingWebhookConfiguration" ->
          new KindRules(
              group,
              type(group, kind),
              DNS_SUBDOMAIN,
              WebhookRules.CONFIGURATION,
              Change.now(WebhookRules.CONFIGURATION),
              Mode.PLAIN);
      case "apiregistration.k8s.io/APIService" ->
          new KindRules(
              group,
              type(group, kind),
              PATH_SEGMENT,
              Rule.all(WebhookClientRules.API_SERVICE_NAME, WebhookClientRules.API_SERVICE),
              Change.now(WebhookClientRules.API_SERVICE),
              Mode.PLAIN);
      default -> null;
    };
  }
}
