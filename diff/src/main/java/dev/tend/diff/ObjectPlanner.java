package dev.tend.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.LiveState.DryRun;
import dev.tend.diff.LiveState.FieldConflict;
import dev.tend.diff.Planner.Step;
import dev.tend.diff.merge.Standstill;
import dev.tend.diff.merge.TreeComparison;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Plans what is to be done about one manifest. */
final class ObjectPlanner {
  private static final int READS = 3;
  private static final String KIND_CHANGES = "its kind is changed by the same plan";

  private final LiveState live;
  private final Snapshot snapshot;
  private final Foundations foundations;
  private final ReplicaOwners replicas;
  private final MutatingWebhooks webhooks;
  private final Force force;
  private final Check check;
  private final Set<Manifest> taken;

  /**
   * @param taken manifests that need no asking where their objects aren't there
   */
  ObjectPlanner(
      LiveState live,
      Snapshot snapshot,
      Foundations foundations,
      ReplicaOwners replicas,
      Force force,
      Check check,
      Set<Manifest> taken) {
    this.live = live;
    this.snapshot = snapshot;
    this.foundations = foundations;
    this.replicas = replicas;
    this.webhooks = new MutatingWebhooks(live);
    this.force = force;
    this.check = check;
    this.taken = taken;
  }

  Step plan(Manifest manifest) {
    ResourceId id = manifest.id();
    if (Wish.IGNORE.isOf(manifest.content())) {
      return skip(manifest, Wish.IGNORE, "it");
    }
    if (foundations.namespaces().contains(id.namespace())) {
      return checked(
          manifest, () -> unchecked(manifest, "its namespace is created by the same plan"));
    }
    Optional<ResourceType> type = live.typeOf(manifest.type());
    if (type.isEmpty()) {
      return foundations.types().contains(manifest.type())
          ? checked(manifest, () -> unchecked(manifest, "its kind is defined by the same plan"))
          : problem(
              manifest,
              "plan/unknown-kind",
              "the cluster has no kind " + manifest.type(),
              "Apply its CRD first or along with it, or use a version that the cluster serves");
    }
    Optional<ObjectNode> before = snapshot.find(manifest);
    if (before.isPresent() && before.get().at("/metadata/deletionTimestamp").isTextual()) {
      return problem(
          manifest,
          "plan/terminating",
          "it is being deleted" + finalizers(before.get()),
          "Wait until it is gone, or see to what its finalizers wait for, then try again");
    }
    if (before.isEmpty()) {
      return checked(manifest, () -> create(manifest, type.get()));
    }
    if (Wish.IGNORE.isOf(before.get())) {
      return skip(manifest, Wish.IGNORE, "the live object");
    }
    return Wish.CREATE_ONLY.isOf(manifest.content())
        ? skip(manifest, Wish.CREATE_ONLY, "it is there, and it")
        : change(manifest, before.get(), type.get());
  }

  /** The step, unless something is known to be wrong; its warnings are the step's. */
  private Step checked(Manifest manifest, Supplier<Step> step) {
    List<Problem> found = check.problems(manifest);
    List<Problem> errors = found.stream().filter(Problem::isError).toList();
    if (!errors.isEmpty()) {
      return new Step.Impossible(errors);
    }
    Step planned = step.get();
    return !found.isEmpty() && planned instanceof Step.Planned(Change change)
        ? new Step.Planned(change.warned(found.stream().map(Problem::message).toList()))
        : planned;
  }

  private static Step skip(Manifest manifest, Wish wish, String who) {
    return new Step.Planned(
        new Change.Skip(
            manifest.id(),
            Optional.of(manifest),
            Change.Skip.Cause.ASKED,
            "%s is annotated %s".formatted(who, wish.annotation()),
            ""));
  }

  private Step create(Manifest manifest, ResourceType type) {
    if (taken.contains(manifest)) {
      return new Step.Planned(new Change.Create(manifest, manifest.content(), List.of()));
    }
    return switch (live.dryRun(manifest, force.everything())) {
      case DryRun.Accepted(ObjectNode result, List<String> warnings) -> {
        List<FieldChange> edits = ServerEdits.ofNew(manifest, result, type);
        yield new Step.Planned(
            new Change.Create(manifest, result, edits, explained(warnings, edits, type)));
      }
      case DryRun.NamespaceMissing ignored -> namespaceMissing(manifest);
      case DryRun.Immutable immutable -> rejected(manifest, immutable.message());
      case DryRun.Rejected rejected ->
          foundations.changed().containsKey(manifest.type())
              ? unchecked(manifest, KIND_CHANGES)
              : rejected(manifest, rejected.message());
      case DryRun.Conflicts conflicts -> rejected(manifest, conflicts.conflicts().toString());
    };
  }

  private Step change(Manifest manifest, ObjectNode before, ResourceType type) {
    if (Standstill.isProven(before, manifest.content(), type, Takeover.TEND)) {
      return new Step.Planned(new Change.Unchanged(manifest, before));
    }
    return checked(manifest, () -> asked(manifest, before, type));
  }

  private Step asked(Manifest manifest, ObjectNode before, ResourceType type) {
    boolean autoscaled =
        Takeover.dropsReplicas(manifest, before) && replicas.isAutoscaled(manifest.id());
    Takeover takeover = Takeover.of(manifest, before, type, autoscaled);
    return switch (live.dryRun(manifest, force.everything() || takeover.isNeeded())) {
      case DryRun.Accepted accepted -> {
        ObjectNode newest = freshest(manifest, before, accepted.object());
        yield compare(
            manifest,
            newest,
            takeover.isNeeded() ? takeover.prepared() : newest,
            takeover.complete(accepted.object()),
            type,
            untaken(takeover.conflicts(), before),
            accepted.warnings());
      }
      case DryRun.Conflicts conflicts -> conflicted(manifest, before, type, conflicts.conflicts());
      case DryRun.Immutable immutable ->
          new Step.Planned(
              new Change.Recreate(
                  manifest, before, takeover.fieldsMadeAnew(), immutable.message()));
      case DryRun.NamespaceMissing ignored -> namespaceMissing(manifest);
      case DryRun.Rejected rejected ->
          Optional.ofNullable(foundations.changed().get(manifest.type()))
              .map(changed -> merged(manifest, before, changed))
              .orElseGet(() -> rejected(manifest, rejected.message()));
    };
  }

  /**
   * As far as it can be told before the server knows the kind as it will be.
   *
   * @param type as it will be
   */
  private Step merged(Manifest manifest, ObjectNode before, ResourceType type) {
    Takeover takeover = Takeover.of(manifest, before, type, false);
    return new Step.Planned(
        new Change.Update(
            manifest,
            before,
            takeover.localResult(),
            takeover.localFields(),
            untaken(takeover.localConflicts(), before),
            List.of(Change.NOT_CHECKED + KIND_CHANGES)));
  }

  /** Somebody may have written between our two questions: then the first answer is outdated. */
  private ObjectNode freshest(Manifest manifest, ObjectNode before, ObjectNode result) {
    ObjectNode newest = before;
    for (int reads = 1; reads < READS && !version(newest).equals(version(result)); reads++) {
      newest = live.get(manifest.id(), manifest.apiVersion()).orElse(newest);
    }
    return newest;
  }

  private static String version(ObjectNode object) {
    return object.path("metadata").path("resourceVersion").asText();
  }

  private Step conflicted(
      Manifest manifest, ObjectNode before, ResourceType type, List<FieldConflict> conflicts) {
    // What it would come to by force is what the user has to decide about.
    List<FieldConflict> untaken = untaken(conflicts, before);
    if (live.dryRun(manifest, true) instanceof DryRun.Accepted forced) {
      List<String> warnings = new ArrayList<>(forced.warnings());
      conflicts.stream()
          .filter(force::takes)
          .forEach(
              taken -> warnings.add("takes %s from %s".formatted(taken.field(), taken.manager())));
      return compare(manifest, before, before, forced.object(), type, untaken, warnings);
    }
    return new Step.Planned(
        new Change.Update(manifest, before, before, List.of(), untaken, List.of()));
  }

  /** What is left to decide about, with when each owner wrote. */
  private List<FieldConflict> untaken(List<FieldConflict> conflicts, ObjectNode before) {
    return conflicts.stream()
        .filter(conflict -> !force.takes(conflict))
        .map(
            conflict ->
                conflict.since(Owners.lastWrite(before, conflict.manager(), conflict.field())))
        .toList();
  }

  /**
   * @param owned the object before, with its owners as they will be when the manifest is applied
   */
  private Step compare(
      Manifest manifest,
      ObjectNode before,
      ObjectNode owned,
      ObjectNode after,
      ResourceType type,
      List<FieldConflict> conflicts,
      List<String> warnings) {
    List<FieldChange> fields = changes(before, after, type);
    List<FieldChange> edits = ServerEdits.ofChanged(owned, manifest, after, type, fields);
    return new Step.Planned(
        fields.isEmpty() && conflicts.isEmpty()
            ? new Change.Unchanged(manifest, before)
            : new Change.Update(
                manifest,
                before,
                after,
                fields,
                edits,
                conflicts,
                explained(warnings, edits, type)));
  }

  /** Names who may have made the server's edits. */
  private List<String> explained(
      List<String> warnings, List<FieldChange> edits, ResourceType type) {
    List<String> names = edits.isEmpty() ? List.of() : webhooks.actingOn(type);
    if (names.isEmpty()) {
      return warnings;
    }
    List<String> more = new ArrayList<>(warnings);
    more.add(
        "the server makes it otherwise than the manifest says; mutating webhooks of %s: %s"
            .formatted(type.resource(), String.join(", ", names)));
    return more;
  }

  static List<FieldChange> changes(ObjectNode before, ObjectNode after, ResourceType type) {
    return TreeComparison.changedPaths(Noise.without(before), Noise.without(after), type.schema())
        .stream()
        .map(d -> new FieldChange(d.path(), d.before(), d.after()))
        .toList();
  }

  private static Step unchecked(Manifest manifest, String why) {
    return new Step.Planned(
        new Change.Create(manifest, manifest.content(), List.of(Change.NOT_CHECKED + why)));
  }

  private static Step namespaceMissing(Manifest manifest) {
    return problem(
        manifest,
        "plan/namespace-missing",
        "namespace %s doesn't exist".formatted(manifest.id().namespace()),
        "Add a Namespace to the sources, or use --create-namespace");
  }

  private static Step rejected(Manifest manifest, String message) {
    return problem(manifest, "plan/rejected", "the server refuses it: " + message, "");
  }

  private static Step problem(Manifest manifest, String rule, String what, String hint) {
    return new Step.Impossible(
        List.of(
            Problem.error(
                rule,
                manifest.origin().locate(FieldPath.ROOT),
                FieldPath.ROOT,
                "%s: %s".formatted(manifest.id(), what),
                hint)));
  }

  private static String finalizers(ObjectNode object) {
    var finalizers = object.path("metadata").path("finalizers");
    if (finalizers.isEmpty()) {
      return "";
    }
    StringBuilder names = new StringBuilder();
    finalizers.forEach(name -> names.append(names.isEmpty() ? "" : ", ").append(name.asText()));
    return " and waits for its finalizers: " + names;
  }
}
