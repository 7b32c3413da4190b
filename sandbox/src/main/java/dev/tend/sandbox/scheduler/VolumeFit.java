package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ObjectApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pod's claims: whether they are there, bound, and where their volumes can be reached. */
final class VolumeFit {
  static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

  private final ObjectApi api;
  private final List<ObjectNode> waiting = new ArrayList<>();
  private final List<JsonNode> affinities = new ArrayList<>();
  private String problem = "";

  VolumeFit(ObjectApi api, ObjectNode pod) {
    this.api = api;
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      JsonNode claim = volume.path("persistentVolumeClaim");
      if (claim.isObject()) {
        look(Meta.namespace(pod), claim.path("claimName").asText());
      } else if (volume.path("ephemeral").isObject()) {
        look(Meta.namespace(pod), Meta.name(pod) + "-" + volume.path("name").asText());
      }
    }
  }

  private void look(String namespace, String name) {
    Optional<ObjectNode> found =
        api.get(new ResourceId("", "PersistentVolumeClaim", namespace, name));
    if (found.isEmpty()) {
      note("persistentvolumeclaim \"%s\" not found".formatted(name));
      return;
    }
    ObjectNode claim = found.get();
    if (Meta.deleting(claim)) {
      note("persistentvolumeclaim \"%s\" is being deleted".formatted(name));
    } else if (claim.path("status").path("phase").asText().equals("Bound")) {
      String volume = claim.path("spec").path("volumeName").asText();
      api.get(new ResourceId("", "PersistentVolume", "", volume))
          .map(bound -> bound.path("spec").path("nodeAffinity").path("required"))
          .filter(JsonNode::isObject)
          .ifPresent(affinities::add);
    } else if (waitsForConsumer(claim)) {
      waiting.add(claim);
    } else {
      note("pod has unbound immediate PersistentVolumeClaims");
    }
  }

  private boolean waitsForConsumer(ObjectNode claim) {
    String name = claim.path("spec").path("storageClassName").asText("");
    return api.get(new ResourceId("storage.k8s.io", "StorageClass", "", name))
        .map(found -> found.path("volumeBindingMode").asText())
        .map("WaitForFirstConsumer"::equals)
        .orElse(false);
  }

  private void note(String found) {
    if (problem.isEmpty()) {
      problem = found;
    }
  }

  /** What keeps the pod from every node; empty if nothing does. */
  String problem() {
    return problem;
  }

  Optional<Reason> check(NodeView view) {
    return affinities.stream().allMatch(wanted -> NodeSelection.matches(wanted, view.node()))
        ? Optional.empty()
        : Optional.of(Reason.lasting("node(s) had volume node affinity conflict"));
  }

  /** Tells claims that wait for their first consumer where it is going to be. */
  boolean select(NodeView chosen) {
    for (ObjectNode claim : waiting) {
      ObjectNode copy = claim.deepCopy();
      if (Meta.annotate(copy, SELECTED_NODE, chosen.name())) {
        api.update(copy, World.MANAGER);
      }
    }
    return !waiting.isEmpty();
  }
}
