package dev.tend.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.FieldManager;
import dev.tend.diff.merge.ServerSideApply;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.BuiltInSchemas;
import dev.tend.schema.ResourceType;
import dev.tend.schema.SchemaCatalog;
import dev.tend.schema.defaults.Defaults;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A cluster in memory that answers dry runs by the merge and the defaults of servers. */
final class FakeLiveState implements LiveState {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final SchemaCatalog catalog = BuiltInSchemas.load();
  private final Map<ResourceId, ObjectNode> objects = new HashMap<>();
  private final Map<ResourceId, DryRun> answers = new HashMap<>();
  private final Set<ResourceId> asked = new HashSet<>();
  private UnaryOperator<ObjectNode> admission = object -> object;

  /** Puts an object there as somebody else's update wrote it. */
  FakeLiveState having(String yaml, FieldManager manager) {
    for (Manifest manifest : Yaml.manifests(yaml)) {
      ResourceType type = typeOf(manifest.type()).orElseThrow();
      ObjectNode stored =
          manager.operation() == FieldManager.Operation.APPLY
              ? ((ServerSideApply.Outcome.Merged)
                      ServerSideApply.apply(null, manifest.content(), type, manager, false, NOW))
                  .object()
              : ServerSideApply.recordUpdate(null, manifest.content(), type, manager, NOW);
      Defaults.fill(stored);
      stored.withObject("/metadata").put("uid", "uid-" + manifest.id().name());
      stored.withObject("/metadata").put("resourceVersion", "7");
      objects.put(manifest.id(), stored);
    }
    return this;
  }

  FakeLiveState having(String yaml) {
    return having(yaml, FieldManager.applying("tend"));
  }

  FakeLiveState answering(ResourceId id, DryRun answer) {
    answers.put(id, answer);
    return this;
  }

  /** Makes what it will of every object that is written. */
  FakeLiveState admitting(UnaryOperator<ObjectNode> webhook) {
    admission = webhook;
    return this;
  }

  boolean wasAskedAbout(ResourceId id) {
    return asked.contains(id);
  }

  @Override
  public Optional<ResourceType> typeOf(GroupVersionKind gvk) {
    return catalog.find(gvk);
  }

  @Override
  public Optional<ObjectNode> get(ResourceId id, String apiVersion) {
    return Optional.ofNullable(objects.get(id)).map(ObjectNode::deepCopy);
  }

  @Override
  public List<ObjectNode> getAll(GroupVersionKind gvk, String namespace, Set<String> names) {
    return list(gvk, namespace, "").stream()
        .filter(object -> names.contains(object.path("metadata").path("name").asText()))
        .map(ObjectNode::deepCopy)
        .toList();
  }

  @Override
  public List<ObjectNode> list(GroupVersionKind gvk, String namespace, String labelSelector) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().kind().equals(gvk.kind()))
        .filter(entry -> entry.getKey().namespace().equals(namespace))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public synchronized DryRun dryRun(Manifest manifest, boolean forceConflicts) {
    asked.add(manifest.id());
    if (answers.containsKey(manifest.id())) {
      return answers.get(manifest.id());
    }
    ServerSideApply.Outcome outcome =
        ServerSideApply.apply(
            objects.get(manifest.id()),
            manifest.content(),
            typeOf(manifest.type()).orElseThrow(),
            FieldManager.applying("tend"),
            forceConflicts,
            NOW);
    return switch (outcome) {
      case ServerSideApply.Outcome.Merged(ObjectNode merged) -> {
        Defaults.fill(merged);
        yield new DryRun.Accepted(admission.apply(merged), List.of());
      }
      case ServerSideApply.Outcome.Conflicted conflicted ->
          new DryRun.Conflicts(
              conflicted.conflicts().stream()
                  .map(c -> new FieldConflict(c.manager().name(), c.field()))
                  .toList());
    };
  }
}
