package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Amount;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ObjectApi.ObjectEvent;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Binds claims to volumes that are there, or has volumes made for them. */
final class ClaimController {
  private static final String COMPONENT = "persistentvolume-controller";
  private static final String PROTECTION = "kubernetes.io/pvc-protection";
  private static final String STANDARD = "storageclass.kubernetes.io/is-default-class";
  private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";

  private final World world;

  private ClaimController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    ClaimController controller = new ClaimController(world);
    Loop<ResourceId> loop = parts.loop("claim", 1, world.ticker(), controller::reconcile);
    parts.follow(world.api(), "", "PersistentVolumeClaim", event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        "",
        "PersistentVolume",
        event -> {
          controller.unbound(loop);
          JsonNode reference = event.object().path("spec").path("claimRef");
          if (event.type() == ObjectEvent.Type.DELETED && reference.isObject()) {
            loop.add(
                claimId(reference.path("namespace").asText(), reference.path("name").asText()));
          }
        });
    parts.follow(world.api(), "storage.k8s.io", "StorageClass", event -> controller.unbound(loop));
    parts.follow(
        world.api(),
        "",
        "Pod",
        event -> {
          if (event.type() == ObjectEvent.Type.DELETED || Pods.finished(event.object())) {
            for (JsonNode volume : event.object().path("spec").path("volumes")) {
              JsonNode claim = volume.path("persistentVolumeClaim");
              if (claim.isObject()) {
                loop.add(claimId(event.id().namespace(), claim.path("claimName").asText()));
              }
            }
          }
        });
  }

  private static ResourceId claimId(String namespace, String name) {
    return new ResourceId("", "PersistentVolumeClaim", namespace, name);
  }

  private void unbound(Loop<ResourceId> loop) {
    for (ObjectNode claim : world.api().list("", "PersistentVolumeClaim", "")) {
      if (!isBound(claim)) {
        loop.add(Meta.id(claim));
      }
    }
  }

  private static boolean isBound(ObjectNode claim) {
    return phase(claim).equals("Bound");
  }

  private static String phase(ObjectNode claim) {
    return claim.path("status").path("phase").asText();
  }

  private static ResourceId volumeOf(ObjectNode claim) {
    String name = claim.path("spec").path("volumeName").asText("");
    return new ResourceId("", "PersistentVolume", "", name);
  }

  private boolean hasVolume(ObjectNode claim) {
    return world.api().get(volumeOf(claim)).isPresent();
  }

  /** Somebody took the volume away from under it. */
  private void lose(ObjectNode claim) {
    ObjectNode status = World.statusOf(claim);
    status.remove(List.of("accessModes", "capacity"));
    status.put("phase", "Lost");
    ObjectNode lost = world.updateStatus(claim, status);
    world.warning(
        lost,
        COMPONENT,
        "ClaimLost",
        "Bound claim has lost its PersistentVolume. Data on the volume is lost!");
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode claim = found.get();
    if (Meta.deleting(claim)) {
      if (Meta.hasFinalizer(claim, PROTECTION) && !isUsed(claim)) {
        world.api().update(Meta.withoutFinalizer(claim, PROTECTION), World.MANAGER);
      }
    } else if (isBound(claim) && !hasVolume(claim)) {
      lose(claim);
    } else if (isBound(claim)) {
      expand(claim);
    } else if (!phase(claim).equals("Lost")) {
      claim = classed(claim);
      if (!claim.path("status").has("phase")) {
        ObjectNode status = World.statusOf(claim);
        status.put("phase", "Pending");
        claim = world.updateStatus(claim, status);
      }
      find(claim);
    }
    return Optional.empty();
  }

  /** One that came before there was a standard class gets it later. */
  private ObjectNode classed(ObjectNode claim) {
    if (claim.path("spec").has("storageClassName")) {
      return claim;
    }
    Optional<ObjectNode> standard =
        world.api().list("storage.k8s.io", "StorageClass", "").stream()
            .filter(one -> Meta.annotation(one, STANDARD).equals("true"))
            .max(Meta.BY_AGE);
    if (standard.isEmpty()) {
      return claim;
    }
    ObjectNode next = claim.deepCopy();
    next.withObject("/spec").put("storageClassName", Meta.name(standard.get()));
    return world.api().update(next, World.MANAGER);
  }

  private boolean isUsed(ObjectNode claim) {
    return world.api().list("", "Pod", Meta.namespace(claim)).stream()
        // A pod without a node holds nothing yet.
        .filter(pod -> !Pods.finished(pod) && !Pods.node(pod).isEmpty())
        .flatMap(pod -> pod.path("spec").path("volumes").valueStream())
        .map(volume -> volume.path("persistentVolumeClaim").path("claimName").asText(""))
        .anyMatch(Meta.name(claim)::equals);
  }

  private void find(ObjectNode claim) {
    String named = claim.path("spec").path("volumeName").asText("");
    Optional<ObjectNode> volume =
        named.isEmpty()
            ? world.api().list("", "PersistentVolume", "").stream()
                .filter(candidate -> Volumes.suits(candidate, claim))
                .filter(candidate -> isReserved(candidate) || !waits(claim))
                .min(
                    Comparator.comparing((ObjectNode candidate) -> !isReserved(candidate))
                        .thenComparingLong(ClaimController::size)
                        .thenComparing(Meta::name))
            : world
                .api()
                .get(new ResourceId("", "PersistentVolume", "", named))
                .filter(candidate -> Volumes.suits(candidate, claim));
    if (volume.isPresent()) {
      bind(claim, volume.get());
    } else if (named.isEmpty()) {
      provision(claim);
    }
  }

  /** Whether it is for the scheduler to say which volume the claim gets. */
  private boolean waits(ObjectNode claim) {
    String name = claim.path("spec").path("storageClassName").asText("");
    return world
        .api()
        .get(new ResourceId("storage.k8s.io", "StorageClass", "", name))
        .map(found -> found.path("volumeBindingMode").asText())
        .map("WaitForFirstConsumer"::equals)
        .orElse(false);
  }

  private static boolean isReserved(ObjectNode volume) {
    return volume.path("spec").path("claimRef").isObject();
  }

  private static long size(ObjectNode volume) {
    return Amount.milli(volume.path("spec").path("capacity").path("storage"));
  }

  private void provision(ObjectNode claim) {
    String name = claim.path("spec").path("storageClassName").asText("");
    if (name.isEmpty()) {
      world.normal(
          claim,
          COMPONENT,
          "FailedBinding",
          "no persistent volumes available for this claim and no storage class is set");
      return;
    }
    Optional<ObjectNode> found =
        world.api().get(new ResourceId("storage.k8s.io", "StorageClass", "", name));
    if (found.isEmpty()) {
      String message = "storageclass.storage.k8s.io \"%s\" not found".formatted(name);
      world.warning(claim, COMPONENT, "ProvisioningFailed", message);
      return;
    }
    ObjectNode storageClass = found.get();
    boolean waits = storageClass.path("volumeBindingMode").asText().equals("WaitForFirstConsumer");
    if (waits && Meta.annotation(claim, SELECTED_NODE).isEmpty()) {
      world.normal(
          claim,
          COMPONENT,
          "WaitForFirstConsumer",
          "waiting for first consumer to be created before binding");
      return;
    }
    String provisioner = storageClass.path("provisioner").asText();
    if (provisioner.equals("kubernetes.io/no-provisioner")) {
      String message = "no volume plugin matched name: " + provisioner;
      world.warning(claim, COMPONENT, "ProvisioningFailed", message);
      return;
    }
    String key = Meta.namespace(claim) + "/" + Meta.name(claim);
    String component = provisioner + "_sandbox";
    world.normal(
        claim,
        component,
        "Provisioning",
        "External provisioner is provisioning volume for claim \"%s\"".formatted(key));
    ObjectNode wanted = Volumes.provisioned(claim, storageClass);
    ObjectNode volume =
        world.api().get(Meta.id(wanted)).orElseGet(() -> world.api().create(wanted, World.MANAGER));
    String message = "Successfully provisioned volume " + Meta.name(volume);
    world.normal(claim, component, "ProvisioningSucceeded", message);
    bind(claim, volume);
  }

  private void bind(ObjectNode claim, ObjectNode volume) {
    ObjectNode bound = volume.deepCopy();
    if (!volume.path("spec").path("claimRef").path("uid").asText("").equals(Meta.uid(claim))) {
      bound.withObject("/spec").set("claimRef", Volumes.reference(claim));
      if (!isReserved(volume)) {
        Meta.annotate(bound, Volumes.BOUND_BY_CONTROLLER, "yes");
      }
      bound = world.api().update(bound, World.MANAGER);
    }
    ObjectNode status = World.statusOf(bound);
    status.put("phase", "Bound");
    world.updateStatus(bound, status);
    ObjectNode next = claim.deepCopy();
    if (!next.path("spec").has("volumeName")) {
      next.withObject("/spec").put("volumeName", Meta.name(volume));
      Meta.annotate(next, Volumes.BOUND_BY_CONTROLLER, "yes");
    }
    Meta.annotate(next, "pv.kubernetes.io/bind-completed", "yes");
    next = world.api().update(next, World.MANAGER);
    ObjectNode filled = World.statusOf(next);
    filled.put("phase", "Bound");
    filled.set("accessModes", volume.path("spec").path("accessModes"));
    filled.putObject("capacity").set("storage", volume.at("/spec/capacity/storage"));
    world.updateStatus(next, filled);
  }

  /** A bound claim that asks for more than it has. */
  private void expand(ObjectNode claim) {
    JsonNode wanted = Volumes.requested(claim);
    JsonNode present = claim.path("status").path("capacity").path("storage");
    ResourceId id = volumeOf(claim);
    Optional<ObjectNode> volume = world.api().get(id);
    if (Amount.milli(wanted) <= Amount.milli(present) || volume.isEmpty()) {
      return;
    }
    ObjectNode larger = volume.get().deepCopy();
    larger.withObject("/spec/capacity").set("storage", wanted);
    world.api().update(larger, World.MANAGER);
    ObjectNode status = World.statusOf(claim);
    status.withObject("/capacity").set("storage", wanted);
    world.updateStatus(claim, status);
    world.normal(
        claim,
        "kubelet",
        "FileSystemResizeSuccessful",
        "MountVolume.NodeExpandVolume succeeded for volume \"%s\"".formatted(id.name()));
  }
}
