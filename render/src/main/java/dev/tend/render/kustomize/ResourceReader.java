package dev.tend.render.kustomize;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.manifest.SourceText;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.World;
import dev.tend.render.kustomize.tree.FoldedText;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.NodeReader;
import dev.tend.render.kustomize.tree.ScalarNode;
import dev.tend.render.kustomize.tree.TreeJson;
import dev.tend.render.kustomize.tree.Unreadable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads objects from text, lists of objects taken apart. */
final class ResourceReader {
  private static final String HELM_GENERATED = "internal.config.kubernetes.io/helm-generated";

  private final World world;

  ResourceReader(World world) {
    this.world = world;
  }

  private record Found(MapNode root, Origin origin) {}

  List<Resource> read(SourceText text) {
    List<NodeReader.Document> documents;
    try {
      documents = NodeReader.read(text);
    } catch (Unreadable e) {
      throw new BuildFailure(e.problem());
    }
    Deque<Found> queue = new ArrayDeque<>();
    for (NodeReader.Document document : documents) {
      Origin origin = new Origin(text, document.number(), -1);
      ListNode items = documents.size() == 1 ? plainList(document.root()) : null;
      if (items != null) {
        addAll(items, origin, queue);
      } else {
        add(document.root(), origin, queue);
      }
    }
    List<Resource> resources = new ArrayList<>();
    while (!queue.isEmpty()) {
      Found found = queue.removeFirst();
      Node items = kind(found.root()).endsWith("List") ? found.root().get("items") : null;
      if (items == null) {
        resources.add(resource(found));
      } else if (items instanceof ListNode list) {
        Node plain = TreeJson.node(TreeJson.json(FoldedText.unfolded(list)));
        addAll((ListNode) plain, found.origin(), queue);
      } else if (!items.isNull()) {
        throw failure(found.origin(), FieldPath.of("items"), "The items of a list must be a list");
      }
    }
    return resources;
  }

  private Resource resource(Found found) {
    Resource resource = new Resource(world, found.root(), found.origin());
    if (resource.annotations().containsKey(HELM_GENERATED)) {
      resource.history().setHelmGenerated();
    }
    return resource;
  }

  private static @Nullable ListNode plainList(Node root) {
    return root instanceof MapNode map
            && (kind(map).equals("List") || kind(map).equals("ResourceList"))
            && map.get("items") instanceof ListNode items
        ? items
        : null;
  }

  private static void addAll(ListNode items, Origin origin, Deque<Found> queue) {
    for (int i = 0; i < items.items().size(); i++) {
      add(items.items().get(i), new Origin(origin.source(), origin.document(), i), queue);
    }
  }

  private static void add(Node root, Origin origin, Deque<Found> queue) {
    if (root.isEmpty()) {
      return;
    }
    if (!(root instanceof MapNode map)) {
      String message = "This is " + root.kindName() + ", and a Kubernetes object is needed";
      throw failure(origin, FieldPath.ROOT, message);
    }
    if (kind(map).isEmpty()) {
      throw failure(origin, FieldPath.ROOT, "The object has no kind");
    }
    if (!kind(map).endsWith("List") && name(map).isEmpty()) {
      String message = "The " + kind(map) + " has no metadata.name";
      throw failure(origin, FieldPath.of("metadata"), message);
    }
    queue.addLast(new Found(map, origin));
  }

  private static String kind(MapNode map) {
    return map.get("kind") instanceof ScalarNode kind && !kind.isNull() ? kind.text() : "";
  }

  private static String name(MapNode map) {
    return map.get("metadata") instanceof MapNode metadata
            && metadata.get("name") instanceof ScalarNode name
            && !name.isNull()
        ? name.text()
        : "";
  }

  private static BuildFailure failure(Origin origin, FieldPath path, String message) {
    return new BuildFailure(
        Problem.error("kustomize/object", origin.locate(path), path, message, ""));
  }
}
