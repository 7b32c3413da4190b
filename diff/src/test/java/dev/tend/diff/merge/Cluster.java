package dev.tend.diff.merge;

import static dev.tend.diff.merge.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.FieldManager.Operation;
import dev.tend.schema.ResourceType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One object that managers write to in turn, a second apart. */
final class Cluster {
  private final ResourceType type;
  private @Nullable ObjectNode live;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  Cluster(ResourceType type) {
    this.type = type;
  }

  /** Puts an object there that nobody is known to own. */
  void put(String object) {
    live = complete(object(object));
  }

  void apply(String manager, String configuration) {
    applyTo("", manager, configuration);
  }

  void applyTo(String subresource, String manager, String configuration) {
    live =
        merged(run(new FieldManager(manager, Operation.APPLY, subresource), configuration, false));
  }

  void force(String manager, String configuration) {
    live = merged(run(FieldManager.applying(manager), configuration, true));
  }

  /** What the server says when the configuration conflicts. */
  String conflicts(String manager, String configuration) {
    return switch (run(FieldManager.applying(manager), configuration, false)) {
      case ServerSideApply.Outcome.Merged(ObjectNode object) ->
          throw new AssertionError("merged into " + object);
      case ServerSideApply.Outcome.Conflicted conflicted -> conflicted.message();
    };
  }

  private static ObjectNode merged(ServerSideApply.Outcome outcome) {
    return switch (outcome) {
      case ServerSideApply.Outcome.Merged(ObjectNode object) -> object;
      case ServerSideApply.Outcome.Conflicted conflicted ->
          throw new AssertionError(conflicted.message());
    };
  }

  private ServerSideApply.Outcome run(FieldManager manager, String configuration, boolean force) {
    tick();
    ObjectNode applied = complete(object(configuration));
    ObjectNode before = live == null ? null : live.deepCopy();
    ObjectNode given = applied.deepCopy();
    ServerSideApply.Outcome outcome =
        ServerSideApply.apply(live, applied, type, manager, force, now);
    if (!applied.equals(given) || (live != null && !live.equals(before))) {
      throw new AssertionError("apply changed what it was given");
    }
    return outcome;
  }

  /** Lays the fields over the live object and stores that. */
  void update(String manager, String changes) {
    update(manager, "", changes);
  }

  void update(String manager, String subresource, String changes) {
    ObjectNode base = live == null ? complete(object("{}")) : live;
    replace(manager, subresource, Patches.merge(base, object(changes)));
  }

  /** Stores the object as it is given. */
  void replace(String manager, String subresource, ObjectNode updated) {
    tick();
    live =
        ServerSideApply.recordUpdate(
            live, updated, type, new FieldManager(manager, Operation.UPDATE, subresource), now);
  }

  private void tick() {
    now = now.plusSeconds(1);
  }

  private ObjectNode complete(ObjectNode object) {
    ObjectNode complete = object.deepCopy();
    complete.put("apiVersion", type.gvk().apiVersion()).put("kind", type.gvk().kind());
    complete.withObject("/metadata").put("name", "one").put("namespace", "ns");
    return complete;
  }

  ObjectNode live() {
    if (live == null) {
      throw new AssertionError("nothing is there");
    }
    return live;
  }

  JsonNode get(String path) {
    return live().at("/" + path);
  }

  ManagedFields managed() {
    return ManagedFields.of(live());
  }

  /** What a manager owns, whatever its operation and subresource, as JSON; empty where nothing. */
  String owned(String manager) {
    return managed().filter(entry -> entry.manager().name().equals(manager)).isEmpty()
        ? ""
        : managed().filter(entry -> entry.manager().name().equals(manager)).union().toString();
  }
}
