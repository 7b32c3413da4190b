package dev.tend.apply;

import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What can be applied at once, after all waves before it.
 *
 * @param stage of its kinds, or a later one that something in it depends on
 */
record Wave<T>(ApplyOrder.Stage stage, List<T> items) {
  Wave {
    items = List.copyOf(items);
  }

  /** Within a stage, what depends on others of the stage comes later. */
  private record Place(ApplyOrder.Stage stage, int level) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::stage).thenComparing(Place::level);

    Place after() {
      return new Place(stage, level + 1);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * The items in waves; within a wave in their own order.
   *
   * @param edges from an object to those that come before it
   */
  static <T> List<Wave<T>> of(
      List<T> items,
      Function<T, ResourceId> idOf,
      Function<T, ApplyOrder.Stage> stageOf,
      Map<ResourceId, Set<ResourceId>> edges) {
    Map<ResourceId, Place> places = new HashMap<>();
    Map<Place, List<T>> waves = new TreeMap<>();
    Map<ResourceId, ApplyOrder.Stage> stages = new HashMap<>();
    items.forEach(item -> stages.put(idOf.apply(item), stageOf.apply(item)));
    for (T item : items) {
      Place place = place(idOf.apply(item), edges, stages, places);
      waves.computeIfAbsent(place, none -> new ArrayList<>()).add(item);
    }
    return waves.entrySet().stream()
        .map(wave -> new Wave<>(wave.getKey().stage(), wave.getValue()))
        .toList();
  }

  private static Place place(
      ResourceId id,
      Map<ResourceId, Set<ResourceId>> edges,
      Map<ResourceId, ApplyOrder.Stage> stages,
      Map<ResourceId, Place> places) {
    Place known = places.get(id);
    if (known != null) {
      return known;
    }
    Place place = new Place(stages.getOrDefault(id, ApplyOrder.stageOf(id)), 0);
    // Live objects may name each other in a circle, which must not go on for ever.
    places.put(id, place);
    for (ResourceId before : edges.getOrDefault(id, Set.of())) {
      if (stages.containsKey(before)) {
        Place after = place(before, edges, stages, places).after();
        place = place.compareTo(after) >= 0 ? place : after;
      }
    }
    places.put(id, place);
    return place;
  }
}
