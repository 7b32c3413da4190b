package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.FieldManager;
import dev.tend.diff.merge.ServerSideApply;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.admission.Admission;
import dev.tend.sandbox.caller.Caller;
import dev.tend.sandbox.store.DeleteOptions;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.KindRules;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.WriteOptions;
import dev.tend.sandbox.structure.ClaimSources;
import dev.tend.sandbox.structure.DisabledFields;
import dev.tend.sandbox.structure.Pruning;
import dev.tend.sandbox.structure.SchemaDefaults;
import dev.tend.sandbox.structure.ServiceTypes;
import dev.tend.sandbox.warnings.Warnings;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.KubernetesVersion;
import dev.tend.schema.defaults.Defaults;
import dev.tend.schema.rules.EmptyTexts;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of the kinds that are served: pruning, defaults, admission, validation, ownership. */
public final class ServedRules implements KindRules {
  /** Built-in kinds whose generation counts changes. */
  private static final Set<String> WITH_GENERATION =
      Set.of(
          "/Pod",
          "/ReplicationController",
          "/PodTemplate",
          "apps/DaemonSet",
          "apps/Deployment",
          "apps/ReplicaSet",
          "apps/StatefulSet",
          "batch/CronJob",
          "batch/Job",
          "discovery.k8s.io/EndpointSlice",
          "networking.k8s.io/Ingress",
          "networking.k8s.io/IngressClass",
          "networking.k8s.io/NetworkPolicy",
          "policy/PodDisruptionBudget",
          "scheduling.k8s.io/PriorityClass",
          "apiextensions.k8s.io/CustomResourceDefinition",
          "admissionregistration.k8s.io/MutatingWebhookConfiguration",
          "admissionregistration.k8s.io/ValidatingWebhookConfiguration",
          "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
          "admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding",
          "flowcontrol.apiserver.k8s.io/FlowSchema",
          "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration");

  /** Kinds whose creator may say how they are: nodes register with their status. */
  private static final Set<String> STATUS_ON_CREATE =
      Set.of("/Node", "/PersistentVolume", "apiregistration.k8s.io/APIService");

  private final ServedKinds kinds;
  private final Admission admission;
  private final Validation validation;
  private final Policies policies;
  private final Clock clock;
  private final ZeroFields zero = ZeroFields.load();
  private final DisabledFields disabled;
  private final boolean defaultVersion;

  /** What refuses objects that aren't as their kind must be. */
  public interface Validation {
    /**
     * @param live null on a create
     */
    void accept(
        @Nullable ObjectNode live, ObjectNode object, ServedKind kind, Part part, Caller caller);
  }

  /** What asks the admission policies. */
  public interface Policies {
    /** Nobody has any. */
    Policies NONE = (kind, live, object, subresource, dryRun, caller) -> {};

    /**
     * @param live null on a create
     * @param object null on a delete
     * @param subresource or empty
     */
    void check(
        ServedKind kind,
        @Nullable ObjectNode live,
        @Nullable ObjectNode object,
        String subresource,
        boolean dryRun,
        Caller caller);
  }

  public ServedRules(
      ServedKinds kinds,
      Admission admission,
      Validation validation,
      Policies policies,
      Clock clock) {
    this.kinds = kinds;
    this.admission = admission;
    this.validation = validation;
    this.policies = policies;
    this.clock = clock;
    KubernetesVersion version = kinds.release().version();
    this.disabled = new DisabledFields(version);
    this.defaultVersion = version.equals(KubernetesVersion.DEFAULT);
  }

  @Override
  public String resource(GroupKind kind) {
    return kinds
        .find(kind)
        .map(ServedKind::resource)
        .orElseGet(() -> KindRules.super.resource(kind));
  }

  @Override
  public List<GroupVersionKind> kinds() {
    return kinds.all().stream().map(kind -> kind.stored().gvk()).toList();
  }

  @Override
  public boolean hasStatus(GroupKind kind) {
    return kinds.find(kind).map(ServedKind::hasStatus).orElse(false);
  }

  @Override
  public boolean hasGeneration(GroupKind kind) {
    return WITH_GENERATION.contains(kind.group() + "/" + kind.kind())
        || kinds.find(kind).map(ServedKind::isCustom).orElse(false);
  }

  @Override
  public ObjectNode prepare(
      @Nullable ObjectNode live, ObjectNode wanted, Part part, WriteOptions options) {
    ServedKind kind = find(wanted);
    ObjectNode object = Conversion.toStored(wanted, kind);
    FieldSchema schema = kind.stored().schema();
    boolean fresh = live == null;
    if (!kind.namespaced()) {
      Meta.metadata(object).remove("namespace");
    }
    if (fresh && kind.hasStatus() && !STATUS_ON_CREATE.contains(key(kind.kind()))) {
      object.remove("status");
    }
    if (kind.isCustom()) {
      if (part == Part.MAIN) {
        admission.complete(live, object, kind.resource(), options);
      }
      Pruning.custom(object, schema);
      SchemaDefaults.fill(object, schema);
      return owned(live, object, kind, part, options);
    }
    if (fresh && key(kind.kind()).equals("autoscaling/HorizontalPodAutoscaler")) {
      object.putObject("status").put("desiredReplicas", 0).putNull("currentMetrics");
    }
    List<EmptyTexts.ObjectField> empty =
        EmptyTexts.in(kind.kind().group(), kind.kind().kind(), object);
    Pruning.builtIn(object, schema);
    empty.forEach(field -> field.object().put(field.name(), ""));
    disabled.drop(object);
    settle(live, object, key(kind.kind()));
    EmptyTexts.zeros(kind.kind().group(), kind.kind().kind(), object)
        .forEach(field -> field.object().remove(field.name()));
    if (key(kind.kind()).equals("discovery.k8s.io/EndpointSlice")) {
      for (String list : List.of("endpoints", "ports")) {
        if (object.path(list).isEmpty()) {
          object.putNull(list);
        }
      }
    }
    if (part == Part.STATUS) {
      return typed(owned(live, object, kind, part, options), kind);
    }
    fill(object, schema);
    empty.forEach(field -> field.object().put(field.name(), ""));
    // Nobody owns what admission adds.
    object = owned(live, object, kind, part, options);
    if (part != Part.BINDING) {
      if (part == Part.MAIN) {
        admission.complete(live, object, kind.resource(), options);
      }
      admission.prepare(live, object);
      if (fresh) {
        // What admission added has defaults, too.
        fill(object, schema);
        empty.forEach(field -> field.object().put(field.name(), ""));
      }
    }
    return typed(object, kind);
  }

  /** Fields that follow from others, before anything is filled in. */
  private static void settle(@Nullable ObjectNode live, ObjectNode object, String key) {
    if (live != null && key.equals("/Service")) {
      ServiceTypes.settle(live, object);
    } else if (key.equals("/PersistentVolumeClaim")) {
      ClaimSources.settle(live, object);
    } else if (key.equals("/Node")
        && object.path("spec") instanceof ObjectNode spec
        && spec.has("podCIDR")
        && !spec.path("podCIDRs").path(0).equals(spec.get("podCIDR"))) {
      // The old field means the first of the new one.
      if (spec.path("podCIDRs").deepCopy() instanceof ArrayNode all && !all.isEmpty()) {
        all.set(0, spec.get("podCIDR"));
        spec.set("podCIDRs", all);
      } else {
        spec.putArray("podCIDRs").add(spec.get("podCIDR"));
      }
    }
  }

  /** Defaults are those of the default version: another one may lack what they fill. */
  private void fill(ObjectNode object, FieldSchema schema) {
    Defaults.fill(object);
    if (!defaultVersion) {
      Pruning.builtIn(object, schema);
      disabled.drop(object);
    }
  }

  @Override
  public void validate(
      @Nullable ObjectNode live, ObjectNode object, Part part, WriteOptions options) {
    ServedKind kind = find(object);
    boolean checked =
        switch (part) {
          case MAIN, SCALE, EPHEMERAL, RESIZE -> true;
          case STATUS, FINALIZE, BINDING -> false;
        };
    if (checked || kind.isCustom()) {
      validation.accept(live, object, kind, part, options.caller());
    }
    if (part != Part.FINALIZE && part != Part.BINDING) {
      policies.check(kind, live, object, subresource(part), options.dryRun(), options.caller());
    }
    if (part == Part.MAIN || part == Part.EPHEMERAL) {
      admission.validate(live, object, kind.resource(), options);
      if (part == Part.MAIN && options.caller() != Caller.CONTROL_PLANE) {
        Warnings.of(live, object).forEach(options.caller()::warn);
      }
    }
  }

  @Override
  public ObjectNode guarded(ObjectNode live) {
    boolean definition = live.path("kind").asText().equals("CustomResourceDefinition");
    if (!definition || Meta.isBeingDeleted(live)) {
      return live;
    }
    ObjectNode guarded = live.deepCopy();
    Meta.metadata(guarded)
        .withArray("finalizers")
        .add("customresourcecleanup.apiextensions.k8s.io");
    return guarded;
  }

  @Override
  public void validateDelete(ObjectNode live, DeleteOptions options) {
    admission.checkDelete(live);
    policies.check(find(live), live, null, "", options.dryRun(), options.caller());
  }

  /** The object with its owners, where they are to be recorded, and weren't yet. */
  private ObjectNode owned(
      @Nullable ObjectNode live,
      ObjectNode object,
      ServedKind kind,
      Part part,
      WriteOptions options) {
    if (options.ownershipRecorded() || part == Part.BINDING) {
      return object;
    }
    FieldManager manager =
        new FieldManager(options.fieldManager(), FieldManager.Operation.UPDATE, subresource(part));
    if (kind.isCustom()) {
      return ServerSideApply.recordUpdate(live, object, kind.stored(), manager, clock.instant());
    }
    ObjectNode before = live == null ? object.objectNode() : live;
    ObjectNode recorded =
        ServerSideApply.recordUpdate(
            typed(before, kind), typed(object, kind), kind.stored(), manager, clock.instant());
    JsonNode owners = recorded.path("metadata").path("managedFields");
    if (owners.isEmpty()) {
      Meta.metadata(object).remove("managedFields");
    } else {
      Meta.metadata(object).set("managedFields", owners);
    }
    return object;
  }

  private ObjectNode typed(ObjectNode object, ServedKind kind) {
    return zero.filled(object, kind.storedApiVersion(), kind.kind().kind());
  }

  private static String subresource(Part part) {
    return switch (part) {
      case MAIN -> "";
      case STATUS -> "status";
      case FINALIZE -> "finalize";
      case BINDING -> "binding";
      case SCALE -> "scale";
      case EPHEMERAL -> "ephemeralcontainers";
      case RESIZE -> "resize";
    };
  }

  private ServedKind find(ObjectNode object) {
    GroupVersionKind type = Meta.type(object);
    return kinds
        .find(new GroupKind(type.group(), type.kind()))
        .orElseThrow(
            () ->
                Failures.badRequest(
                    "no kind \"%s\" is registered for version \"%s\""
                        .formatted(type.kind(), type.apiVersion())));
  }

  private static String key(GroupKind kind) {
    return kind.group() + "/" + kind.kind();
  }
}
