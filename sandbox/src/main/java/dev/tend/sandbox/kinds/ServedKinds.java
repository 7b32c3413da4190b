package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.schema.BuiltInCatalog;
import dev.tend.schema.CustomResourceSchemas;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/** What is served now. Custom kinds come and go with their definitions. */
public final class ServedKinds {
  /** The order of the versions of one group. */
  public static final Comparator<String> PREFERRED_VERSION_FIRST = VersionOrder.PREFERRED_FIRST;

  private final BuiltInCatalog builtIn;
  private final List<ServedKind> builtInKinds;
  private final SortedMap<String, ServedKind> custom = new TreeMap<>();
  private final ReentrantLock changing = new ReentrantLock();
  private final SortedMap<String, String> announced = new TreeMap<>();
  private boolean measured;
  private volatile Snapshot snapshot;

  /** The built-in kinds alone. */
  public ServedKinds(BuiltInCatalog builtIn) {
    this.builtIn = builtIn;
    this.builtInKinds = builtInKinds(builtIn);
    this.snapshot = Snapshot.of(0, builtInKinds, Set.of(), false);
  }

  /**
   * Everything that is served at one moment.
   *
   * @param number grows with each change
   * @param announced the API versions of servers behind this one, which nothing is known of
   * @param measured whether discovery shows what pods and nodes use
   */
  public record Snapshot(
      long number,
      SortedMap<GroupKind, ServedKind> byKind,
      Map<String, ServedKind> byResource,
      Set<String> announced,
      boolean measured) {
    static Snapshot of(
        long number, Collection<ServedKind> kinds, Set<String> announced, boolean measured) {
      SortedMap<GroupKind, ServedKind> byKind = new TreeMap<>();
      Map<String, ServedKind> byResource = new TreeMap<>();
      for (ServedKind kind : kinds) {
        byKind.put(kind.kind(), kind);
        for (ResourceType type : kind.versions()) {
          byResource.put(type.gvk().group() + "/" + type.plural(), kind);
        }
      }
      return new Snapshot(number, byKind, byResource, announced, measured);
    }

    /** Every type, sorted by group, with the preferred version of each kind first. */
    public List<ResourceType> types() {
      return byKind.values().stream().flatMap(kind -> kind.versions().stream()).toList();
    }
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  public BuiltInCatalog builtIn() {
    return builtIn;
  }

  /** Of which version the built-in kinds are. */
  public Release release() {
    return new Release(builtIn.version());
  }

  public Optional<ServedKind> find(GroupKind kind) {
    return Optional.ofNullable(snapshot.byKind().get(storedAs(kind)));
  }

  public Optional<ServedKind> find(String group, String plural) {
    return Optional.ofNullable(snapshot.byResource().get(group + "/" + plural));
  }

  /**
   * @param resource {@code deployments.apps}
   */
  public Optional<GroupKind> kindOf(String resource) {
    int dot = resource.indexOf('.');
    String plural = dot < 0 ? resource : resource.substring(0, dot);
    return find(dot < 0 ? "" : resource.substring(dot + 1), plural).map(ServedKind::kind);
  }

  /** Sorted by group and kind. */
  public Collection<ServedKind> all() {
    return snapshot.byKind().values();
  }

  /** Serves what a definition declares, in place of what it declared before. */
  public void define(ObjectNode crd) {
    changing.lock();
    try {
      if (isServed(crd)) {
        return;
      }
      List<ResourceType> types = preferredFirst(CustomResourceSchemas.typesOf(crd));
      if (types.isEmpty()) {
        custom.remove(Meta.name(crd));
      } else {
        custom.put(Meta.name(crd), customKind(crd, types));
      }
      publish();
    } finally {
      changing.unlock();
    }
  }

  private boolean isServed(ObjectNode crd) {
    return Optional.ofNullable(custom.get(Meta.name(crd)))
        .flatMap(ServedKind::crd)
        .filter(served -> Meta.uid(served).equals(Meta.uid(crd)))
        .filter(served -> served.path("spec").equals(crd.path("spec")))
        .filter(served -> Meta.isBeingDeleted(served) == Meta.isBeingDeleted(crd))
        .isPresent();
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

  /** Shows or hides what a metrics server adds. */
  public void showMeasured(boolean shown) {
    changing.lock();
    try {
      if (shown != measured) {
        measured = shown;
        publish();
      }
    } finally {
      changing.unlock();
    }
  }

  /**
   * Says that a server behind this one has an API version.
   *
   * @param apiService by whose name it is taken back
   */
  public void announce(String apiService, String apiVersion) {
    changing.lock();
    try {
      if (!apiVersion.equals(announced.put(apiService, apiVersion))) {
        publish();
      }
    } finally {
      changing.unlock();
    }
  }

  public void conceal(String apiService) {
    changing.lock();
    try {
      if (announced.remove(apiService) != null) {
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
    snapshot = Snapshot.of(snapshot.number() + 1, all, new TreeSet<>(announced.values()), measured);
  }

  private static ServedKind customKind(ObjectNode crd, List<ResourceType> types) {
    GroupVersionKind any = types.getFirst().gvk();
    String storage = any.version();
    for (var version : crd.path("spec").path("versions")) {
      if (version.path("storage").asBoolean()) {
        storage = version.path("name").asText();
      }
    }
    return new ServedKind(
        new GroupKind(any.group(), any.kind()),
        types,
        any.group() + "/" + storage,
        Optional.of(crd));
  }

  private static List<ServedKind> builtInKinds(BuiltInCatalog catalog) {
    SortedMap<GroupKind, List<ResourceType>> byKind = new TreeMap<>();
    for (ResourceType type : catalog.types()) {
      if (catalog.servedByDefault(type.gvk())) {
        GroupKind kind = storedAs(new GroupKind(type.gvk().group(), type.gvk().kind()));
        byKind.computeIfAbsent(kind, absent -> new ArrayList<>()).add(type);
      }
    }
    List<ServedKind> kinds = new ArrayList<>();
    byKind.forEach(
        (kind, types) -> {
          List<ResourceType> ordered = preferredFirst(types);
          String storage = ordered.getFirst().gvk().apiVersion();
          kinds.add(new ServedKind(kind, ordered, storage, Optional.empty()));
        });
    return List.copyOf(kinds);
  }

  /** Events are the same objects in two groups. */
  private static GroupKind storedAs(GroupKind kind) {
    return kind.group().equals("events.k8s.io") ? new GroupKind("", kind.kind()) : kind;
  }

  private static List<ResourceType> preferredFirst(List<ResourceType> types) {
    return types.stream()
        .sorted(
            Comparator.comparing(
                    (ResourceType type) -> type.gvk().version(), VersionOrder.PREFERRED_FIRST)
                .thenComparing(type -> type.gvk().group()))
        .toList();
  }
}
