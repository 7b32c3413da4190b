package dev.tend.sandbox.tables;

import dev.tend.sandbox.kinds.ServedKind;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.schema.ResourceType;
import java.util.Map;

/** Which printer a kind has. */
final class Printers {
  private static final String RBAC = "rbac.authorization.k8s.io";

  private static final String ADMISSION = "admissionregistration.k8s.io";
  private static final String FLOW = "flowcontrol.apiserver.k8s.io";

  private static final Map<GroupKind, Printer> BY_KIND =
      Map.ofEntries(
          entry("", "Pod", PodPrinter.PRINTER),
          entry("", "ReplicationController", WorkloadPrinters.REPLICA_SET),
          entry("", "Service", NetworkPrinters.SERVICE),
          entry("", "Endpoints", NetworkPrinters.ENDPOINTS),
          entry("", "Namespace", CorePrinters.NAMESPACE),
          entry("", "Node", CorePrinters.NODE),
          entry("", "ComponentStatus", SystemPrinters.COMPONENT),
          entry("", "ConfigMap", CorePrinters.CONFIG_MAP),
          entry("", "Secret", CorePrinters.SECRET),
          entry("", "ServiceAccount", CorePrinters.SERVICE_ACCOUNT),
          entry("", "Event", CorePrinters.EVENT),
          entry("", "PersistentVolume", StoragePrinters.VOLUME),
          entry("", "PersistentVolumeClaim", StoragePrinters.CLAIM),
          entry("", "ResourceQuota", CorePrinters.QUOTA),
          entry("", "LimitRange", PolicyPrinters.CREATED),
          entry("", "PodTemplate", WorkloadPrinters.POD_TEMPLATE),
          entry("apps", "Deployment", WorkloadPrinters.DEPLOYMENT),
          entry("apps", "ReplicaSet", WorkloadPrinters.REPLICA_SET),
          entry("apps", "StatefulSet", WorkloadPrinters.STATEFUL_SET),
          entry("apps", "DaemonSet", WorkloadPrinters.DAEMON_SET),
          entry("apps", "ControllerRevision", CorePrinters.REVISION),
          entry("batch", "Job", WorkloadPrinters.JOB),
          entry("batch", "CronJob", WorkloadPrinters.CRON_JOB),
          entry("autoscaling", "HorizontalPodAutoscaler", PolicyPrinters.AUTOSCALER),
          entry("networking.k8s.io", "Ingress", NetworkPrinters.INGRESS),
          entry("networking.k8s.io", "IngressClass", NetworkPrinters.INGRESS_CLASS),
          entry("networking.k8s.io", "NetworkPolicy", NetworkPrinters.NETWORK_POLICY),
          entry("discovery.k8s.io", "EndpointSlice", NetworkPrinters.ENDPOINT_SLICE),
          entry("policy", "PodDisruptionBudget", PolicyPrinters.DISRUPTION_BUDGET),
          entry("storage.k8s.io", "StorageClass", StoragePrinters.STORAGE_CLASS),
          entry("scheduling.k8s.io", "PriorityClass", CorePrinters.PRIORITY_CLASS),
          entry("coordination.k8s.io", "Lease", CorePrinters.LEASE),
          entry(RBAC, "Role", PolicyPrinters.CREATED),
          entry(RBAC, "ClusterRole", PolicyPrinters.CREATED),
          entry(RBAC, "RoleBinding", PolicyPrinters.ROLE_BINDING),
          entry(RBAC, "ClusterRoleBinding", PolicyPrinters.ROLE_BINDING),
          entry("apiextensions.k8s.io", "CustomResourceDefinition", PolicyPrinters.CREATED),
          entry(ADMISSION, "MutatingWebhookConfiguration", PolicyPrinters.WEBHOOKS),
          entry(ADMISSION, "ValidatingWebhookConfiguration", PolicyPrinters.WEBHOOKS),
          entry(ADMISSION, "ValidatingAdmissionPolicy", SystemPrinters.POLICY),
          entry(ADMISSION, "ValidatingAdmissionPolicyBinding", SystemPrinters.POLICY_BINDING),
          entry(ADMISSION, "MutatingAdmissionPolicy", SystemPrinters.MUTATING_POLICY),
          entry(ADMISSION, "MutatingAdmissionPolicyBinding", SystemPrinters.POLICY_BINDING),
          entry("apiregistration.k8s.io", "APIService", SystemPrinters.API_SERVICE),
          entry("certificates.k8s.io", "CertificateSigningRequest", SystemPrinters.SIGNING_REQUEST),
          entry("networking.k8s.io", "IPAddress", SystemPrinters.IP_ADDRESS),
          entry("networking.k8s.io", "ServiceCIDR", SystemPrinters.SERVICE_RANGE),
          entry(FLOW, "FlowSchema", SystemPrinters.FLOW_SCHEMA),
          entry(FLOW, "PriorityLevelConfiguration", SystemPrinters.PRIORITY_LEVEL),
          entry("storage.k8s.io", "CSIDriver", DevicePrinters.CSI_DRIVER),
          entry("storage.k8s.io", "CSINode", DevicePrinters.CSI_NODE),
          entry("storage.k8s.io", "CSIStorageCapacity", PolicyPrinters.CREATED),
          entry("storage.k8s.io", "VolumeAttachment", DevicePrinters.ATTACHMENT),
          entry("storage.k8s.io", "VolumeAttributesClass", DevicePrinters.ATTRIBUTES),
          entry("node.k8s.io", "RuntimeClass", DevicePrinters.RUNTIME_CLASS),
          entry("resource.k8s.io", "ResourceClaim", DevicePrinters.RESOURCE_CLAIM),
          entry("resource.k8s.io", "ResourceSlice", DevicePrinters.RESOURCE_SLICE));

  private Printers() {}

  private static Map.Entry<GroupKind, Printer> entry(String group, String kind, Printer printer) {
    return Map.entry(new GroupKind(group, kind), printer);
  }

  static Printer of(ServedKind kind, ResourceType type) {
    return kind.crd()
        .map(crd -> CustomPrinter.of(crd, type.gvk().version()))
        .orElseGet(() -> BY_KIND.getOrDefault(kind.kind(), Printer.PLAIN));
  }
}
