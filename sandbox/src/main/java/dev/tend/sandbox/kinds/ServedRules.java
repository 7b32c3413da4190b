package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.tend.sandbox.structure.DisabledFields;
import dev.tend.sandbox.structure.Pruning;
import dev.tend.sandbox.structure.SchemaDefaults;
import dev.tend.sandbox.warnings.Warnings;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.KubernetesVersion;
import dev.tend.schema.ResourceType;
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
          "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
          "resource.k8s.io/DeviceClass",
          "resource.k8s.io/ResourceSlice");

  /** Kinds whose creator may say how they are: nodes register with their status. */
  private static final Set<String> STATUS_ON_CREATE =
      Set.of("/Node", "apiregistration.k8s.io/APIService");

  /** Kinds that take nothing but the status from who writes it. */
  private static final Set<String> BARE_STATUS =
      Set.of(
          "storage.k8s.io/VolumeAttachment",
          "networking.k8s.io/ServiceCIDR",
          "flowcontrol.apiserver.k8s.io/FlowSchema",
          "flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration",
          "admissionregistration.k8s.io/ValidatingAdmissionPolicy",
          "resource.k8s.io/ResourceClaim");

  private final ServedKinds kinds;
  private final Admission admission;
  private final Validation validation;
  private final Policies policies;
  private final Clock clock;
  private final ZeroFields zero = ZeroFields.load();
  private final StatusForm statusForm = StatusForm.load();
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
  public boolean statusBringsMetadata(GroupKind kind) {
    boolean custom = kinds.find(kind).map(ServedKind::isCustom).orElse(true);
    return !custom && !BARE_STATUS.contains(key(kind));
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
      ResourceType asked = asked(kind, options);
      SchemaDefaults.fill(object, asked.schema());
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
    boolean status = part == Part.STATUS || part == Part.APPROVAL;
    if (!status) {
      FollowingFields.settle(live, object, key(kind.kind()), part);
    }
    EmptyTexts.zeros(kind.kind().group(), kind.kind().kind(), object)
        .forEach(field -> field.object().remove(field.name()));
    if (key(kind.kind()).equals("discovery.k8s.io/EndpointSlice")) {
      for (String list : List.of("endpoints", "ports")) {
        if (object.path(list).isEmpty()) {
          object.putNull(list);
        }
      }
    }
    if (status) {
      if (live != null && key(kind.kind()).equals("/PersistentVolume")) {
        StatusWrites.volume(live.path("status"), object.withObject("/status"), clock.instant());
      }
      if (live != null && options.caller() != Caller.CONTROL_PLANE) {
        StatusWrites.settle(live, object, key(kind.kind()), part, clock.instant());
        statusForm.settle(object);
      }
      return typed(owned(live, object, kind, part, options), kind);
    }
    fill(object, schema);
    if (fresh && key(kind.kind()).equals("/PersistentVolume")) {
      StatusWrites.freshVolume(object, clock.instant());
    }
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
          // What the control plane itself says of objects is taken for right.
          case STATUS, APPROVAL -> options.caller() != Caller.CONTROL_PLANE;
          case FINALIZE, BINDING -> false;
        };
    Caller caller = options.caller();
    if (checked || kind.isCustom()) {
      ObjectNode before = live == null ? null : asked(live, kind, options);
      validation.accept(before, asked(object, kind, options), kind, part, caller);
    }
    if (part != Part.FINALIZE && part != Part.BINDING) {
      policies.check(kind, live, object, subresource(part), options.dryRun(), options.caller());
    }
    if (part == Part.STATUS && options.caller() != Caller.CONTROL_PLANE) {
      Warnings.ofStatus(object).forEach(options.caller()::warn);
    }
    if (part == Part.MAIN || part == Part.EPHEMERAL) {
      admission.validate(live, object, kind.resource(), options);
      if (part == Part.MAIN && options.caller() != Caller.CONTROL_PLANE) {
        Warnings.of(live, object).forEach(options.caller()::warn);
      }
    }
    if (live != null && (part == Part.STATUS || part == Part.APPROVAL)) {
      admission.validatePart(live, object, kind.resource(), subresource(part), options);
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
    if (live != null && isUntracked(live) && isUntracked(object)) {
      // Who owns what is asked from the first time that somebody applies.
      return object;
    }
    FieldManager manager =
        new FieldManager(options.fieldManager(), FieldManager.Operation.UPDATE, subresource(part));
    ObjectNode recorded;
    if (kind.isCustom()) {
      recorded =
          ServerSideApply.recordUpdate(
              live == null ? null : asked(live, kind, options),
              asked(object, kind, options),
              asked(kind, options),
              manager,
              clock.instant());
    } else {
      ObjectNode before = live == null ? object.objectNode() : live;
      recorded =
          ServerSideApply.recordUpdate(
              typed(before, kind), typed(object, kind), kind.stored(), manager, clock.instant());
    }
    JsonNode owners = recorded.path("metadata").path("managedFields");
    if (owners.isEmpty()) {
      Meta.metadata(object).remove("managedFields");
    } else {
      Meta.metadata(object).set("managedFields", owners);
    }
    return object;
  }

  private static boolean isUntracked(ObjectNode object) {
    return object.path("metadata").path("managedFields").isEmpty();
  }

  /**
   * The version of a custom kind at which somebody writes: its schema holds for what is written.
   */
  private static ResourceType asked(ServedKind kind, WriteOptions options) {
    return kind.isCustom() ? kind.at(options.apiVersion()).orElse(kind.stored()) : kind.stored();
  }

  private static ObjectNode asked(ObjectNode object, ServedKind kind, WriteOptions options) {
    return kind.isCustom()
        ? Conversion.to(object, asked(kind, options).gvk().apiVersion(), kind)
        : object;
  }

  private ObjectNode typed(ObjectNode object, ServedKind kind) {
    return zero.filled(object, kind.storedApiVersion(), kind.kind().kind());
  }

  private static String subresource(Part part) {
    return switch (part) {
      case MAIN -> "";
      case STATUS -> "status";
      case APPROVAL -> "approval";
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
