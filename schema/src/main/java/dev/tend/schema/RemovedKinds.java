package dev.tend.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.BundledLines;
import dev.tend.manifest.GroupVersionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Kinds at versions that servers served once, and the schemas that they had, as far as known. */
final class RemovedKinds implements SchemaCatalog {
  /**
   * A kind that was removed.
   *
   * @param since the minor version that serves it no more, {@code 1.16}
   * @param replacement the apiVersion that took its place, or empty
   * @param definition name of its definition, or empty
   */
  record Removed(String since, String replacement, String definition) {}

  private final SortedMap<GroupVersionKind, Removed> removed = new TreeMap<>();
  private final FieldSchemas fields = new FieldSchemas(DefinitionStore.REMOVED);
  private final KubernetesVersion version;

  private RemovedKinds(KubernetesVersion version) {
    this.version = version;
  }

  /** What a server of this version serves no more. */
  static RemovedKinds read(KubernetesVersion version) {
    RemovedKinds kinds = new RemovedKinds(version);
    for (String line : BundledLines.read(RemovedKinds.class, "removed.tsv")) {
      String[] columns = line.split("\t", -1);
      kinds.removed.put(
          GroupVersionKind.of(columns[0], columns[1]),
          new Removed(columns[2], unlessDash(columns[3]), unlessDash(columns[4].strip())));
    }
    return kinds;
  }

  private static String unlessDash(String column) {
    return column.equals("-") ? "" : column;
  }

  Optional<Removed> removed(GroupVersionKind gvk) {
    return Optional.ofNullable(removed.get(gvk)).filter(this::isGone);
  }

  private boolean isGone(Removed kind) {
    return KubernetesVersion.parse(kind.since()).compareTo(version) <= 0;
  }

  /** What is removed later only, and the names of the definitions. */
  SortedMap<GroupVersionKind, String> stillServed() {
    SortedMap<GroupVersionKind, String> served = new TreeMap<>();
    removed.forEach(
        (gvk, kind) -> {
          if (!isGone(kind) && !kind.definition().isEmpty()) {
            served.put(gvk, kind.definition());
          }
        });
    return served;
  }

  /** Whether it is removed, but in a later version only. */
  boolean isStillServed(GroupVersionKind gvk) {
    Removed kind = removed.get(gvk);
    return kind != null && !isGone(kind);
  }

  /** What takes the place of a kind, whether it is gone or not; empty where nothing is known. */
  Optional<Removed> fate(GroupVersionKind gvk) {
    return Optional.ofNullable(removed.get(gvk));
  }

  /** The type as far as its schema goes: how it was served isn't known. */
  @Override
  public Optional<ResourceType> find(GroupVersionKind gvk) {
    return removed(gvk).filter(kind -> !kind.definition().isEmpty()).map(kind -> type(gvk, kind));
  }

  @Override
  public List<ResourceType> types() {
    List<ResourceType> types = new ArrayList<>();
    removed.keySet().forEach(gvk -> find(gvk).ifPresent(types::add));
    return types;
  }

  @Override
  public Optional<ObjectNode> jsonSchema(GroupVersionKind gvk) {
    DefinitionStore store = DefinitionStore.REMOVED;
    return removed(gvk)
        .filter(kind -> !kind.definition().isEmpty())
        .map(kind -> new JsonSchemas(store).of(store.described(kind.definition())));
  }

  private ResourceType type(GroupVersionKind gvk, Removed kind) {
    return new ResourceType(
        gvk,
        "",
        "",
        List.of(),
        List.of(),
        true,
        Set.of("status"),
        List.of(),
        fields.root(kind.definition()));
  }
}
