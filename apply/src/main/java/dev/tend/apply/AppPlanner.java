package dev.tend.apply;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.inventory.Candidate;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.Ownership;
import dev.tend.apply.inventory.PruneOptions;
import dev.tend.apply.inventory.Pruner;
import dev.tend.diff.Change;
import dev.tend.diff.Check;
import dev.tend.diff.Force;
import dev.tend.diff.Normalization;
import dev.tend.diff.Plan;
import dev.tend.diff.Planner;
import dev.tend.diff.Scoping;
import dev.tend.diff.Wish;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.Origin;
import dev.tend.manifest.Problem;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.CustomResourceSchemas;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Plans manifests as a whole: puts them into namespaces and forms that can be applied, marks them
 * as their app's, compares them with the cluster, and adds what the app's inventory has beyond
 * them.
 */
public final class AppPlanner {
  private final Cluster cluster;

  public AppPlanner(Cluster cluster) {
    this.cluster = cluster;
  }

  /**
   * What to plan.
   *
   * @param app empty for manifests that belong to none
   * @param namespace of objects that name none, and of the app's inventory
   * @param concurrency requests under way at once
   * @param createNamespace whether the namespaces that manifests live in are part of what is
   *     wanted, unless they are there already
   * @param care about how many new objects the server is asked
   * @param check what is asked of each manifest whose object doesn't have it all already
   */
  public record Request(
      Optional<String> app,
      String namespace,
      PruneOptions prune,
      Force force,
      int concurrency,
      boolean createNamespace,
      Planner.Care care,
      Check check) {}

  /** The plan; its problems are to be shown and stop an apply. */
  public Plan plan(List<Manifest> manifests, Request request) {
    cluster.expectNewTypes();
    Function<GroupVersionKind, Optional<ResourceType>> types = types(manifests);
    Scoping.Scoped scoped = Scoping.scope(manifests, types, request.namespace());
    Optional<Ownership> owner = request.app().map(app -> new Ownership(app, request.namespace()));
    List<Manifest> desired =
        scoped.manifests().parallelStream()
            .map(manifest -> prepared(manifest, types, owner))
            .collect(Collectors.toCollection(ArrayList::new));
    if (request.createNamespace()) {
      desired.addAll(0, missingNamespaces(request.namespace(), desired));
    }
    List<Manifest> hooks = desired.stream().filter(Hooks::isHook).toList();
    Plan compared =
        new Planner(cluster)
            .plan(
                desired.stream().filter(manifest -> !Hooks.isHook(manifest)).toList(),
                new Planner.Options(
                    request.force(), request.concurrency(), request.care(), request.check()));
    List<Problem> problems = new ArrayList<>(scoped.problems());
    problems.addAll(compared.problems());
    Dependencies dependencies = Dependencies.of(desired, cluster::resolve);
    problems.addAll(dependencies.problems());
    problems.addAll(Hooks.problems(hooks, owner.isPresent()));
    problems.addAll(Hooks.circular(desired, dependencies));
    hooks.stream()
        .flatMap(hook -> request.check().problems(hook).stream())
        .filter(Problem::isError)
        .forEach(problems::add);
    Set<ResourceId> wanted = desired.stream().map(Manifest::id).collect(Collectors.toSet());
    List<Change> planned =
        compared.changes().stream().map(one -> waiting(one, dependencies, wanted)).toList();
    if (owner.isEmpty()) {
      planned.forEach(change -> orphaned(change).ifPresent(problems::add));
      return new Plan(planned, problems);
    }
    Inventory inventory = new InventoryStore(cluster).read(owner.get());
    List<Candidate> left = left(desired, inventory, request);
    Beginning beginning = new Beginning(owner.get(), planned, left);
    List<Change> changes =
        new ArrayList<>(Fleeting.withoutCompleted(planned, inventory, beginning));
    if (problems.isEmpty()) {
      Hooks runs = new Hooks(cluster, owner.get());
      for (Change.Run run : runs.plan(hooks, List.copyOf(changes), inventory.newest(), beginning)) {
        changes.add(run);
        runs.unowned(run).ifPresent(problems::add);
      }
    }
    List<Ownership> namesakes = namesakes(changes, owner.get());
    changes.forEach(change -> claimed(change, owner.get(), namesakes).ifPresent(problems::add));
    return Pruner.added(
        new Plan(changes, problems), left, desired, inventory, owner.get(), request.prune());
  }

  /**
   * Those of the objects and of the inventory. They aren't marked as the app's: what else lives
   * there isn't either.
   */
  private List<Manifest> missingNamespaces(String own, List<Manifest> desired) {
    Set<ResourceId> wanted = new HashSet<>();
    Set<String> names = new TreeSet<>();
    for (Manifest manifest : desired) {
      wanted.add(manifest.id());
      names.add(manifest.id().namespace());
    }
    names.add(own);
    names.remove("");
    return names.stream()
        .map(AppPlanner::namespace)
        .filter(namespace -> !wanted.contains(namespace.id()))
        .filter(namespace -> cluster.get(namespace.id(), namespace.apiVersion()).isEmpty())
        .toList();
  }

  private static Manifest namespace(String name) {
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content
        .put("apiVersion", "v1")
        .put("kind", "Namespace")
        .putObject("metadata")
        .put("name", name);
    return Manifest.of(content, Origin.generated("--create-namespace"));
  }

  /** A change that would wait for what nobody makes says so. */
  private Change waiting(Change change, Dependencies dependencies, Set<ResourceId> wanted) {
    if (!change.acts()) {
      return change;
    }
    return change.warned(
        dependencies.edges().getOrDefault(change.id(), Set.of()).stream()
            .filter(id -> !wanted.contains(id) && !isThere(id))
            .map("depends on %s, which is neither in the sources nor in the cluster"::formatted)
            .toList());
  }

  private boolean isThere(ResourceId id) {
    return cluster
        .typeOf(id.group(), id.kind())
        .flatMap(type -> cluster.get(id, type.gvk().apiVersion()))
        .isPresent();
  }

  private List<Candidate> left(List<Manifest> desired, Inventory inventory, Request request) {
    try {
      return new Pruner(cluster, request.concurrency()).left(desired, inventory, request.prune());
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }

  /** What the cluster serves, and what CRDs among the manifests define. */
  private Function<GroupVersionKind, Optional<ResourceType>> types(List<Manifest> manifests) {
    Map<GroupVersionKind, ResourceType> defined = new HashMap<>();
    for (Manifest manifest : manifests) {
      if (ApplyOrder.stageOf(manifest.id()) == ApplyOrder.Stage.DEFINITIONS) {
        CustomResourceSchemas.typesOf(manifest.content())
            .forEach(type -> defined.put(type.gvk(), type));
      }
    }
    return gvk -> Optional.ofNullable(defined.get(gvk)).or(() -> cluster.typeOf(gvk));
  }

  private static Manifest prepared(
      Manifest manifest,
      Function<GroupVersionKind, Optional<ResourceType>> types,
      Optional<Ownership> owner) {
    FieldSchema schema =
        types.apply(manifest.type()).map(ResourceType::schema).orElse(FieldSchema.Any.INSTANCE);
    Manifest normal = Normalization.normalize(manifest, schema);
    return owner.map(app -> app.mark(normal)).orElse(normal);
  }

  /** Applied without its app, an object would lose the labels that make it a part of it. */
  private static Optional<Problem> orphaned(Change change) {
    return problem(
        change,
        manifest -> {
          ObjectNode after =
              change instanceof Change.Update update ? update.result() : manifest.content();
          return change.acts() && Ownership.ownerOf(after).isEmpty()
              ? live(change).flatMap(Ownership::ownerOf)
              : Optional.empty();
        },
        (id, owner) ->
            "%s belongs to %s, and would leave it when it is applied alone".formatted(id, owner),
        "Apply it as a part of that (an app: --app NAME -n NAMESPACE)");
  }

  private static Optional<Problem> claimed(
      Change change, Ownership owner, List<Ownership> namesakes) {
    return problem(
        change,
        manifest -> live(change).flatMap(object -> owner.otherOwner(object, namesakes)),
        (id, other) ->
            "%s belongs to %s, so the app %s%s can't have it"
                .formatted(
                    id,
                    other,
                    owner.app(),
                    namesakes.isEmpty() ? "" : " of namespace " + owner.namespace()),
        namesakes.isEmpty()
            ? "Remove it from one of the two"
            : "Use -n %s for that app, or remove it from one of the two"
                .formatted(namesakes.getFirst().namespace()));
  }

  /**
   * An app is known by its name and the namespace of its inventory; who may not look, isn't told.
   */
  private List<Ownership> namesakes(List<Change> changes, Ownership owner) {
    if (changes.stream().noneMatch(change -> live(change).filter(owner::isNamesakes).isPresent())) {
      return List.of();
    }
    try {
      return new InventoryStore(cluster).owners(owner.app(), "");
    } catch (KnownFailure e) {
      return List.of();
    }
  }

  private static Optional<Problem> problem(
      Change change,
      Function<Manifest, Optional<String>> ownerOf,
      BinaryOperator<String> message,
      String hint) {
    return Applier.manifestOf(change)
        .filter(manifest -> !Wish.ADOPT.isOf(manifest.content()))
        .flatMap(
            manifest ->
                ownerOf
                    .apply(manifest)
                    .map(
                        owner ->
                            Problem.error(
                                "plan/claimed",
                                manifest.origin().locate(FieldPath.ROOT),
                                FieldPath.ROOT,
                                message.apply(change.id().toString(), owner),
                                "%s, or annotate it %s: \"true\""
                                    .formatted(hint, Wish.ADOPT.annotation()))));
  }

  private static Optional<ObjectNode> live(Change change) {
    return switch (change) {
      case Change.Update update -> Optional.of(update.live());
      case Change.Recreate recreate -> Optional.of(recreate.live());
      case Change.Unchanged unchanged -> Optional.of(unchanged.live());
      case Change.Run run -> run.live();
      case Change.Create ignored -> Optional.empty();
      case Change.Prune ignored -> Optional.empty();
      case Change.Skip ignored -> Optional.empty();
    };
  }
}
