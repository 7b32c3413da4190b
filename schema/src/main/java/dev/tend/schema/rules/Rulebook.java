package dev.tend.schema.rules;

import static dev.tend.schema.rules.Form.DNS_1035_LABEL;
import static dev.tend.schema.rules.Form.DNS_LABEL;
import static dev.tend.schema.rules.Form.DNS_SUBDOMAIN;
import static dev.tend.schema.rules.Form.PATH_SEGMENT;

import dev.tend.schema.rules.KindRules.Mode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which tables are a kind's. */
final class Rulebook {
  private static final Rule NOTHING = (field, faults) -> {};
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String NETWORKING = "networking.k8s.io";
  private static final String STORAGE = "storage.k8s.io";
  private static final String ADMISSION = "admissionregistration.k8s.io";

  /** Made when the first object is checked. */
  private static final class Lazy {
    static final Map<String, KindRules> KINDS = kinds();

    private Lazy() {}
  }

  private final Map<String, KindRules> kinds = new TreeMap<>();

  private Rulebook() {}

  static Optional<KindRules> find(String group, String kind) {
    return Optional.ofNullable(Lazy.KINDS.get(group + "/" + kind));
  }

  static KindRules metadata() {
    return new KindRules(ADMISSION, "", DNS_SUBDOMAIN, NOTHING, Change.now(NOTHING), Mode.PLAIN);
  }

  private void add(String group, String kind, Form name, Rule created, Change changed) {
    add(group, kind, name, created, changed, Mode.PLAIN);
  }

  /** One that is checked the same way, new or changed. */
  private void add(String group, String kind, Form name, Rule rule) {
    add(group, kind, name, rule, Change.now(rule), Mode.PLAIN);
  }

  private void add(String group, String kind, Form name, Rule created, Change changed, Mode mode) {
    kinds.put(
        group + "/" + kind, new KindRules(group, type(group, kind), name, created, changed, mode));
  }

  /** As {@link GoTypes} names it. */
  static String type(String group, String kind) {
    int dot = group.indexOf('.');
    String packaged = group.isEmpty() ? "core" : dot < 0 ? group : group.substring(0, dot);
    return packaged + "." + kind;
  }

  private static Map<String, KindRules> kinds() {
    Rulebook book = new Rulebook();
    book.core();
    book.workloads();
    book.networks();
    book.access();
    book.storage();
    book.policies();
    return Map.copyOf(book.kinds);
  }

  private void core() {
    add("", "Pod", DNS_SUBDOMAIN, PodObjectRules.CREATED, PodObjectRules.CHANGED, Mode.AGAIN);
    add("", "PodTemplate", DNS_SUBDOMAIN, Rule.at("template", PodRules.TEMPLATE));
    add(
        "",
        "ConfigMap",
        DNS_SUBDOMAIN,
        ConfigRules.CONFIG_MAP,
        ConfigRules.CONFIG_MAP_CHANGED,
        Mode.AGAIN);
    add("", "Secret", DNS_SUBDOMAIN, ConfigRules.SECRET, ConfigRules.SECRET_CHANGED, Mode.AGAIN);
    add("", "ServiceAccount", DNS_SUBDOMAIN, NOTHING, Change.now(NOTHING), Mode.AGAIN);
    add("", "Namespace", DNS_LABEL, ClusterRules.NAMESPACE, Change.now(NOTHING), Mode.FRESH);
    add("", "Node", DNS_SUBDOMAIN, ClusterRules.NODE, ClusterRules.NODE_CHANGED, Mode.FRESH);
    add("", "ResourceQuota", DNS_SUBDOMAIN, QuotaRules.QUOTA, QuotaRules.CHANGED);
    add(
        "",
        "LimitRange",
        DNS_SUBDOMAIN,
        LimitRangeRules.RANGE,
        Change.now(LimitRangeRules.RANGE),
        Mode.ONLY);
    add(
        "",
        "PersistentVolumeClaim",
        DNS_SUBDOMAIN,
        ClaimRules.CREATED,
        ClaimRules.CHANGED,
        Mode.FRESH);
    add(
        "",
        "PersistentVolume",
        DNS_SUBDOMAIN,
        PersistentVolumeRules.VOLUME,
        PersistentVolumeRules.CHANGED,
        Mode.FRESH);
    add("", "Service", DNS_1035_LABEL, ServiceRules.SPEC, ServiceRules.CHANGED);
    add(
        "",
        "ReplicationController",
        DNS_SUBDOMAIN,
        WorkloadRules.REPLICATION_CONTROLLER,
        Change.now(WorkloadRules.REPLICATION_CONTROLLER),
        Mode.FRESH);
    add("coordination.k8s.io", "Lease", DNS_SUBDOMAIN, ClusterRules.LEASE);
  }

  private void workloads() {
    Change kept = WorkloadRules.SELECTOR_STAYS;
    add(
        "apps",
        "Deployment",
        DNS_SUBDOMAIN,
        WorkloadRules.DEPLOYMENT,
        Change.all(Change.now(WorkloadRules.DEPLOYMENT), kept));
    add(
        "apps",
        "ReplicaSet",
        DNS_SUBDOMAIN,
        WorkloadRules.REPLICA_SET,
        Change.all(Change.now(WorkloadRules.REPLICA_SET), kept));
    add(
        "apps",
        "DaemonSet",
        DNS_SUBDOMAIN,
        WorkloadRules.DAEMON_SET,
        Change.all(kept, Change.now(WorkloadRules.DAEMON_SET)));
    add("apps", "StatefulSet", DNS_LABEL, StatefulSetRules.CREATED, StatefulSetRules.CHANGED);
    add(
        "apps",
        "ControllerRevision",
        DNS_SUBDOMAIN,
        ClusterRules.REVISION,
        Change.all(Change.now(ClusterRules.REVISION), Change.immutable("data")),
        Mode.AGAIN);
    add("batch", "Job", DNS_SUBDOMAIN, JobRules.CREATED, JobRules.CHANGED, Mode.FRESH);
    add("batch", "CronJob", DNS_SUBDOMAIN, CronJobRules.CREATED, CronJobRules.CHANGED);
    add("autoscaling", "HorizontalPodAutoscaler", DNS_SUBDOMAIN, AutoscalerRules.AUTOSCALER);
  }

  private void networks() {
    add(
        NETWORKING,
        "Ingress",
        DNS_SUBDOMAIN,
        IngressRules.CREATED,
        Change.now(IngressRules.INGRESS),
        Mode.AGAIN);
    add(
        NETWORKING,
        "IngressClass",
        DNS_SUBDOMAIN,
        IngressRules.CLASS,
        IngressRules.CLASS_CHANGED,
        Mode.AGAIN);
    add(
        NETWORKING,
        "NetworkPolicy",
        DNS_SUBDOMAIN,
        NetworkPolicyRules.POLICY,
        Change.now(NetworkPolicyRules.POLICY),
        Mode.FRESH);
    add(
        "discovery.k8s.io",
        "EndpointSlice",
        DNS_SUBDOMAIN,
        EndpointRules.SLICE,
        EndpointRules.SLICE_CHANGED,
        Mode.AGAIN);
  }

  private void access() {
    add(RBAC, "Role", PATH_SEGMENT, AccessRules.ROLE, Change.now(AccessRules.ROLE), Mode.FRESH);
    add(
        RBAC,
        "ClusterRole",
        PATH_SEGMENT,
        AccessRules.CLUSTER_ROLE,
        Change.now(AccessRules.CLUSTER_ROLE),
        Mode.FRESH);
    add(
        RBAC,
        "RoleBinding",
        PATH_SEGMENT,
        AccessRules.ROLE_BINDING,
        Change.all(Change.now(AccessRules.ROLE_BINDING), AccessRules.SAME_ROLE),
        Mode.FRESH);
    add(
        RBAC,
        "ClusterRoleBinding",
        PATH_SEGMENT,
        AccessRules.CLUSTER_ROLE_BINDING,
        Change.all(Change.now(AccessRules.CLUSTER_ROLE_BINDING), AccessRules.SAME_ROLE),
        Mode.FRESH);
  }

  private void storage() {
    add(
        STORAGE,
        "StorageClass",
        DNS_SUBDOMAIN,
        StorageRules.CLASS,
        StorageRules.CLASS_CHANGED,
        Mode.FRESH);
    add(
        STORAGE,
        "VolumeAttributesClass",
        DNS_SUBDOMAIN,
        StorageRules.ATTRIBUTES_CLASS,
        StorageRules.ATTRIBUTES_CLASS_CHANGED,
        Mode.AGAIN);
    add(STORAGE, "CSIDriver", DNS_SUBDOMAIN, StorageRules.DRIVER, StorageRules.DRIVER_CHANGED);
    add(
        STORAGE,
        "CSINode",
        DNS_SUBDOMAIN,
        StorageRules.NODE,
        Change.all(Change.now(StorageRules.NODE), StorageRules.NODE_CHANGED),
        Mode.FRESH);
    add(
        STORAGE,
        "VolumeAttachment",
        DNS_SUBDOMAIN,
        StorageRules.ATTACHMENT,
        Change.all(Change.now(StorageRules.ATTACHMENT), Change.immutable("spec")));
  }

  private void policies() {
    add("policy", "PodDisruptionBudget", DNS_SUBDOMAIN, ClusterRules.BUDGET);
    add(
        "scheduling.k8s.io",
        "PriorityClass",
        DNS_SUBDOMAIN,
        ClusterRules.PRIORITY_CLASS,
        ClusterRules.PRIORITY_CLASS_CHANGED);
    add(
        "node.k8s.io",
        "RuntimeClass",
        DNS_SUBDOMAIN,
        ClusterRules.RUNTIME_CLASS,
        Change.immutable("handler"),
        Mode.FRESH);
    add(ADMISSION, "ValidatingWebhookConfiguration", DNS_SUBDOMAIN, WebhookRules.CONFIGURATION);
    add(ADMISSION, "MutatingWebhookConfiguration", DNS_SUBDOMAIN, WebhookRules.CONFIGURATION);
    add(
        "apiregistration.k8s.io",
        "APIService",
        PATH_SEGMENT,
        Rule.all(WebhookClientRules.API_SERVICE_NAME, WebhookClientRules.API_SERVICE),
        Change.now(WebhookClientRules.API_SERVICE));
  }
}
