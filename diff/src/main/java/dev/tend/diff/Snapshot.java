package dev.tend.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The objects of some manifests as they stood when it was taken, each at its manifest's version.
 */
final class Snapshot {
  private final Map<Key, ObjectNode> objects;

  private Snapshot(Map<Key, ObjectNode> objects) {
    this.objects = objects;
  }

  /** A kind in one namespace: what one LIST can tell about. */
  private record Collection(GroupVersionKind type, String namespace) {}

  private record Key(ResourceId id, String apiVersion) {
    static Key of(Manifest manifest) {
      return new Key(manifest.id(), manifest.apiVersion());
    }
  }

  /**
   * Takes it.
   *
   * @param manifests of kinds that the cluster serves
   */
  static Snapshot take(List<Manifest> manifests, LiveState live, int concurrency)
      throws InterruptedException {
    Map<Collection, Set<String>> wanted = new LinkedHashMap<>();
    for (Manifest manifest : manifests) {
      if (!manifest.id().name().isEmpty()) {
        wanted
            .computeIfAbsent(
                new Collection(manifest.type(), manifest.id().namespace()), c -> new TreeSet<>())
            .add(manifest.id().name());
      }
    }
    List<Map.Entry<Collection, Set<String>>> questions = new ArrayList<>(wanted.entrySet());
    List<List<ObjectNode>> answers =
        Concurrently.map(
            questions,
            concurrency,
            question ->
                live.getAll(
                    question.getKey().type(), question.getKey().namespace(), question.getValue()));
    Map<Key, ObjectNode> objects = new HashMap<>();
    for (int i = 0; i < questions.size(); i++) {
      Collection collection = questions.get(i).getKey();
      for (ObjectNode object : answers.get(i)) {
        ResourceId id =
            new ResourceId(
                collection.type().group(),
                collection.type().kind(),
                collection.namespace(),
                object.path("metadata").path("name").asText());
        objects.put(new Key(id, collection.type().apiVersion()), object);
      }
    }
    return new Snapshot(objects);
  }

  Optional<ObjectNode> find(Manifest manifest) {
    return Optional.ofNullable(objects.get(Key.of(manifest)));
  }
}
