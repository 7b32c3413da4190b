package dev.tend.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent.Action;
import dev.tend.apply.inventory.Inventory;
import dev.tend.apply.inventory.KeepGuard;
import dev.tend.apply.inventory.Ownership;
import dev.tend.diff.Concurrently;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Deletes what was applied, in reverse order, and waits until it is gone. */
public final class Deleter {
  private final Cluster cluster;
  private final Clock clock;

  public Deleter(Cluster cluster, Clock clock) {
    this.cluster = cluster;
    this.clock = clock;
  }

  /** Deletes what the manifests name; what isn't there is fine. No app consists of it any more. */
  public ApplyReport delete(
      List<Manifest> manifests, DeleteOptions options, Consumer<ApplyEvent> events) {
    Journal journal = new Journal(events);
    List<ResourceId> ids = manifests.stream().map(Manifest::id).toList();
    List<Deletions.Target> targets =
        manifests.stream()
            .filter(manifest -> !manifest.id().name().isEmpty())
            .map(
                m ->
                    new Deletions.Target(
                        m.id(),
                        m.apiVersion(),
                        "",
                        Action.DELETED,
                        Dependencies.of(m.content(), m.id(), ids)))
            .toList();
    List<ResourceId> left = run(targets, options, journal);
    forget(journal);
    return report(journal, left);
  }

  private void forget(Journal journal) {
    Set<ResourceId> gone =
        journal.applied().stream().map(ApplyEvent.Applied::id).collect(Collectors.toSet());
    if (gone.isEmpty()) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      for (Ownership owner : new InventoryStore(cluster).holding(gone)) {
        forget(owner, gone, journal);
      }
    } catch (Interrupted e) {
      interrupted = true;
    } catch (KnownFailure e) {
      // What is deleted is deleted; an inventory may name what is gone.
      journal.note("Couldn't look which apps consisted of this: " + e.message());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Who is at work on the app meanwhile keeps its inventory. */
  private void forget(Ownership owner, Set<ResourceId> gone, Journal journal) {
    try (AppLock lock = new AppLock(cluster, owner, "tend delete", clock)) {
      lock.acquire(Duration.ZERO, event -> {});
      if (new InventoryStore(cluster).forget(owner, gone)) {
        journal.note(
            "app %s of namespace %s has no objects left, and is forgotten"
                .formatted(owner.app(), owner.namespace()));
      }
    }
  }

  /**
   * Deletes an app by its inventory, which goes last. Objects that aren't the app's any more stay.
   *
   * @param namespace where the inventory lives
   * @throws KnownFailure where there is no such app
   */
  public ApplyReport deleteApp(
      String app, String namespace, DeleteOptions options, Consumer<ApplyEvent> events) {
    Ownership owner = new Ownership(app, namespace);
    InventoryStore inventories = new InventoryStore(cluster);
    Inventory inventory =
        inventories
            .find(owner)
            .orElseThrow(
                () ->
                    new KnownFailure(
                        "Couldn't delete app %s: namespace %s holds no inventory of it"
                            .formatted(app, namespace),
                        "--namespace says where the app was applied"));
    Journal journal = new Journal(events);
    List<ResourceId> left = run(owned(inventory, owner, options, journal), options, journal);
    if (left.isEmpty() && !journal.hasFailures() && !Thread.currentThread().isInterrupted()) {
      inventories.remove(owner);
    }
    return report(journal, left);
  }

  private List<Deletions.Target> owned(
      Inventory inventory, Ownership owner, DeleteOptions options, Journal journal) {
    List<Inventory.Entry> entries = List.copyOf(inventory.entries().values());
    try {
      List<Optional<ObjectNode>> found =
          Concurrently.map(
              entries, options.concurrency(), e -> cluster.get(e.id(), e.apiVersion()));
      List<Deletions.Target> targets = new ArrayList<>();
      for (int i = 0; i < entries.size(); i++) {
        Inventory.Entry entry = entries.get(i);
        String uid = found.get(i).map(Execution::uid).orElse(entry.uid());
        if (found.get(i).isPresent() && !isOurs(found.get(i).get(), entry, owner)) {
          journal.note("%s stays: it isn't the app's any more".formatted(entry.id()));
        } else if (found.get(i).filter(KeepGuard::isKept).isPresent()) {
          journal.note(
              "%s stays: its annotation %s says so".formatted(entry.id(), KeepGuard.ANNOTATION));
        } else {
          Set<ResourceId> standsOn =
              found
                  .get(i)
                  .map(object -> Dependencies.of(object, entry.id(), inventory.entries().keySet()))
                  .orElse(Set.of());
          targets.add(
              new Deletions.Target(entry.id(), entry.apiVersion(), uid, Action.DELETED, standsOn));
        }
      }
      return targets;
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }

  private static boolean isOurs(ObjectNode live, Inventory.Entry entry, Ownership owner) {
    return owner.owns(live) && (entry.uid().isEmpty() || entry.uid().equals(Execution.uid(live)));
  }

  private List<ResourceId> run(
      List<Deletions.Target> targets, DeleteOptions options, Journal journal) {
    journal.tell(new ApplyEvent.Started(targets.size(), cluster.description()));
    Deadline deadline = Deadline.after(options.timeout(), clock);
    List<Deletions.Target> all = withInstances(targets);
    return new Deletions(cluster, new Workers(options.concurrency()), journal, deadline)
        .delete(all, options.await()).stream().map(Deletions.Target::id).toList();
  }

  /**
   * A CRD takes all resources of its kind along; they are deleted before, while the controller that
   * handles their finalizers still runs.
   */
  private List<Deletions.Target> withInstances(List<Deletions.Target> targets) {
    Map<ResourceId, Deletions.Target> all = new LinkedHashMap<>();
    for (Deletions.Target target : targets) {
      all.put(target.id(), target);
      if (ApplyOrder.stageOf(target.id()) == ApplyOrder.Stage.DEFINITIONS) {
        instances(target).forEach(instance -> all.putIfAbsent(instance.id(), instance));
      }
    }
    return List.copyOf(all.values());
  }

  private List<Deletions.Target> instances(Deletions.Target definition) {
    Optional<ObjectNode> crd = cluster.get(definition.id(), definition.apiVersion());
    if (crd.isEmpty()) {
      return List.of();
    }
    JsonNode spec = crd.get().path("spec");
    String group = spec.path("group").asText();
    String kind = spec.path("names").path("kind").asText();
    return cluster
        .typeOf(group, kind)
        .map(
            type ->
                cluster.list(Selection.of(type.gvk(), "")).stream()
                    .map(object -> target(object, type.gvk()))
                    .toList())
        .orElse(List.of());
  }

  private static Deletions.Target target(ObjectNode object, GroupVersionKind gvk) {
    JsonNode metadata = object.path("metadata");
    return new Deletions.Target(
        new ResourceId(
            gvk.group(),
            gvk.kind(),
            metadata.path("namespace").asText(""),
            metadata.path("name").asText()),
        gvk.apiVersion(),
        Execution.uid(object),
        Action.DELETED);
  }

  private static ApplyReport report(Journal journal, List<ResourceId> left) {
    return new ApplyReport(journal.applied(), journal.failures(), left, Optional.empty());
  }
}
