package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent.Action;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.Ownership;
import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** One run of a plan, stage by stage. */
final class Execution {
  private final Cluster cluster;
  private final ApplyOptions options;
  private final Journal journal;
  private final Deadline deadline;
  private final Workers workers;
  private final ObjectApplier objects;
  private final Foundation foundation;
  private final Optional<Ownership> owner;
  private final InventoryStore inventories;
  private final Optional<AppLock> lock;
  private final JobWitness witness;
  private Inventory known = Inventory.EMPTY;

  Execution(
      Cluster cluster,
      ApplyOptions options,
      Journal journal,
      Deadline deadline,
      Clock clock,
      JobWitness witness,
      Optional<AppLock> lock) {
    this.cluster = cluster;
    this.options = options;
    this.journal = journal;
    this.deadline = deadline;
    this.workers = new Workers(options.concurrency());
    this.objects =
        new ObjectApplier(
            cluster, options, journal, new Deletions(cluster, workers, journal, deadline));
    this.foundation = new Foundation(cluster, journal, deadline, clock, witness);
    this.owner = Applier.ownership(options);
    this.inventories = new InventoryStore(cluster);
    this.lock = lock;
    this.witness = witness;
  }

  /** Returns the changes that were not attempted. */
  List<Change> run(Plan plan) {
    List<Change> prunes = plan.changes().stream().filter(Change.Prune.class::isInstance).toList();
    List<Change> wanted =
        plan.changes().stream().filter(change -> !(change instanceof Change.Prune)).toList();
    Dependencies dependencies = dependencies(wanted);
    List<Change> left = new ArrayList<>();
    boolean recorded = false;
    for (Wave<Change> wave :
        Wave.of(wanted, Change::id, ApplyOrder::stageOf, dependencies.edges())) {
      List<Change> changes = wave.items();
      if (!mustStop()) {
        foundation.awaitDependencies(changes, dependencies.edges(), wanted);
      }
      if (mustStop()) {
        left.addAll(changes);
        continue;
      }
      if (!recorded && wave.stage() == ApplyOrder.Stage.NAMESPACES) {
        left.addAll(applyNamespaces(changes, plan));
        recorded = !mustStop();
        continue;
      }
      if (!recorded) {
        recorded = record(plan);
      }
      if (wave.stage() == ApplyOrder.Stage.INTERCEPTORS && options.await()) {
        foundation.awaitBackends(changes, wanted);
      }
      if (wave.stage() == ApplyOrder.Stage.POST_APPLY && options.await()) {
        foundation.awaitAll(changes, wanted);
      }
      left.addAll(mustStop() ? changes : apply(changes));
      if (!mustStop()) {
        List<Change> definitions = changes.stream().filter(ApplyOrder::isDefinition).toList();
        foundation.awaitDefinitions(definitions);
        objects.renewed(definitions);
        foundation.awaitHooks(changes);
      }
    }
    left.addAll(mustStop() ? prunes : prune(prunes));
    settle(plan);
    return left;
  }

  private Dependencies dependencies(List<Change> wanted) {
    return Hooks.ordered(
        wanted,
        Dependencies.of(
            wanted.stream().map(Applier::manifestOf).flatMap(Optional::stream).toList(),
            cluster::resolve));
  }

  /** The namespace of the inventory comes before the inventory, and that before all others. */
  private List<Change> applyNamespaces(List<Change> stage, Plan plan) {
    List<Change> home =
        stage.stream().filter(change -> change.id().name().equals(options.namespace())).toList();
    List<Change> others = stage.stream().filter(change -> !home.contains(change)).toList();
    List<Change> left = new ArrayList<>(apply(home));
    if (mustStop() || !record(plan)) {
      left.addAll(others);
      return left;
    }
    left.addAll(apply(others));
    return left;
  }

  /** The app's newest revision before this run. */
  Inventory.Newest newest() {
    return known.newest();
  }

  /** The inventory remembers which Jobs completed that may be gone by now. */
  void remember(Plan plan) {
    List<Inventory.Entry> completed = new ArrayList<>();
    plan.changes().stream()
        .map(Applier::manifestOf)
        .flatMap(Optional::stream)
        .filter(Fleeting::isFleeting)
        .filter(manifest -> witness.has(manifest.id()))
        .forEach(
            manifest ->
                known
                    .find(manifest.id())
                    .map(entry -> entry.completed(Fleeting.digest(manifest)))
                    .filter(entry -> !known.entries().containsValue(entry))
                    .ifPresent(completed::add));
    if (!completed.isEmpty()) {
      update(before -> before.with(completed));
    }
  }

  private boolean mustStop() {
    return journal.hasFailures() || Thread.currentThread().isInterrupted() || isLockLost();
  }

  private boolean isLockLost() {
    Optional<String> lost = lock.flatMap(AppLock::lost);
    if (lost.isPresent() && owner.isPresent() && !journal.hasFailures()) {
      journal.failed(inventoryId(owner.get()), "Stopped, because " + lost.get(), "Apply again");
    }
    return lost.isPresent();
  }

  private List<Change> apply(List<Change> changes) {
    return workers.work(changes, change -> !mustStop(), objects::execute);
  }

  private List<Change> prune(List<Change> prunes) {
    Deletions deletions = new Deletions(cluster, workers, journal, deadline);
    List<Deletions.Target> targets = new ArrayList<>();
    for (Change change : prunes) {
      if (change instanceof Change.Prune prune) {
        targets.add(
            new Deletions.Target(
                prune.id(),
                prune.apiVersion(),
                prune.live().path("metadata").path("uid").asText(""),
                Action.PRUNED,
                Dependencies.of(
                    prune.live(), prune.id(), prunes.stream().map(Change::id).toList())));
      }
    }
    Set<ResourceId> left = new HashSet<>();
    deletions.delete(targets, options.await()).forEach(target -> left.add(target.id()));
    return prunes.stream().filter(change -> left.contains(change.id())).toList();
  }

  /**
   * Before an object is created the inventory names it, so that a killed apply forgets none; false,
   * and a failure in the journal, where that can't be done.
   */
  private boolean record(Plan plan) {
    boolean creates =
        plan.changes().stream()
            .anyMatch(
                change ->
                    change instanceof Change.Create
                        || change instanceof Change.Recreate
                        || change instanceof Change.Run);
    if (owner.isEmpty() || !creates) {
      return true;
    }
    try {
      lock.ifPresent(held -> held.ensure(deadline.remaining(), journal::tell));
      inventories.update(owner.get(), before -> before.with(entries(plan, Map.of())));
      return true;
    } catch (Interrupted e) {
      return false;
    } catch (KnownFailure e) {
      journal.failed(inventoryId(owner.get()), e);
      return false;
    }
  }

  /** Afterwards it names what is there: what was applied, and what wasn't pruned. */
  private void settle(Plan plan) {
    if (owner.isEmpty()) {
      return;
    }
    List<ResourceId> gone =
        journal.applied().stream()
            .filter(done -> done.action() == Action.PRUNED)
            .map(ApplyEvent.Applied::id)
            .toList();
    Map<ResourceId, String> uids = new HashMap<>();
    journal.objects().forEach((id, object) -> uids.put(id, uid(object)));
    List<Inventory.Entry> applied = new ArrayList<>(named(plan));
    entries(plan, uids).stream()
        .filter(entry -> uids.containsKey(entry.id()))
        .forEach(applied::add);
    update(before -> before.without(gone).without(absent(before, plan)).with(applied));
  }

  /** What got its name from the server. */
  private List<Inventory.Entry> named(Plan plan) {
    Map<ResourceId, ObjectNode> made = new HashMap<>(journal.objects());
    plan.changes().forEach(change -> made.remove(change.id()));
    return made.entrySet().stream()
        .filter(one -> owner.filter(app -> app.owns(one.getValue())).isPresent())
        .map(
            one ->
                new Inventory.Entry(
                    one.getKey(), one.getValue().path("apiVersion").asText(), uid(one.getValue())))
        .toList();
  }

  private void update(UnaryOperator<Inventory> change) {
    boolean interrupted = Thread.interrupted();
    try {
      known = inventories.update(owner.orElseThrow(), change);
    } catch (Interrupted e) {
      interrupted = true;
    } catch (KnownFailure e) {
      journal.failed(inventoryId(owner.orElseThrow()), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What the plan doesn't speak of and somebody else deleted. */
  private List<ResourceId> absent(Inventory inventory, Plan plan) {
    List<ResourceId> spoken = plan.changes().stream().map(Change::id).toList();
    return inventory.beyond(spoken).values().stream()
        .filter(entry -> cluster.isKnownAbsent(entry.id(), entry.apiVersion()))
        .map(Inventory.Entry::id)
        .toList();
  }

  /** Of what bears the app's mark: a namespace that was made for it in passing does not. */
  private List<Inventory.Entry> entries(Plan plan, Map<ResourceId, String> uids) {
    return plan.changes().stream()
        .map(Applier::manifestOf)
        .flatMap(Optional::stream)
        .filter(manifest -> !manifest.id().name().isEmpty())
        .filter(manifest -> owner.filter(app -> app.owns(manifest.content())).isPresent())
        .map(manifest -> entry(manifest, uids))
        .toList();
  }

  private static Inventory.Entry entry(Manifest manifest, Map<ResourceId, String> uids) {
    ResourceId id = manifest.id();
    return new Inventory.Entry(
        id, manifest.apiVersion(), uids.getOrDefault(id, ""), Hooks.isHook(manifest), "");
  }

  static ResourceId inventoryId(Ownership owner) {
    return new ResourceId("", "ConfigMap", owner.namespace(), owner.inventoryName());
  }

  static String uid(ObjectNode object) {
    return object.path("metadata").path("uid").asText("");
  }
}
