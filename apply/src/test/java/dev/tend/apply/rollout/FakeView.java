package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A cluster that is nothing but the objects that a test puts into it. */
final class FakeView implements RolloutView, RolloutEditor {
  private final Map<ResourceId, ObjectNode> objects = new TreeMap<>();
  private final Map<Place, List<Consumer<Sighting>>> sinks = new HashMap<>();
  private final Map<String, List<String>> logs = new HashMap<>();
  private final Set<Place> refused = new HashSet<>();
  private boolean late;
  final List<String> watched = new ArrayList<>();
  final List<String> closed = new ArrayList<>();
  final List<String> patches = new ArrayList<>();
  final List<String> logsRead = new ArrayList<>();

  static FakeView of(String yaml) {
    FakeView view = new FakeView();
    Fixtures.objects("cluster", yaml).forEach(view::put);
    return view;
  }

  synchronized FakeView put(ObjectNode object) {
    ResourceId id = new LiveObject(object).id();
    objects.put(id, object);
    tell(id, new Sighting.Changed(object));
    return this;
  }

  FakeView put(String yaml) {
    Fixtures.objects("cluster", yaml).forEach(this::put);
    return this;
  }

  synchronized void remove(ObjectNode last) {
    ResourceId id = new LiveObject(last).id();
    objects.remove(id);
    tell(id, new Sighting.Removed(last));
  }

  void log(String podAndContainer, String... lines) {
    logs.put(podAndContainer, List.of(lines));
  }

  void refuse(String kind, String namespace) {
    refused.add(new Place("", kind, namespace));
  }

  /** Watches tell what there is when they get to it, as over a network. */
  void answerLate() {
    late = true;
  }

  private void tell(ResourceId id, Sighting sighting) {
    sinks.getOrDefault(Place.of(id), List.of()).forEach(sink -> sink.accept(sighting));
  }

  @Override
  public synchronized Optional<ObjectNode> get(ResourceId id, String apiVersion) {
    return Optional.ofNullable(objects.get(id));
  }

  @Override
  public synchronized List<ObjectNode> list(
      GroupVersionKind gvk, String namespace, String labelSelector) {
    return all(new Place(gvk.group(), gvk.kind(), namespace));
  }

  private List<ObjectNode> all(Place place) {
    return objects.entrySet().stream()
        .filter(entry -> Place.of(entry.getKey()).equals(place))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public synchronized Subscription watch(
      GroupVersionKind gvk, String namespace, Consumer<Sighting> sink) {
    Place place = new Place(gvk.group(), gvk.kind(), namespace);
    watched.add(place.toString());
    if (refused.contains(place)) {
      sink.accept(new Sighting.Lost("forbidden"));
    } else {
      sinks.computeIfAbsent(place, key -> new ArrayList<>()).add(sink);
      Sighting listed = new Sighting.Listed(all(place));
      if (late) {
        Thread.ofVirtual().start(() -> sink.accept(listed));
      } else {
        sink.accept(listed);
      }
    }
    return () -> closed.add(place.toString());
  }

  @Override
  public List<String> logs(ResourceId pod, String container, boolean previous, int lines) {
    logsRead.add(pod.name() + "/" + container + (previous ? " previous" : ""));
    return logs.getOrDefault(pod.name() + "/" + container, List.of());
  }

  @Override
  public ObjectNode mergePatch(ResourceId id, String apiVersion, ObjectNode patch) {
    return patched(id, "merge " + id.kindAndName() + " " + patch);
  }

  @Override
  public ObjectNode jsonPatch(ResourceId id, String apiVersion, ArrayNode patch) {
    return patched(id, "json " + id.kindAndName() + " " + patch);
  }

  private ObjectNode patched(ResourceId id, String record) {
    patches.add(record);
    return get(id, "").orElseThrow(() -> new KnownFailure("not found"));
  }
}
