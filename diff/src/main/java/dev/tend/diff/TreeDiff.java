package dev.tend.diff;

import dev.tend.diff.merge.TreeComparison;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares two sets of manifests without a cluster: what changed between two revisions. */
public final class TreeDiff {
  private final SchemaCatalog catalog;

  public TreeDiff(SchemaCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * What leads from one set to the other, as a plan that isn't meant to be executed: what stands
   * only in {@code after} is a Create, what stands only in {@code before} a Prune.
   */
  public Plan compare(List<Manifest> before, List<Manifest> after) {
    Map<ResourceId, Manifest> old = new LinkedHashMap<>();
    for (Manifest manifest : before) {
      old.put(manifest.id(), normalized(manifest));
    }
    List<Change> changes = new ArrayList<>();
    for (Manifest manifest : after) {
      Manifest wanted = normalized(manifest);
      changes.add(
          Optional.ofNullable(old.remove(manifest.id()))
              .map(previous -> change(previous, wanted))
              .orElseGet(() -> new Change.Create(wanted, wanted.content(), List.of())));
    }
    old.values()
        .forEach(
            gone -> changes.add(new Change.Prune(gone.id(), gone.apiVersion(), gone.content())));
    return new Plan(changes, List.of());
  }

  private Change change(Manifest before, Manifest after) {
    List<FieldChange> fields =
        TreeComparison.changedPaths(before.content(), after.content(), schema(after.type()))
            .stream()
            .map(d -> new FieldChange(d.path(), d.before(), d.after()))
            .toList();
    return fields.isEmpty()
        ? new Change.Unchanged(after, before.content())
        : new Change.Update(after, before.content(), after.content(), fields, List.of(), List.of());
  }

  private Manifest normalized(Manifest manifest) {
    return Normalization.normalize(manifest, schema(manifest.type()));
  }

  private FieldSchema schema(GroupVersionKind gvk) {
    return catalog.find(gvk).map(ResourceType::schema).orElse(FieldSchema.Any.INSTANCE);
  }
}
