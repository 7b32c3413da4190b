package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.ManagedFields.Entry;
import dev.tend.diff.merge.ServerSideApply.Conflict;
import dev.tend.diff.merge.ServerSideApply.Outcome;
import dev.tend.schema.ResourceType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server-side apply. */
final class Application {
  /** Who owns what an object had before managed fields were kept. */
  private static final String BEFORE = "before-first-apply";

  private final @Nullable ObjectNode live;
  private final ObjectNode applied;
  private final ResourceType type;
  private final FieldManager manager;
  private final boolean force;
  private final Instant now;
  private final Typing typing;
  private final Ownership ownership;
  private final String apiVersion;

  Application(
      @Nullable ObjectNode live,
      ObjectNode applied,
      ResourceType type,
      FieldManager manager,
      boolean force,
      Instant now,
      FieldSet resetFields) {
    this.live = live;
    this.applied = applied;
    this.type = type;
    this.manager = manager;
    this.force = force;
    this.now = now;
    this.typing = Typing.of(type.schema());
    this.ownership = new Ownership(typing, resetFields);
    this.apiVersion = type.gvk().apiVersion();
  }

  Outcome run() {
    if (applied.path("metadata").path("managedFields").isArray()) {
      throw new ApplyFailure("metadata.managedFields must be nil");
    }
    AppliedConfiguration.check(applied, type);
    ObjectNode configuration = Removal.remove(applied, ownership.reset(), typing);
    ObjectNode before = live == null ? JsonNodeFactory.instance.objectNode() : Ownership.bare(live);
    ManagedFields managed = managedBefore(before);
    Optional<Entry> last = managed.find(manager, apiVersion);
    FieldSet listed = OwnedFields.of(configuration, typing).without(ownership.reset());
    FieldSet owned = Ownership.ownable(listed);
    Entry mine = new Entry(manager, apiVersion, last.flatMap(Entry::time), owned);
    ManagedFields claimed = managed.with(mine);

    ObjectNode merged = Merge.of(before, configuration, typing);
    ObjectNode pruned =
        last.isEmpty() ? merged : prune(merged, last.get().fields(), claimed.union().union(listed));
    Comparison changes = Comparison.of(before, pruned, typing).without(ownership.reset());
    List<Conflict> conflicts = force ? List.of() : conflicts(before, changes, claimed, mine);
    if (!conflicts.isEmpty()) {
      return new Outcome.Conflicted(conflicts);
    }
    // The time is that of the last change of values: who comes to own them only has none.
    Entry dated = Values.equal(before, pruned) ? mine : mine.at(now);
    if (manager.name().equals(LastApplied.KUBECTL)) {
      LastApplied.refresh(pruned, applied);
    }
    ManagedFields after = Ownership.take(changes, claimed.with(dated), mine);
    return new Outcome.Merged(Ownership.settle(live, after.writeTo(pruned)));
  }

  private List<Conflict> conflicts(
      ObjectNode before, Comparison changes, ManagedFields claimed, Entry mine) {
    List<Conflict> conflicts = ownership.conflicts(changes, claimed, mine);
    if (conflicts.isEmpty() || !manager.name().equals(LastApplied.KUBECTL)) {
      return conflicts;
    }
    FieldSet allowed = LastApplied.unchanged(before, typing, apiVersion);
    return conflicts.stream().filter(conflict -> !allowed.has(conflict.path())).toList();
  }

  private ManagedFields managedBefore(ObjectNode before) {
    if (live == null) {
      return ManagedFields.NONE;
    }
    ManagedFields managed;
    try {
      managed = ManagedFields.of(live);
    } catch (IllegalArgumentException e) {
      throw new ApplyFailure("failed to decode managed fields: " + e.getMessage());
    }
    if (!managed.isEmpty()) {
      return managed;
    }
    FieldManager unknown =
        new FieldManager(BEFORE, FieldManager.Operation.UPDATE, manager.subresource());
    return ownership.update(
        JsonNodeFactory.instance.objectNode(), before, managed, unknown, apiVersion, now);
  }

  /**
   * Takes out what the manager applied last time and doesn't now, where nobody else owns it. What
   * others own below such a field holds its ancestors.
   */
  private ObjectNode prune(ObjectNode merged, FieldSet last, FieldSet claimed) {
    FieldSet all = OwnedFields.of(merged, typing).withDeclaredAncestors(typing);
    FieldSet mineBefore = last.withDeclaredAncestors(typing);
    FieldSet gone = all.difference(fieldsOf(Removal.remove(merged, mineBefore, typing)));
    FieldSet unclaimed = gone.difference(claimed.withDeclaredAncestors(typing));
    // What would go without having been mine is not mine to take away.
    FieldSet lost = all.difference(fieldsOf(Removal.remove(merged, unclaimed, typing)));
    return Removal.remove(merged, lost.intersection(mineBefore), typing);
  }

  private FieldSet fieldsOf(ObjectNode object) {
    return OwnedFields.of(object, typing).withDeclaredAncestors(typing);
  }
}
