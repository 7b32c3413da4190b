package dev.tend.diff.merge;

import static dev.tend.diff.merge.Schema.atomicList;
import static dev.tend.diff.merge.Schema.atomicMapOf;
import static dev.tend.diff.merge.Schema.atomicStruct;
import static dev.tend.diff.merge.Schema.bool;
import static dev.tend.diff.merge.Schema.intOrString;
import static dev.tend.diff.merge.Schema.integer;
import static dev.tend.diff.merge.Schema.listBy;
import static dev.tend.diff.merge.Schema.mapOf;
import static dev.tend.diff.merge.Schema.nullableString;
import static dev.tend.diff.merge.Schema.openStruct;
import static dev.tend.diff.merge.Schema.quantity;
import static dev.tend.diff.merge.Schema.set;
import static dev.tend.diff.merge.Schema.string;
import static dev.tend.diff.merge.Schema.struct;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import java.util.List;
import java.util.Set;

/** Types for tests: parts of real ones, with the list facts that those have, and a custom one. */
final class Types {
  private static final FieldSchema METADATA =
      struct(
          "name", string(),
          "namespace", string(),
          "uid", string(),
          "resourceVersion", string(),
          "generation", integer(),
          "creationTimestamp", string(),
          "labels", mapOf(string()),
          "annotations", mapOf(string()),
          "finalizers", set(string()),
          "ownerReferences",
              listBy(atomicStruct("uid", string(), "kind", string(), "name", string()), "uid"),
          "managedFields", atomicList(struct("manager", string())));

  private static final FieldSchema SELECTOR = atomicStruct("matchLabels", mapOf(string()));

  private static final FieldSchema CONTAINER =
      struct(
          "name", string(),
          "image", string(),
          "imagePullPolicy", string(),
          "command", atomicList(string()),
          "args", atomicList(string()),
          "env",
              listBy(
                  struct(
                      "name", string(),
                      "value", string(),
                      "valueFrom",
                          struct(
                              "configMapKeyRef", atomicStruct("name", string(), "key", string()))),
                  "name"),
          "ports",
              listBy(
                  struct(
                      "containerPort", integer(),
                      "protocol", string("TCP"),
                      "name", string(),
                      "hostPort", integer()),
                  "containerPort",
                  "protocol"),
          "resources", struct("limits", mapOf(quantity()), "requests", mapOf(quantity())),
          "volumeMounts",
              listBy(
                  struct("name", string(), "mountPath", string(), "readOnly", bool()),
                  "mountPath"));

  private static final FieldSchema POD_SPEC =
      struct(
          "containers", listBy(CONTAINER, "name"),
          "initContainers", listBy(CONTAINER, "name"),
          "nodeSelector", atomicMapOf(string()),
          "serviceAccountName", string(),
          "terminationGracePeriodSeconds", integer(),
          "tolerations",
              atomicList(struct("key", string(), "operator", string(), "effect", string())),
          "volumes",
              listBy(
                  struct(
                      "name", string(),
                      "configMap", struct("name", string(), "defaultMode", integer()),
                      "emptyDir", struct("medium", string(), "sizeLimit", quantity())),
                  "name"));

  private static final FieldSchema TEMPLATE = struct("metadata", METADATA, "spec", POD_SPEC);

  static final ResourceType DEPLOYMENT =
      type(
          "apps",
          "v1",
          "Deployment",
          Set.of("status", "scale"),
          struct(
              "apiVersion", string(),
              "kind", string(),
              "metadata", METADATA,
              "spec",
                  struct(
                      "replicas", integer(),
                      "paused", bool(),
                      "minReadySeconds", integer(),
                      "selector", SELECTOR,
                      "strategy",
                          struct(
                              "type", string(),
                              "rollingUpdate",
                                  struct(
                                      "maxSurge", intOrString(),
                                      "maxUnavailable", intOrString())),
                      "template", TEMPLATE),
              "status",
                  struct(
                      "replicas", integer(),
                      "readyReplicas", integer(),
                      "conditions",
                          listBy(
                              struct("type", string(), "status", string(), "reason", string()),
                              "type"))));

  static final ResourceType SERVICE =
      type(
          "",
          "v1",
          "Service",
          Set.of("status"),
          struct(
              "apiVersion", string(),
              "kind", string(),
              "metadata", METADATA,
              "spec",
                  struct(
                      "type", string(),
                      "clusterIP", string(),
                      "selector", atomicMapOf(string()),
                      "externalIPs", atomicList(string()),
                      "ports",
                          listBy(
                              struct(
                                  "name", string(),
                                  "port", integer(),
                                  "protocol", string("TCP"),
                                  "targetPort", intOrString(),
                                  "nodePort", integer()),
                              "port",
                              "protocol")),
              "status", struct("loadBalancer", struct())));

  static final ResourceType CONFIG_MAP =
      type(
          "",
          "v1",
          "ConfigMap",
          Set.of(),
          struct(
              "apiVersion", string(),
              "kind", string(),
              "metadata", METADATA,
              "immutable", bool(),
              "data", mapOf(string()),
              "binaryData", mapOf(string())));

  /** A custom resource that keeps unknown fields below {@code spec.free}. */
  static final ResourceType WIDGET =
      type(
          "example.com",
          "v1",
          "Widget",
          Set.of(),
          struct(
              "apiVersion", string(),
              "kind", string(),
              "metadata", METADATA,
              "spec",
                  struct(
                      "size", integer(),
                      "note", nullableString(),
                      "tags", set(string()),
                      "ratios", set(integer()),
                      "opaque", FieldSchema.Any.INSTANCE,
                      "free", openStruct("known", string()))));

  private Types() {}

  private static ResourceType type(
      String group, String version, String kind, Set<String> subresources, FieldSchema schema) {
    String singular = kind.toLowerCase(java.util.Locale.ROOT);
    return new ResourceType(
        new GroupVersionKind(group, version, kind),
        singular + "s",
        singular,
        List.of(),
        List.of(),
        true,
        subresources,
        List.of(),
        schema);
  }
}
