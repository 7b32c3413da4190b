package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the watches have told so far. */
final class ObjectCache {
  private final Map<Place, SortedMap<String, LiveObject>> places = new HashMap<>();

  void accept(Place place, RolloutView.Sighting sighting) {
    SortedMap<String, LiveObject> known = places.computeIfAbsent(place, key -> new TreeMap<>());
    switch (sighting) {
      case RolloutView.Sighting.Listed(List<ObjectNode> objects) -> {
        known.clear();
        objects.stream().map(LiveObject::new).forEach(each -> known.put(each.name(), each));
      }
      case RolloutView.Sighting.Changed(ObjectNode content) -> {
        LiveObject object = new LiveObject(content);
        known.put(object.name(), object);
      }
      case RolloutView.Sighting.Removed(ObjectNode content) ->
          known.remove(new LiveObject(content).name());
      case RolloutView.Sighting.Lost ignored -> {}
    }
  }

  Optional<LiveObject> find(ResourceId id) {
    return Optional.ofNullable(places.getOrDefault(Place.of(id), new TreeMap<>()).get(id.name()));
  }

  /** By name. */
  List<LiveObject> all(Place place) {
    return List.copyOf(places.getOrDefault(place, new TreeMap<>()).values());
  }

  /** Controlled by the owner, by name. */
  List<LiveObject> ownedBy(LiveObject owner, Place place) {
    return all(place).stream()
        .filter(object -> object.controllerUid().equals(owner.uid()))
        .toList();
  }
}
