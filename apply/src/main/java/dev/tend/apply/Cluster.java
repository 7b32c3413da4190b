package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.wire.ApiRequest;
import dev.tend.apply.wire.ApiResponse;
import dev.tend.apply.wire.Endpoint;
import dev.tend.apply.wire.Kubeconfig;
import dev.tend.apply.wire.RetryPolicy;
import dev.tend.apply.wire.Transport;
import dev.tend.apply.wire.Wire;
import dev.tend.diff.LiveState;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The only client of a Kubernetes API server. Safe for use by many threads; an interrupt ends a
 * call with {@link Interrupted}.
 */
public final class Cluster implements LiveState, AutoCloseable {
  private final Wire wire;
  private final TypeRegistry types;
  private final ObjectRequests requests;
  private final ObjectLists lists;
  private final NamedReads reads;

  private Cluster(Wire wire, Supplier<SchemaCatalog> schemas) {
    this.wire = wire;
    this.types = new TypeRegistry(wire, schemas);
    this.requests = new ObjectRequests(wire, ObjectRequests.FIELD_MANAGER);
    this.lists = new ObjectLists(requests);
    this.reads = new NamedReads(requests, lists);
  }

  /**
   * Connects by kubeconfig rules in this environment; nothing is asked of the server yet.
   *
   * @throws KnownFailure where no cluster is configured, or not the one that was asked for
   */
  public static Cluster connect(ClusterConfig config, Map<String, String> environment) {
    return connect(config, environment, request -> {});
  }

  /**
   * Connects by kubeconfig rules in this environment; nothing is asked of the server yet.
   *
   * @param requests hears of each request before it goes out: its method and path
   * @throws KnownFailure where no cluster is configured, or not the one that was asked for
   */
  public static Cluster connect(
      ClusterConfig config, Map<String, String> environment, Consumer<String> requests) {
    Endpoint endpoint = new Kubeconfig(environment).find(config.kubeconfig(), config.context());
    return new Cluster(
        Wire.to(endpoint, RetryPolicy.standard(), told(requests)),
        new Memoized<>(BuiltInSchemas::load));
  }

  /**
   * The cluster of a kubeconfig file, by another way than the network.
   *
   * @param requests hears of each request before it goes out: its method and path
   */
  public static Cluster over(Transport transport, Path kubeconfig, Consumer<String> requests) {
    Endpoint endpoint = new Kubeconfig(Map.of()).find(Optional.of(kubeconfig), Optional.empty());
    return new Cluster(
        Wire.over(() -> transport, endpoint, RetryPolicy.standard(), told(requests)),
        new Memoized<>(BuiltInSchemas::load));
  }

  private static Consumer<ApiRequest> told(Consumer<String> requests) {
    return request -> requests.accept(request.method() + " " + request.target());
  }

  static Cluster over(Wire wire, SchemaCatalog schemas) {
    return new Cluster(wire, () -> schemas);
  }

  /** Writes under another name: what tests need to be somebody else. */
  ObjectRequests requestsAs(String fieldManager) {
    return new ObjectRequests(wire, fieldManager);
  }

  /** Where it is, for messages: the context's name and the server's address. */
  public String description() {
    return wire.endpoint().description();
  }

  /** The namespace that the context names, {@code default} where it names none. */
  public String defaultNamespace() {
    return wire.endpoint().namespace();
  }

  /** Tells this cluster from every other: the uid of its namespace kube-system. */
  public String identity() {
    ResourceId system = new ResourceId("", "Namespace", "", "kube-system");
    return get(system, "v1").map(Execution::uid).orElse("");
  }

  /**
   * What the server says at a path that belongs to no object, such as {@code /openapi/v3}.
   *
   * @throws KnownFailure where it says nothing there
   */
  public ObjectNode document(String path) {
    try {
      ApiResponse response = wire.send(ApiRequest.get(path));
      if (!response.isSuccess()) {
        throw new KnownFailure(
            "Asking " + description() + " for " + path + ": it answered " + response.code(), "");
      }
      return response.object();
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }

  /** How many requests went out so far. */
  public long requestsSent() {
    return wire.requestsSent();
  }

  /** Asks for the types that the server has, so that this is known when it is needed. */
  public void prepare() {
    types.unavailable();
  }

  /** The type that a word such as {@code deploy}, {@code deployments.apps} or {@code Pod} means. */
  public Optional<ResourceType> resolve(String word) {
    return types.resolve(word);
  }

  @Override
  public Optional<ResourceType> typeOf(GroupVersionKind gvk) {
    return types.find(gvk);
  }

  /** The type of a kind at the version that the server prefers. */
  public Optional<ResourceType> typeOf(String group, String kind) {
    return types.find(group, kind);
  }

  /** Lets the next kind that is missing be looked for once more: something may have added it. */
  void expectNewTypes() {
    types.expectNewTypes();
  }

  /** Asks for types anew: CRDs were applied. */
  void forgetTypes() {
    types.invalidate();
  }

  /** Whether the object isn't there: false also where the server couldn't tell about its group. */
  boolean isKnownAbsent(ResourceId id, String apiVersion) {
    if (servedType(id, apiVersion).isPresent()) {
      return get(id, apiVersion).isEmpty();
    }
    return !isUntold(id.group());
  }

  /** Whether the server announces the group, and couldn't tell about it. */
  private boolean isUntold(String group) {
    String prefix = group.isEmpty() ? "" : group + "/";
    return types.unavailable().stream().anyMatch(version -> version.startsWith(prefix));
  }

  @Override
  public Optional<ObjectNode> get(ResourceId id, String apiVersion) {
    return servedType(id, apiVersion).flatMap(type -> requests.get(type, id));
  }

  @Override
  public List<ObjectNode> getAll(GroupVersionKind gvk, String namespace, Set<String> names) {
    return typeOf(gvk).map(type -> reads.read(type, namespace, names)).orElse(List.of());
  }

  @Override
  public List<ObjectNode> list(GroupVersionKind gvk, String namespace, String labelSelector) {
    return list(Selection.of(gvk, namespace).labelled(labelSelector));
  }

  /** The selected objects, by namespace and name; empty where the server has no such kind. */
  public List<ObjectNode> list(Selection selection) {
    return typeOf(selection.gvk())
        .map(type -> lists.list(type, selection).objects())
        .orElse(List.of());
  }

  @Override
  public DryRun dryRun(Manifest manifest, boolean forceConflicts) {
    return applied(manifest, forceConflicts, true);
  }

  /** Server-side apply as field manager {@code tend}. */
  DryRun apply(Manifest manifest, boolean forceConflicts) {
    return applied(manifest, forceConflicts, false);
  }

  private DryRun applied(Manifest manifest, boolean force, boolean dryRun) {
    Optional<ResourceType> type = typeOf(manifest.type());
    return type.isEmpty()
        ? new DryRun.Rejected("the server has no kind " + manifest.type())
        : requests.apply(type.get(), manifest, force, dryRun);
  }

  /**
   * Follows objects: a listing, then changes, on a thread of the watch, until it is closed. Gaps
   * are closed by a new listing.
   *
   * @throws KnownFailure where the server has no such kind
   */
  public Watch watch(Selection selection, Consumer<WatchEvent> consumer) {
    ResourceType type =
        typeOf(selection.gvk()).orElseThrow(() -> unknownKind(selection.gvk().toString()));
    return Watch.start(wire, lists, type, selection, consumer);
  }

  /**
   * Merges into an object (RFC 7386) as field manager {@code tend}.
   *
   * @return the object as it is then
   * @throws Refused as the server says
   */
  public ObjectNode mergePatch(ResourceId id, String apiVersion, ObjectNode patch) {
    return requests.patch(existingType(id, apiVersion), id, "", ApiRequest.MERGE_PATCH, patch);
  }

  /** Patches an object by operations (RFC 6902) as field manager {@code tend}. */
  public ObjectNode jsonPatch(ResourceId id, String apiVersion, ArrayNode patch) {
    return requests.patch(existingType(id, apiVersion), id, "", ApiRequest.JSON_PATCH, patch);
  }

  ObjectNode create(ResourceId id, ObjectNode object) {
    String apiVersion = object.path("apiVersion").asText();
    return requests.create(existingType(id, apiVersion), object, id);
  }

  ObjectNode replace(ResourceId id, ObjectNode object) {
    String apiVersion = object.path("apiVersion").asText();
    return requests.replace(existingType(id, apiVersion), object, id);
  }

  /**
   * Asks for deletion; false where the object (of this uid, unless empty) isn't there.
   *
   * @throws KnownFailure also where the server couldn't tell about its group
   */
  boolean delete(
      ResourceId id, String apiVersion, String uid, ObjectRequests.Propagation propagation) {
    Optional<ResourceType> type = servedType(id, apiVersion);
    if (type.isEmpty() && isUntold(id.group())) {
      throw new KnownFailure(
          "Couldn't delete %s: the server doesn't tell what it serves of %s"
              .formatted(id, id.group()),
          "kubectl get apiservices shows which is not available; delete again when it is");
    }
    return type.isPresent() && requests.delete(type.get(), id, uid, propagation);
  }

  /**
   * The log of a container.
   *
   * @param container empty where the pod has only one
   * @param previous of the run before the current one
   * @param tailLines how many of the last lines; empty for all
   */
  public String logs(
      String namespace, String pod, String container, boolean previous, OptionalInt tailLines) {
    ResourceType pods = typeOf("", "Pod").orElseThrow(() -> unknownKind("Pod"));
    return requests.text(
        ResourcePath.object(pods, namespace, pod) + "/log",
        Map.of(
            "container", container,
            "previous", previous ? "true" : "",
            "tailLines", tailLines.isPresent() ? String.valueOf(tailLines.getAsInt()) : ""),
        "read the log of pod %s/%s".formatted(namespace, pod));
  }

  /** What the cluster reports about one object (v1 Event), oldest first. */
  public List<ObjectNode> events(String namespace, String uid) {
    String where = namespace.isEmpty() ? "default" : namespace;
    Selection about =
        Selection.of(new GroupVersionKind("", "v1", "Event"), where)
            .where("involvedObject.uid=" + uid);
    return list(about).stream().sorted(Comparator.comparing(Cluster::lastSeen)).toList();
  }

  private static String lastSeen(ObjectNode event) {
    String last = event.path("lastTimestamp").asText("");
    String series = event.path("series").path("lastObservedTime").asText(last);
    String once = event.path("eventTime").asText("");
    return !series.isEmpty() ? series : !once.isEmpty() && !once.equals("null") ? once : "";
  }

  /** The type to read an object at: of its version, else of the one that the server prefers. */
  private Optional<ResourceType> servedType(ResourceId id, String apiVersion) {
    return typeOf(GroupVersionKind.of(apiVersion, id.kind()))
        .or(() -> typeOf(id.group(), id.kind()));
  }

  private ResourceType existingType(ResourceId id, String apiVersion) {
    return servedType(id, apiVersion)
        .orElseThrow(() -> unknownKind(GroupVersionKind.of(apiVersion, id.kind()).toString()));
  }

  private KnownFailure unknownKind(String kind) {
    return new KnownFailure(
        "The cluster at %s has no kind %s".formatted(description(), kind),
        "Its CRD may be missing, or another version of it is served");
  }

  @Override
  public void close() {
    wire.close();
  }

  /** Computes a value when it is first asked for. */
  private static final class Memoized<T> implements Supplier<T> {
    private final Supplier<T> source;
    private Optional<T> value = Optional.empty();

    Memoized(Supplier<T> source) {
      this.source = source;
    }

    @Override
    public synchronized T get() {
      if (value.isEmpty()) {
        value = Optional.of(source.get());
      }
      return value.get();
    }
  }
}
