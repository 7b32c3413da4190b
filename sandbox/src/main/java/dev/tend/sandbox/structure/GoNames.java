package dev.tend.sandbox.structure;

import dev.tend.schema.FieldSchema;
import java.util.Map;
import java.util.Set;

/** What the server's Go code calls its types, for the one message that shows them. */
public final class GoNames {
  /** Struct types by the field that holds them. */
  private static final Map<String, String> BY_FIELD =
      Map.ofEntries(
          Map.entry("metadata", "ObjectMeta"),
          Map.entry("template", "PodTemplateSpec"),
          Map.entry("jobTemplate", "JobTemplateSpec"),
          Map.entry("selector", "LabelSelector"),
          Map.entry("strategy", "DeploymentStrategy"),
          Map.entry("containers", "Container"),
          Map.entry("initContainers", "Container"),
          Map.entry("env", "EnvVar"),
          Map.entry("envFrom", "EnvFromSource"),
          Map.entry("valueFrom", "EnvVarSource"),
          Map.entry("volumes", "Volume"),
          Map.entry("volumeMounts", "VolumeMount"),
          Map.entry("resources", "ResourceRequirements"),
          Map.entry("securityContext", "SecurityContext"),
          Map.entry("livenessProbe", "Probe"),
          Map.entry("readinessProbe", "Probe"),
          Map.entry("startupProbe", "Probe"),
          Map.entry("httpGet", "HTTPGetAction"),
          Map.entry("tcpSocket", "TCPSocketAction"),
          Map.entry("exec", "ExecAction"),
          Map.entry("tolerations", "Toleration"),
          Map.entry("affinity", "Affinity"),
          Map.entry("volumeClaimTemplates", "PersistentVolumeClaim"),
          Map.entry("imagePullSecrets", "LocalObjectReference"),
          Map.entry("ownerReferences", "OwnerReference"),
          Map.entry("subjects", "Subject"),
          Map.entry("drivers", "CSINodeDriver"),
          Map.entry("endpoints", "Endpoint"),
          Map.entry("limits", "LimitRangeItem"),
          Map.entry("matchExpressions", "LabelSelectorRequirement"),
          Map.entry("topologySpreadConstraints", "TopologySpreadConstraint"),
          Map.entry("scaleTargetRef", "CrossVersionObjectReference"),
          Map.entry("metrics", "MetricSpec"),
          Map.entry("claimRef", "ObjectReference"),
          Map.entry("involvedObject", "ObjectReference"));

  private GoNames() {}

  /** The package of a group's versionless types: {@code apps}, and {@code core} for the oldest. */
  public static String internalPackage(String group) {
    return group.isEmpty() ? "core" : group.replaceFirst("\\..*", "");
  }

  /** The struct in which a field stands, by the way to it from the root. */
  static String struct(String kind, String[] parents) {
    if (parents.length == 0) {
      return kind;
    }
    String holder = parents[parents.length - 1];
    String before = parents.length < 2 ? "" : parents[parents.length - 2];
    if (holder.equals("spec")) {
      return switch (before) {
        case "template" -> "PodSpec";
        case "jobTemplate" -> "JobSpec";
        default -> kind + "Spec";
      };
    }
    if (holder.equals("status")) {
      return kind + "Status";
    }
    if (holder.equals("ports")) {
      return before.equals("spec") ? "ServicePort" : "ContainerPort";
    }
    if (parents[0].equals("status") && parents.length == 2) {
      return inStatus(kind, holder);
    }
    if (holder.equals("rules")) {
      return kind.endsWith("Role") ? "PolicyRule" : kind + "Rule";
    }
    String known = BY_FIELD.get(holder);
    return known != null ? known : Character.toUpperCase(holder.charAt(0)) + holder.substring(1);
  }

  private static String inStatus(String kind, String holder) {
    return switch (holder) {
      case "conditions" ->
          Set.of("PodDisruptionBudget", "Service", "ServiceCIDR", "ValidatingAdmissionPolicy")
                  .contains(kind)
              ? "Condition"
              : kind + "Condition";
      case "containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses" ->
          "ContainerStatus";
      case "loadBalancer" ->
          kind.equals("Ingress") ? "IngressLoadBalancerStatus" : "LoadBalancerStatus";
      case "active" -> "ObjectReference";
      default -> Character.toUpperCase(holder.charAt(0)) + holder.substring(1);
    };
  }

  static String type(FieldSchema schema, String kind, String[] path) {
    return switch (schema) {
      case FieldSchema.Scalar scalar -> scalar(scalar);
      case FieldSchema.Struct ignored -> "v1." + struct(kind, path);
      case FieldSchema.MapOf map -> "map[string]" + type(map.values(), kind, path);
      case FieldSchema.ListOf list -> "[]" + type(list.items(), kind, path);
      case FieldSchema.Any ignored -> "interface {}";
    };
  }

  private static String scalar(FieldSchema.Scalar scalar) {
    return switch (scalar.type()) {
      case INTEGER -> scalar.format().equals("int64") ? "int64" : "int32";
      case NUMBER -> "float64";
      case BOOLEAN -> "bool";
      case STRING -> scalar.format().equals("byte") ? "[]uint8" : "string";
      case INT_OR_STRING -> "intstr.IntOrString";
      case QUANTITY -> "resource.Quantity";
    };
  }
}
