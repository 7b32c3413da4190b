package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.schema.CustomResourceSchemas;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/** What is served now. Custom kinds come and go with their definitions. */
public final class ServedKinds {
  private final SchemaCatalog builtIn;
  private final List<ServedKind> builtInKinds;
  private final SortedMap<String, ServedKind> custom = new TreeMap<>();
  private final ReentrantLock changing = new ReentrantLock();
  private volatile Snapshot snapshot;

  /** The built-in kinds alone. */
  public ServedKinds(SchemaCatalog builtIn) {
    this.builtIn = builtIn;
    this.builtInKinds = builtInKinds(builtIn);
    this.snapshot = Snapshot.of(0, builtInKinds);
  }

  /**
   * Everything that is served at one moment.
   *
   * @param number grows with each change
   */
  public record Snapshot(
      long number, SortedMap<GroupKind, ServedKind> byKind, Map<String, ServedKind> byResource) {
    static Snapshot of(long number, Collection<ServedKind> kinds) {
      SortedMap<GroupKind, ServedKind> byKind = new TreeMap<>();
      Map<String, ServedKind> byResource = new TreeMap<>();
      for (ServedKind kind : kinds) {
        byKind.put(kind.kind(), kind);
        byResource.put(kind.kind().group() + "/" + kind.any().plural(), kind);
      }
      return new Snapshot(number, byKind, byResource);
    }
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  public SchemaCatalog builtIn() {
    return builtIn;
  }

  public Optional<ServedKind> find(GroupKind kind) {
    return Optional.ofNullable(snapshot.byKind().get(kind));
  }

  public Optional<ServedKind> find(String group, String plural) {
    return Optional.ofNullable(snapshot.byResource().get(group + "/" + plural));
  }

  /** Sorted by group and kind. */
  public Collection<ServedKind> all() {
    return snapshot.byKind().values();
  }

  /** Serves what a definition declares, in place of what it declared before. */
  public void define(ObjectNode crd) {
    changing.lock();
    try {
      custom.put(Meta.name(crd), customKind(crd));
      publish();
    } finally {
      changing.unlock();
    }
  }

  public void undefine(String crdName) {
    changing.lock();
    try {
      if (custom.remove(crdName) != null) {
        publish();
      }
    } finally {
      changing.unlock();
    }
  }

  private void publish() {
    List<ServedKind> all = new ArrayList<>(custom.values());
    // Built-in kinds stand last, so that no definition takes their place.
    all.addAll(builtInKinds);
    snapshot = Snapshot.of(snapshot.number() + 1, all);
  }

  private static ServedKind customKind(ObjectNode crd) {
    List<ResourceType> types = preferredFirst(CustomResourceSchemas.typesOf(crd));
    String storage = types.getFirst().gvk().version();
    for (var version : crd.path("spec").path("versions")) {
      if (version.path("storage").asBoolean()) {
        storage = version.path("name").asText();
      }
    }
    GroupKind kind = new GroupKind(types.getFirst().gvk().group(), types.getFirst().gvk().kind());
    return new ServedKind(kind, types, storage, Optional.of(crd));
  }

  private static List<ServedKind> builtInKinds(SchemaCatalog catalog) {
    SortedMap<GroupKind, List<ResourceType>> byKind = new TreeMap<>();
    for (ResourceType type : catalog.types()) {
      // As the real server does by default, stable versions only.
      if (VersionOrder.isStable(type.gvk().version())) {
        byKind
            .computeIfAbsent(
                new GroupKind(type.gvk().group(), type.gvk().kind()), absent -> new ArrayList<>())
            .add(type);
      }
    }
    List<ServedKind> kinds = new ArrayList<>();
    byKind.forEach(
        (kind, types) -> {
          List<ResourceType> ordered = preferredFirst(types);
          String storage = ordered.getFirst().gvk().version();
          kinds.add(new ServedKind(kind, ordered, storage, Optional.empty()));
        });
    return List.copyOf(kinds);
  }

  private static List<ResourceType> preferredFirst(List<ResourceType> types) {
    return types.stream()
        .sorted(Comparator.comparing(type -> type.gvk().version(), VersionOrder.PREFERRED_FIRST))
        .toList();
  }
}
