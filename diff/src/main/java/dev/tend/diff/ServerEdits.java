package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.ExpectedObject;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.FieldPath.Element;
import dev.tend.manifest.Manifest;
import dev.tend.schema.FieldSchema;
import dev.tend.schema.ResourceType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server's admission makes of an object beyond its manifest and the defaults of its kind:
 * most often the work of a mutating webhook. Each edit leads from what the manifest comes to, to
 * what the server makes of it.
 */
final class ServerEdits {
  private static final String TOKEN_VOLUME = "kube-api-access-";

  /** Labels and annotations that controllers and strategies of built-in kinds set. */
  private static final Set<String> SERVERS_OWN =
      Set.of(
          "batch.kubernetes.io/controller-uid",
          "batch.kubernetes.io/job-name",
          "controller-uid",
          "job-name",
          "deprecated.daemonset.template.generation");

  private static final Set<String> ALLOCATED =
      Set.of(
          "clusterIP",
          "clusterIPs",
          "healthCheckNodePort",
          "ipFamilies",
          "ipFamilyPolicy",
          "nodePort");

  private final ResourceType type;

  private ServerEdits(ResourceType type) {
    this.type = type;
  }

  /**
   * Of an object that isn't there yet. What servers hand out (addresses, ports, a storage class) is
   * none: only what the manifest says otherwise, and items, labels and annotations that it lacks.
   */
  static List<FieldChange> ofNew(Manifest manifest, ObjectNode result, ResourceType type) {
    ServerEdits edits = new ServerEdits(type);
    return edits.find(null, manifest.content(), result).stream()
        .filter(edit -> edit.before() != null || isExtra(edit))
        .filter(edit -> !edits.isCopiedFromTemplate(edit, result))
        .filter(edit -> !edits.isOfEveryPod(edit))
        .toList();
  }

  /**
   * Of an object that stands; only what would change.
   *
   * @param changes what leads from live to result
   */
  static List<FieldChange> ofChanged(
      ObjectNode live,
      Manifest manifest,
      ObjectNode result,
      ResourceType type,
      List<FieldChange> changes) {
    if (changes.isEmpty()) {
      return List.of();
    }
    return new ServerEdits(type)
        .find(live, manifest.content(), result).stream()
            .filter(edit -> changes.stream().anyMatch(change -> meet(change.path(), edit.path())))
            .toList();
  }

  private static boolean meet(FieldPath one, FieldPath other) {
    return one.startsWith(other) || other.startsWith(one);
  }

  private List<FieldChange> find(@Nullable ObjectNode live, ObjectNode applied, ObjectNode result) {
    Optional<ObjectNode> expected = ExpectedObject.of(live, applied, type, Takeover.TEND);
    if (expected.isEmpty()) {
      return List.of();
    }
    return ObjectPlanner.changes(expected.get(), result, type).stream()
        .filter(edit -> !saysNothing(edit.before()) || !saysNothing(edit.after()))
        .filter(edit -> !isDefault(edit) && !isHandedOut(edit))
        .toList();
  }

  private static boolean saysNothing(@Nullable JsonNode value) {
    return value == null
        || value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.asText().isEmpty());
  }

  private boolean isDefault(FieldChange edit) {
    // A field's default may hold others; that of an item says nothing of the item being there.
    return edit.before() == null
        && edit.path().elements().getLast() instanceof Element.Key
        && schemaAt(edit.path()).facts().defaultValue().isPresent();
  }

  /** Addresses, ports and protections, which servers give to every object of a kind. */
  private boolean isHandedOut(FieldChange edit) {
    String field = edit.path().elements().getLast() instanceof Element.Key(String name) ? name : "";
    return SERVERS_OWN.contains(field)
        || (type.gvk().kind().equals("Service") && ALLOCATED.contains(field))
        || edit.path().startsWith(FieldPath.of("metadata", "finalizers"));
  }

  private FieldSchema schemaAt(FieldPath path) {
    FieldSchema schema = type.schema();
    for (Element element : path.elements()) {
      schema =
          switch (element) {
            case Element.Key(String name) -> schema.member(name);
            case Element.Index ignored -> items(schema);
            case Element.Keyed ignored -> items(schema);
            case Element.Value ignored -> items(schema);
          };
    }
    return schema;
  }

  private static FieldSchema items(FieldSchema schema) {
    return schema instanceof FieldSchema.ListOf list ? list.items() : FieldSchema.Any.INSTANCE;
  }

  /** Something beside what the manifest has: an item of a list, a label, an annotation. */
  private static boolean isExtra(FieldChange edit) {
    List<Element> path = edit.path().elements();
    if (!(path.getLast() instanceof Element.Key(String name))) {
      return true;
    }
    if (isLabels(path.getLast())) {
      return edit.after() != null && !SERVERS_OWN.containsAll(names(edit.after()));
    }
    return path.size() > 1 && isLabels(path.get(path.size() - 2)) && !SERVERS_OWN.contains(name);
  }

  /** A Job without labels gets those of its pods. */
  private boolean isCopiedFromTemplate(FieldChange edit, ObjectNode result) {
    return type.gvk().group().equals("batch")
        && type.gvk().kind().equals("Job")
        && edit.before() == null
        && edit.path().equals(FieldPath.of("metadata", "labels"))
        && edit.after() != null
        && edit.after().properties().stream()
            .allMatch(
                label ->
                    SERVERS_OWN.contains(label.getKey())
                        || label.getValue().equals(podLabels(result).get(label.getKey())));
  }

  private static JsonNode podLabels(ObjectNode workload) {
    return workload.at("/spec/template/metadata/labels");
  }

  private static Set<String> names(JsonNode map) {
    Set<String> names = new HashSet<>();
    map.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static boolean isLabels(Element element) {
    return element instanceof Element.Key(String name)
        && (name.equals("labels") || name.equals("annotations"));
  }

  /** Every pod gets a volume for its token, and tolerates nodes that are away for a while. */
  private boolean isOfEveryPod(FieldChange edit) {
    return type.gvk().kind().equals("Pod")
        && edit.before() == null
        && (edit.path().startsWith(FieldPath.of("spec", "tolerations"))
            || edit.path().toString().contains(TOKEN_VOLUME)
            || String.valueOf(edit.after()).contains(TOKEN_VOLUME));
  }
}
