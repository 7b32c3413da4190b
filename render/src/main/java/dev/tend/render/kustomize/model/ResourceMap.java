package dev.tend.render.kustomize.model;

import dev.tend.manifest.NearMiss;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The objects of a build, in order; no two of them mean the same. */
public final class ResourceMap {
  private final World world;
  private final List<Resource> resources = new ArrayList<>();
  private @Nullable Map<ResId, List<Resource>> index;
  private long indexedAt;

  public ResourceMap(World world) {
    this.world = world;
  }

  /** Whoever changes one of them changes it here. */
  public List<Resource> resources() {
    return List.copyOf(resources);
  }

  public int size() {
    return resources.size();
  }

  public ResourceMap copy() {
    ResourceMap copy = new ResourceMap(world);
    resources.forEach(resource -> copy.resources.add(resource.copy()));
    return copy;
  }

  public void append(Resource resource) {
    if (resources.size() >= Bounds.MOST_OBJECTS) {
      throw new BuildFailure("There are more than " + Bounds.MOST_OBJECTS + " objects");
    }
    ResId id = resource.id();
    for (Resource other : byAnyId(id)) {
      if (other.id().means(id)) {
        throw new BuildFailure(
            id + " is there already: first in " + other.source().source(),
            "Two objects of one kind, name and namespace: rename or remove one of them");
      }
    }
    resources.add(resource);
    Map<ResId, List<Resource>> known = index;
    if (known != null && indexedAt == world.idChanges()) {
      enter(known, resource);
    }
  }

  public void appendAll(ResourceMap other) {
    other.resources.forEach(this::append);
  }

  /** Takes what was generated: it is added to, replaces or is merged with what is there. */
  public void absorb(Resource generated) {
    List<Resource> matches = byAnyId(generated.id());
    History.Behavior behavior = generated.history().behavior();
    boolean changes = behavior == History.Behavior.MERGE || behavior == History.Behavior.REPLACE;
    if (matches.isEmpty()) {
      if (changes) {
        throw new BuildFailure(
            "There is no " + generated.id() + " to " + name(behavior),
            "Write behavior: create, or name one that is among the resources");
      }
      append(generated);
      return;
    }
    if (matches.size() > 1) {
      throw new BuildFailure("Several objects could take " + generated.id() + ": " + ids(matches));
    }
    if (!changes) {
      throw new BuildFailure(
          generated.id() + " is there already, and its behavior is " + name(behavior),
          "Write behavior: merge or replace to change it");
    }
    Resource old = matches.getFirst();
    resources.set(resources.indexOf(old), GeneratedMerge.of(old, generated, behavior));
    index = null;
  }

  private static String name(History.Behavior behavior) {
    return behavior.name().toLowerCase(Locale.ROOT);
  }

  /** Those that have this id, or had it once. */
  public List<Resource> byAnyId(ResId id) {
    Map<ResId, List<Resource>> known = index;
    if (known == null || indexedAt != world.idChanges()) {
      known = new HashMap<>();
      for (Resource resource : resources) {
        enter(known, resource);
      }
      index = known;
      indexedAt = world.idChanges();
    }
    return known.getOrDefault(id.key(), List.of());
  }

  private static void enter(Map<ResId, List<Resource>> index, Resource resource) {
    if (resource.isGone()) {
      return;
    }
    for (ResId previous : resource.previousIds()) {
      enter(index, previous, resource);
    }
    enter(index, resource.id(), resource);
  }

  private static void enter(Map<ResId, List<Resource>> index, ResId id, Resource resource) {
    List<Resource> entry = index.computeIfAbsent(id.key(), key -> new ArrayList<>(1));
    if (entry.isEmpty() || entry.getLast() != resource) {
      entry.add(resource);
    }
  }

  /** The only one that has this id or had it once. */
  public Resource single(ResId id) {
    List<Resource> matches = byAnyId(id);
    if (matches.size() == 1) {
      return matches.getFirst();
    }
    if (matches.size() > 1) {
      throw new BuildFailure("Several objects are or were " + id + ": " + ids(matches));
    }
    List<String> names =
        resources.stream()
            .filter(resource -> resource.kind().equals(id.gvk().kind()))
            .map(Resource::name)
            .toList();
    throw new BuildFailure("No object is " + id, NearMiss.hint(id.name(), names));
  }

  public List<Resource> matching(Predicate<ResId> test) {
    List<Resource> matches = new ArrayList<>();
    for (Resource resource : resources) {
      if (!resource.isGone()
          && (resource.previousIds().stream().anyMatch(test) || test.test(resource.id()))) {
        matches.add(resource);
      }
    }
    return matches;
  }

  public void dropGone() {
    if (resources.removeIf(Resource::isGone)) {
      index = null;
    }
  }

  public void retain(Set<Resource> kept) {
    resources.retainAll(kept);
    index = null;
  }

  /** The same objects in another order. */
  public void reorder(List<Resource> order) {
    resources.clear();
    resources.addAll(order);
  }

  /** Two objects that mean the same by now. */
  public Optional<ResId> conflict() {
    Map<ResId, Resource> seen = new HashMap<>();
    for (Resource resource : resources) {
      if (seen.put(resource.id().key(), resource) != null) {
        return Optional.of(resource.id());
      }
    }
    return Optional.empty();
  }

  private static String ids(List<Resource> list) {
    return String.join(", ", list.stream().map(resource -> resource.id().toString()).toList());
  }

  /** Both maps' entries, the second's winning. */
  static Map<String, String> united(Map<String, String> first, Map<String, String> second) {
    Map<String, String> all = new TreeMap<>(first);
    all.putAll(second);
    return all;
  }
}
