package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.SourceText;
import dev.tend.manifest.YamlReader;
import dev.tend.sandbox.SandboxConfig;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.KindRules;
import dev.tend.sandbox.store.ObjectApi;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.sandbox.store.Storage;
import dev.tend.sandbox.store.WriteOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A control plane without an API server in front: objects, and all that moves them. */
final class Cluster implements AutoCloseable {
  static final String NAMESPACE = "shop";

  private final Quota quota = new Quota();
  private final Bugs bugs = new Bugs();
  private final ObjectStore store;
  private final SandboxConfig config;
  private Controllers controllers;

  private Cluster(int nodes) {
    store = new ObjectStore(Storage.inMemory(), quota, Clock.systemUTC());
    config =
        new SandboxConfig(
            Optional.empty(), 0, Optional.empty(), nodes, Duration.ofMillis(5), Clock.systemUTC());
    controllers = Controllers.start(store, config);
  }

  /** Refuses pods while it is on. */
  private static final class Quota implements KindRules {
    private volatile boolean on;

    @Override
    public void validate(
        @Nullable ObjectNode live, ObjectNode object, Part part, WriteOptions options) {
      if (on && live == null && object.path("kind").asText().equals("Pod")) {
        throw new ApiFailure(403, "Forbidden", "pods \"web\" is forbidden: exceeded quota: tight");
      }
    }
  }

  void refusePods(boolean on) {
    quota.on = on;
  }

  static Cluster start(int nodes) {
    return new Cluster(nodes);
  }

  ObjectApi api() {
    return store;
  }

  Controllers controllers() {
    return controllers;
  }

  /** Ends the process, as far as controllers are concerned, and starts another one. */
  void restart() {
    controllers.close();
    controllers = Controllers.start(store, config);
  }

  void stop() {
    controllers.close();
  }

  /** Creates what the YAML describes, in this cluster's namespace. */
  void create(String yaml) {
    YamlReader.Result read = YamlReader.read(new SourceText("test", yaml));
    assertThat(read.problems()).isEmpty();
    for (Manifest manifest : read.manifests()) {
      boolean global =
          List.of("StorageClass", "Node", "PersistentVolume").contains(manifest.id().kind());
      store.create(global ? manifest.content() : manifest.inNamespace(NAMESPACE).content(), "test");
    }
  }

  ResourceId id(String group, String kind, String name) {
    return new ResourceId(group, kind, NAMESPACE, name);
  }

  ObjectNode get(String group, String kind, String name) {
    return store
        .get(id(group, kind, name))
        .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
  }

  void change(String group, String kind, String name, Consumer<ObjectNode> change) {
    for (int attempt = 0; ; attempt++) {
      ObjectNode copy = get(group, kind, name).deepCopy();
      change.accept(copy);
      try {
        store.update(copy, "test");
        return;
      } catch (ApiFailure conflict) {
        if (attempt == 50) {
          throw conflict;
        }
      }
    }
  }

  /** Waits until an object is as described, and returns it. */
  ObjectNode await(String group, String kind, String name, Predicate<JsonNode> wanted) {
    ResourceId id = id(group, kind, name);
    until(() -> store.get(id).filter(wanted).isPresent(), () -> describe(id));
    return get(group, kind, name);
  }

  void awaitGone(String group, String kind, String name) {
    ResourceId id = id(group, kind, name);
    until(() -> store.get(id).isEmpty(), () -> describe(id));
  }

  void until(BooleanSupplier condition) {
    until(condition, () -> "");
  }

  private static void until(BooleanSupplier condition, Supplier<String> state) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still not: " + state.get());
      }
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private String describe(ResourceId id) {
    StringBuilder text = new StringBuilder(String.valueOf(store.get(id).orElse(null)));
    for (ObjectNode pod : pods()) {
      text.append("\n  ").append(Meta.name(pod)).append(' ').append(pod.path("status"));
    }
    for (ObjectNode event : store.list("", "Event", NAMESPACE)) {
      text.append("\n  ").append(event.path("reason")).append(' ').append(event.path("message"));
    }
    return text.toString();
  }

  List<ObjectNode> list(String group, String kind) {
    return store.list(group, kind, NAMESPACE);
  }

  List<ObjectNode> pods() {
    return list("", "Pod");
  }

  List<ObjectNode> activePods() {
    return pods().stream().filter(Pods::active).toList();
  }

  /** Messages of the events of a reason. */
  List<String> events(String reason) {
    return list("", "Event").stream()
        .filter(event -> event.path("reason").asText().equals(reason))
        .map(event -> event.path("message").asText())
        .toList();
  }

  /** Every state that objects of a kind go through from now on. */
  List<ObjectApi.ObjectEvent> history(String group, String kind) {
    List<ObjectApi.ObjectEvent> history = new CopyOnWriteArrayList<>();
    store.subscribe(group, kind, history::add);
    return history;
  }

  /** Fails if any reconciliation met a bug, even one that a retry has covered up. */
  @Override
  public void close() {
    controllers.close();
    bugs.close();
    assertThat(bugs.found).isEmpty();
  }

  /** What loops log as unexpected. */
  private static final class Bugs extends Handler {
    private final Logger logger = Logger.getLogger(Loop.class.getName());
    private final List<String> found = new CopyOnWriteArrayList<>();

    Bugs() {
      logger.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
        found.add(entry.getMessage() + ": " + entry.getThrown());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
    }
  }
}
