package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.KindRules.Part;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The life cycle of objects, from create to the last finalizer, over a {@link Storage}. */
public final class ObjectStore implements ObjectApi {
  private static final int NAME_ATTEMPTS = 8;

  private final Storage storage;
  private final KindRules rules;
  private final Clock clock;
  private final Revising revising;
  private final EventRecorder events;

  public ObjectStore(Storage storage, KindRules rules, Clock clock) {
    this.storage = storage;
    this.rules = rules;
    this.clock = clock;
    this.revising = new Revising(rules, clock);
    this.events = new EventRecorder(this, clock);
  }

  /** Keeps objects as they are given, without defaults or validation. */
  public static ObjectStore inMemory(Clock clock) {
    return new ObjectStore(Storage.inMemory(), KindRules.LENIENT, clock);
  }

  public Storage storage() {
    return storage;
  }

  /** {@code deployments.apps}. */
  public String resource(GroupKind kind) {
    return rules.resource(kind);
  }

  @Override
  public Optional<ObjectNode> get(ResourceId id) {
    return storage.get(id);
  }

  @Override
  public List<ObjectNode> list(String group, String kind, String namespace) {
    return storage.list(new GroupKind(group, kind), namespace).objects();
  }

  @Override
  public List<ObjectNode> controlledBy(String group, String kind, String ownerUid) {
    return storage.controlledBy(new GroupKind(group, kind), ownerUid);
  }

  @Override
  public List<ObjectNode> ownedBy(String uid) {
    return storage.ownedBy(uid);
  }

  @Override
  public List<ObjectNode> labelled(
      String group, String kind, String namespace, Map<String, String> labels) {
    return storage.labelled(new GroupKind(group, kind), namespace, labels);
  }

  @Override
  public ObjectNode create(ObjectNode object, String fieldManager) {
    return create(object, WriteOptions.by(fieldManager));
  }

  public ObjectNode create(ObjectNode object, WriteOptions options) {
    boolean generated = Meta.name(object).isEmpty();
    for (int attempt = 1; ; attempt++) {
      Home home = home(Meta.id(object).namespace());
      ObjectNode fresh = revising.create(object, options);
      ResourceId id = Meta.id(fresh);
      Optional<ObjectNode> stored =
          options.dryRun()
              ? storage.get(id).isPresent() ? Optional.empty() : Optional.of(fresh)
              : storage.put(id, null, fresh, () -> home(home.name()).equals(home));
      if (stored.isPresent()) {
        return stored.get();
      }
      if (!home(home.name()).equals(home)) {
        // It was admitted to a namespace that goes, or is another one by now.
        continue;
      }
      if (!generated || attempt == NAME_ATTEMPTS) {
        String resource = rules.resource(GroupKind.of(id));
        throw storage.get(id).filter(Meta::isBeingDeleted).isPresent()
            ? Failures.stillThere(resource, id.name())
            : Failures.alreadyExists(resource, id.name());
      }
    }
  }

  /** The namespace that an object is admitted to: nothing comes into one that is going. */
  private record Home(String name, String uid, boolean leaving) {}

  private Home home(String namespace) {
    Optional<ObjectNode> there =
        namespace.isEmpty()
            ? Optional.empty()
            : storage.get(new ResourceId("", "Namespace", "", namespace));
    return new Home(
        namespace, there.map(Meta::uid).orElse(""), there.filter(Meta::isBeingDeleted).isPresent());
  }

  @Override
  public ObjectNode update(ObjectNode object, String fieldManager) {
    return change(Meta.id(object), live -> object, Part.MAIN, WriteOptions.by(fieldManager));
  }

  @Override
  public ObjectNode updateStatus(ObjectNode object, String fieldManager) {
    return change(Meta.id(object), live -> object, Part.STATUS, WriteOptions.by(fieldManager));
  }

  @Override
  public ObjectNode bind(ObjectNode pod, String node, String fieldManager) {
    return change(
        Meta.id(pod),
        live -> {
          ObjectNode wanted = live.deepCopy();
          wanted.withObject("/spec").put("nodeName", node);
          Meta.metadata(wanted).put("resourceVersion", Meta.resourceVersion(pod));
          return wanted;
        },
        Part.BINDING,
        WriteOptions.by(fieldManager));
  }

  @Override
  public ObjectNode updateScale(ObjectNode object, String fieldManager) {
    return change(Meta.id(object), live -> object, Part.SCALE, WriteOptions.by(fieldManager));
  }

  /**
   * Makes another object of the one that stands, again when somebody else was faster, unless the
   * wanted object names the resourceVersion that it was made of.
   *
   * @param change what is wanted of what stands; must not change its argument
   * @return as stored, or as it would be in a dry run
   */
  public ObjectNode change(
      ResourceId id, UnaryOperator<ObjectNode> change, Part part, WriteOptions options) {
    while (true) {
      ObjectNode live = storage.get(id).orElseThrow(() -> notFound(id));
      ObjectNode next = revising.revise(id, live, change.apply(live), part, options);
      if (options.dryRun() || next == live) {
        return next;
      }
      if (Deletion.isDone(next)) {
        if (storage.remove(id, live)) {
          return next;
        }
      } else {
        Optional<ObjectNode> stored = storage.put(id, live, next);
        if (stored.isPresent()) {
          return stored.get();
        }
      }
    }
  }

  @Override
  public void delete(ResourceId id, String propagation) {
    if (storage.get(id).isPresent()) {
      deleteIfThere(id, DeleteOptions.propagating(propagation));
    }
  }

  @Override
  public void delete(ObjectNode seen, String propagation) {
    deleteIfThere(Meta.id(seen), DeleteOptions.propagating(propagation).only(Meta.uid(seen)));
  }

  @Override
  public void deleteUnchanged(ObjectNode seen, String propagation) {
    delete(
        Meta.id(seen),
        DeleteOptions.propagating(propagation)
            .only(Meta.uid(seen))
            .onlyAt(Meta.resourceVersion(seen)));
  }

  @Override
  public void deleteNow(ObjectNode seen) {
    deleteIfThere(Meta.id(seen), DeleteOptions.now().only(Meta.uid(seen)));
  }

  private void deleteIfThere(ResourceId id, DeleteOptions options) {
    try {
      delete(id, options);
    } catch (ApiFailure e) {
      boolean another = e.code() == 409 && !isThere(id, options.uid());
      if (e.code() != 404 && !another) {
        throw e;
      }
    }
  }

  private boolean isThere(ResourceId id, String uid) {
    return uid.isEmpty() || storage.get(id).filter(live -> Meta.uid(live).equals(uid)).isPresent();
  }

  /** What became of an object that was to be deleted. */
  public record Deleted(ObjectNode object, boolean gone) {}

  public Deleted delete(ResourceId id, DeleteOptions options) {
    while (true) {
      ObjectNode live = storage.get(id).orElseThrow(() -> notFound(id));
      checkPreconditions(id, live, options);
      rules.validateDelete(live, options);
      ObjectNode guarded = rules.guarded(live);
      ObjectNode marked = Deletion.of(guarded, options, clock.instant()).marked();
      if (marked == null) {
        if (options.dryRun() || storage.remove(id, live)) {
          return new Deleted(live, true);
        }
      } else if (options.dryRun() || marked.equals(live)) {
        return new Deleted(marked, false);
      } else {
        Optional<ObjectNode> stored = storage.put(id, live, marked);
        if (stored.isPresent()) {
          return new Deleted(stored.get(), false);
        }
      }
    }
  }

  private void checkPreconditions(ResourceId id, ObjectNode live, DeleteOptions options) {
    if (!options.uid().isEmpty() && !options.uid().equals(Meta.uid(live))) {
      throw Failures.conflict(
          recordName(id),
          id.name(),
          ("the UID in the precondition (%s) does not match the UID in record (%s). The object"
                  + " might have been deleted and then recreated")
              .formatted(options.uid(), Meta.uid(live)));
    }
    String version = Meta.resourceVersion(live);
    if (!options.resourceVersion().isEmpty() && !options.resourceVersion().equals(version)) {
      throw Failures.conflict(
          recordName(id),
          id.name(),
          ("the ResourceVersion in the precondition (%s) does not match the ResourceVersion in"
                  + " record (%s). The object might have been modified")
              .formatted(options.resourceVersion(), version));
    }
  }

  /** Servers name the kind here, not the resource. */
  private static String recordName(ResourceId id) {
    return id.group().isEmpty() ? id.kind() : id.kind() + "." + id.group();
  }

  private ApiFailure notFound(ResourceId id) {
    return Failures.notFound(rules.resource(GroupKind.of(id)), id.name());
  }

  @Override
  public Subscription subscribe(String group, String kind, Consumer<ObjectEvent> consumer) {
    Storage.Following following = storage.followAlways(new GroupKind(group, kind));
    ChangeFeed feed = following.feed();
    Thread thread =
        Thread.ofVirtual()
            .name("subscription-" + kind)
            .start(
                () -> {
                  for (ObjectNode object : following.listing().objects()) {
                    consumer.accept(
                        new ObjectEvent(ObjectEvent.Type.ADDED, Meta.id(object), object, null));
                  }
                  deliver(feed, consumer);
                });
    return () -> {
      feed.close();
      thread.interrupt();
    };
  }

  private static void deliver(ChangeFeed feed, Consumer<ObjectEvent> consumer) {
    try {
      while (!feed.isClosed()) {
        feed.next(Duration.ofMinutes(1))
            .ifPresent(
                change ->
                    consumer.accept(
                        new ObjectEvent(
                            change.type(), change.id(), change.object(), change.previous())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void recordEvent(
      ObjectNode about,
      String fieldPath,
      String type,
      String reason,
      String message,
      String component) {
    events.record(new EventDraft(about, fieldPath, type, reason, message, component));
  }

  @Override
  public List<GroupVersionKind> kinds() {
    return rules.kinds();
  }
}
