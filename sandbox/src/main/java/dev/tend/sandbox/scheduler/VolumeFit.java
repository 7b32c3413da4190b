package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ObjectApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A pod's claims: whether they are there, bound, and where their volumes can be reached. */
final class VolumeFit {
  private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
  private static final String BOUND_BY = "pv.kubernetes.io/bound-by-controller";
  private static final String SINGLE_POD = "ReadWriteOncePod";

  private final ObjectApi api;
  private final ObjectNode pod;
  private final VolumeLimits limits;
  private final List<WaitingClaim> waiting = new ArrayList<>();
  private final List<ObjectNode> volumes = new ArrayList<>();
  private boolean contested;
  private String problem = "";

  VolumeFit(ObjectApi api, ObjectNode pod) {
    this.api = api;
    this.pod = pod;
    this.limits = new VolumeLimits(api, pod);
    for (String name : claims(pod)) {
      look(name);
    }
  }

  /** Names of the claims that a pod uses. */
  static List<String> claims(ObjectNode pod) {
    List<String> names = new ArrayList<>();
    for (JsonNode volume : pod.path("spec").path("volumes")) {
      JsonNode claim = volume.path("persistentVolumeClaim");
      if (claim.isObject()) {
        names.add(claim.path("claimName").asText());
      } else if (volume.path("ephemeral").isObject()) {
        names.add(Meta.name(pod) + "-" + volume.path("name").asText());
      }
    }
    return names;
  }

  private void look(String name) {
    Optional<ObjectNode> found =
        api.get(new ResourceId("", "PersistentVolumeClaim", Meta.namespace(pod), name));
    if (found.isEmpty()) {
      note("persistentvolumeclaim \"%s\" not found".formatted(name));
      return;
    }
    ObjectNode claim = found.get();
    contested |= isForOnePod(claim) && isUsed(name);
    if (Meta.deleting(claim)) {
      note("persistentvolumeclaim \"%s\" is being deleted".formatted(name));
    } else if (claim.path("status").path("phase").asText().equals("Lost")) {
      String volume = claim.path("spec").path("volumeName").asText();
      String lost = "persistentvolumeclaim \"%s\" bound to non-existent persistentvolume \"%s\"";
      note(lost.formatted(name, volume));
    } else if (claim.path("status").path("phase").asText().equals("Bound")) {
      String volume = claim.path("spec").path("volumeName").asText();
      api.get(new ResourceId("", "PersistentVolume", "", volume)).ifPresent(volumes::add);
    } else {
      Optional<ObjectNode> waits = WaitingClaim.delayingClass(api, claim);
      waits.ifPresentOrElse(
          delaying -> waiting.add(new WaitingClaim(api, claim, delaying)),
          () -> note("pod has unbound immediate PersistentVolumeClaims"));
    }
  }

  private static boolean isForOnePod(ObjectNode claim) {
    return claim
        .path("spec")
        .path("accessModes")
        .valueStream()
        .anyMatch(mode -> mode.asText().equals(SINGLE_POD));
  }

  private boolean isUsed(String claim) {
    return api.list("", "Pod", Meta.namespace(pod)).stream()
        .filter(other -> !Meta.name(other).equals(Meta.name(pod)))
        .filter(other -> !other.path("spec").path("nodeName").asText("").isEmpty())
        .filter(other -> !Pods.finished(other))
        .anyMatch(other -> claims(other).contains(claim));
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
    if (contested) {
      return Optional.of(
          Reason.curable(
              "node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode"
                  + " already in-use by another pod"));
    }
    if (limits.areExceededOn(view)) {
      return Optional.of(Reason.curable("node(s) exceed max volume count"));
    }
    for (ObjectNode volume : volumes) {
      JsonNode wanted = volume.path("spec").path("nodeAffinity").path("required");
      if (wanted.isObject() && !NodeSelection.matches(wanted, view.node())) {
        return Optional.of(Reason.lasting("node(s) didn't match PersistentVolume's node affinity"));
      }
    }
    if (!waiting.stream().allMatch(claim -> claim.canBeMetOn(view))) {
      return Optional.of(
          Reason.lasting("node(s) didn't find available persistent volumes to bind"));
    }
    return volumes.stream().allMatch(volume -> VolumeZones.include(volume, view))
        ? Optional.empty()
        : Optional.of(Reason.lasting("node(s) had no available volume zone"));
  }

  /** Whether there are claims that are not bound before their pod has a node. */
  boolean waits() {
    return !waiting.isEmpty();
  }

  /** Gives waiting claims what is on the node, or has it made there. */
  void select(NodeView chosen) {
    for (WaitingClaim each : waiting) {
      Optional<ObjectNode> volume = each.volumeOn(chosen);
      if (volume.isPresent()) {
        ObjectNode copy = volume.get().deepCopy();
        copy.withObject("/spec").set("claimRef", each.reference());
        Meta.annotate(copy, BOUND_BY, "yes");
        api.update(copy, "kube-scheduler");
      } else {
        ObjectNode copy = each.claim().deepCopy();
        if (Meta.annotate(copy, SELECTED_NODE, chosen.name())) {
          api.update(copy, World.MANAGER);
        }
      }
    }
  }
}
