package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Amount;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Selector;
import dev.tend.sandbox.store.ObjectApi;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A claim that gets its volume where its first pod goes. */
final class WaitingClaim {
  private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

  private final ObjectNode claim;
  private final ObjectNode storageClass;
  private final List<ObjectNode> candidates;

  WaitingClaim(ObjectApi api, ObjectNode claim, ObjectNode storageClass) {
    this.claim = claim;
    this.storageClass = storageClass;
    this.candidates =
        api.list("", "PersistentVolume", "").stream()
            .filter(this::suits)
            .sorted(Comparator.comparingLong(WaitingClaim::size).thenComparing(Meta::name))
            .toList();
  }

  /** The class of a claim, if that is one whose claims wait. */
  static Optional<ObjectNode> delayingClass(ObjectApi api, ObjectNode claim) {
    String name = claim.path("spec").path("storageClassName").asText("");
    return api.get(new ResourceId("storage.k8s.io", "StorageClass", "", name))
        .filter(found -> found.path("volumeBindingMode").asText("").equals("WaitForFirstConsumer"));
  }

  ObjectNode claim() {
    return claim;
  }

  private static long size(ObjectNode volume) {
    return Amount.milli(volume.path("spec").path("capacity").path("storage"));
  }

  private boolean suits(ObjectNode volume) {
    JsonNode spec = volume.path("spec");
    JsonNode wanted = claim.path("spec");
    JsonNode taken = spec.path("claimRef");
    boolean free =
        taken.isMissingNode()
            || (taken.path("name").asText("").equals(Meta.name(claim))
                && taken.path("namespace").asText("").equals(Meta.namespace(claim)));
    JsonNode modes = spec.path("accessModes");
    String className = wanted.path("storageClassName").asText("");
    return free
        && !Meta.deleting(volume)
        && spec.path("storageClassName").asText("").equals(className)
        && spec.path("volumeMode")
            .asText("Filesystem")
            .equals(wanted.path("volumeMode").asText("Filesystem"))
        && wanted
            .path("accessModes")
            .valueStream()
            .allMatch(mode -> modes.valueStream().anyMatch(mode::equals))
        && (wanted.path("selector").isMissingNode()
            || Selector.matches(wanted.path("selector"), volume.path("metadata").path("labels")))
        && size(volume) >= Amount.milli(wanted.path("resources").path("requests").path("storage"));
  }

  /** The smallest volume that is there and can be reached from the node. */
  Optional<ObjectNode> volumeOn(NodeView view) {
    return candidates.stream()
        .filter(
            volume -> {
              JsonNode wanted = volume.path("spec").path("nodeAffinity").path("required");
              return !wanted.isObject() || NodeSelection.matches(wanted, view.node());
            })
        .findFirst();
  }

  boolean canBeMetOn(NodeView view) {
    String selected = Meta.annotation(claim, SELECTED_NODE);
    if (!selected.isEmpty() && !selected.equals(view.name())) {
      return false;
    }
    return volumeOn(view).isPresent() || canBeMadeOn(view);
  }

  private boolean canBeMadeOn(NodeView view) {
    if (storageClass.path("provisioner").asText().equals("kubernetes.io/no-provisioner")) {
      return false;
    }
    JsonNode topologies = storageClass.path("allowedTopologies");
    return topologies.isEmpty()
        || topologies
            .valueStream()
            .anyMatch(
                term ->
                    term.path("matchLabelExpressions")
                        .valueStream()
                        .allMatch(wanted -> isIn(wanted, view)));
  }

  private static boolean isIn(JsonNode wanted, NodeView view) {
    String domain = view.domain(wanted.path("key").asText());
    return wanted.path("values").valueStream().anyMatch(value -> value.asText().equals(domain));
  }

  ObjectNode reference() {
    ObjectNode reference = claim.objectNode();
    reference.put("apiVersion", "v1").put("kind", "PersistentVolumeClaim");
    reference.put("name", Meta.name(claim)).put("namespace", Meta.namespace(claim));
    reference.set("resourceVersion", claim.path("metadata").path("resourceVersion"));
    return reference.put("uid", Meta.uid(claim));
  }
}
