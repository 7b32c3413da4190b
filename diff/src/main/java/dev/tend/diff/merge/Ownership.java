package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.ManagedFields.Entry;
import dev.tend.diff.merge.ServerSideApply.Conflict;
import dev.tend.manifest.FieldPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How writes move fields from owner to owner.
 *
 * @param reset what the endpoint that is written to neither changes nor owns
 */
record Ownership(Typing typing, FieldSet reset) {
  /** What nobody owns. */
  private static final FieldSet STRIPPED =
      FieldSet.of(
          FieldPath.of("apiVersion"),
          FieldPath.of("kind"),
          FieldPath.of("metadata"),
          FieldPath.of("metadata", "name"),
          FieldPath.of("metadata", "namespace"),
          FieldPath.of("metadata", "creationTimestamp"),
          FieldPath.of("metadata", "selfLink"),
          FieldPath.of("metadata", "uid"),
          FieldPath.of("metadata", "clusterName"),
          FieldPath.of("metadata", "generation"),
          FieldPath.of("metadata", "managedFields"),
          FieldPath.of("metadata", "resourceVersion"));

  /** More update managers than this, and the oldest are merged. */
  private static final int MOST_UPDATERS = 10;

  /** A copy without managedFields. */
  static ObjectNode bare(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    if (copy.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    return copy;
  }

  /** Live, where the result differs from it in nothing but the times of its managed fields. */
  static ObjectNode settle(@Nullable ObjectNode live, ObjectNode result) {
    return live != null && isSame(live, result) ? live.deepCopy() : result;
  }

  static boolean isSame(ObjectNode live, ObjectNode result) {
    if (!Values.equal(bare(live), bare(result))) {
      return false;
    }
    try {
      return ManagedFields.of(live).sameButForTimes(ManagedFields.of(result));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** What a manager may own of these. */
  static FieldSet ownable(FieldSet fields) {
    return fields.difference(STRIPPED);
  }

  /** The fields of others that the new object takes other values for. */
  List<Conflict> conflicts(Comparison changes, ManagedFields managed, Entry writer) {
    List<Conflict> conflicts = new ArrayList<>();
    for (Entry entry : managed.entries()) {
      if (!entry.isOf(writer)) {
        for (FieldPath path : entry.fields().intersection(changes.written()).paths()) {
          conflicts.add(new Conflict(entry.manager(), entry.apiVersion(), path));
        }
      }
    }
    return conflicts;
  }

  /** Takes what changed, or went, from everybody but the writer. */
  static ManagedFields take(Comparison changes, ManagedFields managed, Entry writer) {
    FieldSet taken = changes.written().union(changes.removed());
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : managed.entries()) {
      Entry kept = entry.isOf(writer) ? entry : entry.withFields(entry.fields().difference(taken));
      if (!kept.fields().isEmpty()) {
        entries.add(kept);
      }
    }
    return new ManagedFields(entries);
  }

  /** Ownership after an update, of an object without managedFields into another. */
  ManagedFields update(
      ObjectNode before,
      ObjectNode after,
      ManagedFields managed,
      FieldManager manager,
      String apiVersion,
      Instant now) {
    Comparison changes = Comparison.of(before, after, typing).without(reset);
    FieldManager writer =
        manager.name().isEmpty()
            ? new FieldManager("unknown", manager.operation(), manager.subresource())
            : manager;
    // Updating takes fields from the writer's older entry too; they come back with the union.
    Entry nobody = new Entry(writer, "", Optional.empty(), FieldSet.EMPTY);
    ManagedFields others = take(changes, managed, nobody);
    FieldSet written = ownable(changes.written());
    if (written.isEmpty()) {
      return others;
    }
    FieldSet previous = others.find(writer, apiVersion).map(Entry::fields).orElse(FieldSet.EMPTY);
    Entry entry = new Entry(writer, apiVersion, Optional.of(now), previous.union(written));
    return capped(others.with(entry));
  }

  private static ManagedFields capped(ManagedFields managed) {
    List<Entry> updaters =
        managed.entries().stream()
            .filter(entry -> entry.manager().operation() == FieldManager.Operation.UPDATE)
            .toList();
    ManagedFields capped = managed;
    int surplus = updaters.size() - MOST_UPDATERS;
    for (int i = 0; i < updaters.size() && surplus > 0; i++) {
      Entry oldest = updaters.get(i);
      FieldManager ancient = FieldManager.updating("ancient-changes");
      boolean merges =
          updaters.subList(0, i).stream()
              .anyMatch(older -> older.apiVersion().equals(oldest.apiVersion()));
      if (merges) {
        surplus--;
      }
      FieldSet gathered =
          capped.find(ancient, oldest.apiVersion()).map(Entry::fields).orElse(FieldSet.EMPTY);
      capped =
          capped
              .filter(entry -> !entry.isOf(oldest))
              .with(
                  new Entry(
                      ancient,
                      oldest.apiVersion(),
                      oldest.time(),
                      gathered.union(oldest.fields())));
    }
    return capped;
  }
}
