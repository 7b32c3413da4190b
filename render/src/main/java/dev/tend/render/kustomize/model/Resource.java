package dev.tend.render.kustomize.model;

import dev.tend.manifest.Origin;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One object of a build: its content, and what happened to it on the way. */
public final class Resource {
  private final World world;
  private final Origin source;
  private final History history;
  private MapNode root;
  private @Nullable ResId id;

  /**
   * @param source where the object was written, or what generated it
   */
  public Resource(World world, MapNode root, Origin source) {
    this(world, root, source, new History());
  }

  private Resource(World world, MapNode root, Origin source, History history) {
    this.world = world;
    this.root = root;
    this.source = source;
    this.history = history;
  }

  /** One that changes without this one; the content is shared until then. */
  public Resource copy() {
    return new Resource(world, root, source, history.copy());
  }

  /** Another content with a past of its own. */
  public Resource withHistoryOf(Resource other) {
    return new Resource(world, root, source, other.history.copy());
  }

  public MapNode root() {
    return root;
  }

  public Origin source() {
    return source;
  }

  public History history() {
    return history;
  }

  /** An empty content means that the object is gone. */
  public void setRoot(MapNode other) {
    if (root != other) {
      Bounds.check(other);
      root = other;
      ResId before = id;
      id = null;
      if (before == null || !before.equals(id())) {
        world.idChanged();
      }
    }
  }

  public boolean isGone() {
    return root.isEmpty();
  }

  public String kind() {
    return text(root.get("kind"));
  }

  public String apiVersion() {
    return text(root.get("apiVersion"));
  }

  public Gvk gvk() {
    return id().gvk();
  }

  public String name() {
    return id().name();
  }

  public String namespace() {
    return id().namespace();
  }

  public ResId id() {
    ResId known = id;
    if (known == null) {
      Gvk gvk = Gvk.of(apiVersion(), kind());
      boolean clusterScoped = world.openApi().isClusterScoped(gvk);
      known = new ResId(gvk, metadata("name"), metadata("namespace"), clusterScoped);
      id = known;
    }
    return known;
  }

  /** The ids that it had before, the oldest first. */
  public List<ResId> previousIds() {
    if (history.names().isEmpty()) {
      return List.of();
    }
    Gvk gvk = gvk();
    List<ResId> ids = new ArrayList<>();
    for (History.Name past : history.names()) {
      Gvk kind = new Gvk(gvk.group(), gvk.version(), past.kind());
      ids.add(new ResId(kind, past.name(), past.namespace(), false));
    }
    return ids;
  }

  /** The id that it was read with. */
  public ResId originalId() {
    List<ResId> previous = previousIds();
    return previous.isEmpty() ? id() : previous.getFirst();
  }

  /** Remembers the id of now, before it changes. */
  public void rememberId() {
    ResId now = id();
    history.remember(new History.Name(now.effectiveNamespace(), now.name(), now.gvk().kind()));
    world.idChanged();
  }

  public Map<String, String> labels() {
    return texts("labels");
  }

  public Map<String, String> annotations() {
    return texts("annotations");
  }

  /** All labels anew; none removes the field. */
  public void setLabels(Map<String, String> labels) {
    setTexts("labels", labels);
  }

  public void setAnnotations(Map<String, String> annotations) {
    setTexts("annotations", annotations);
  }

  public void setName(String name) {
    setRoot(Fields.set(root, ScalarNode.untagged(name), "metadata", "name"));
  }

  public void setKind(String kind) {
    setRoot(Fields.set(root, ScalarNode.untagged(kind), "kind"));
  }

  public void setApiVersion(String apiVersion) {
    setRoot(Fields.set(root, ScalarNode.untagged(apiVersion), "apiVersion"));
  }

  /** Empty removes the field. */
  public void setNamespace(String namespace) {
    if (!namespace.isEmpty()) {
      setRoot(Fields.set(root, ScalarNode.untagged(namespace), "metadata", "namespace"));
    } else if (root.get("metadata") instanceof MapNode metadata) {
      setRoot(root.with("metadata", metadata.without("namespace")));
    }
  }

  /**
   * Makes an empty mapping of annotations where there is none. kustomize keeps notes of its own in
   * annotations, so that patches may add to them whether the object has any or not.
   */
  public void ensureAnnotations() {
    MapNode metadata = root.get("metadata") instanceof MapNode map ? map : MapNode.EMPTY;
    if (!(metadata.get("annotations") instanceof MapNode)) {
      setRoot(root.with("metadata", metadata.with("annotations", MapNode.EMPTY)));
    }
  }

  private void setTexts(String field, Map<String, String> texts) {
    MapNode metadata = root.get("metadata") instanceof MapNode map ? map : MapNode.EMPTY;
    if (texts.isEmpty()) {
      if (metadata.has(field)) {
        setRoot(root.with("metadata", metadata.without(field)));
      }
      return;
    }
    Map<String, Node> values = new TreeMap<>();
    texts.forEach((key, text) -> values.put(key, ScalarNode.string(text)));
    MapNode wanted = MapNode.of(values);
    if (!wanted.equals(metadata.get(field))) {
      setRoot(root.with("metadata", metadata.with(field, wanted)));
    }
  }

  private Map<String, String> texts(String field) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (root.get("metadata") instanceof MapNode metadata
        && metadata.get(field) instanceof MapNode map) {
      for (int i = 0; i < map.size(); i++) {
        texts.put(map.key(i), text(map.value(i)));
      }
    }
    return texts;
  }

  private String metadata(String field) {
    if (root.get("metadata") instanceof MapNode metadata) {
      Node value = metadata.get(field);
      return value == null || value.isNull() ? "" : text(value);
    }
    return "";
  }

  private static String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.text() : "";
  }

  @Override
  public String toString() {
    return id().toString();
  }
}
