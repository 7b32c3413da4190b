package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes the nodes, keeps them healthy, and renews their leases. */
final class NodeKeeper {
  private static final Duration LEASE = Duration.ofSeconds(40);
  private static final String TIME_TO_LIVE = "node.alpha.kubernetes.io/ttl";
  private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

  private final World world;
  private final String release;

  private NodeKeeper(World world, String release) {
    this.world = world;
    this.release = release;
  }

  static void start(World world, int nodes, String release, Parts parts) {
    NodeKeeper keeper = new NodeKeeper(world, release);
    if (world.api().list("", "Node", "").isEmpty()) {
      for (int number = 1; number <= nodes; number++) {
        keeper.create(number);
      }
    }
    Loop<ResourceId> loop = parts.loop("node", 1, world.ticker(), keeper::reconcile);
    parts.follow(world.api(), "", "Node", event -> loop.add(event.id()));
  }

  private void create(int number) {
    ObjectNode node = world.api().create(NodeObjects.node(number), "kubelet");
    ObjectNode copy = node.deepCopy();
    copy.set("status", NodeObjects.status(node, release, world.now()));
    ObjectNode ready = settle(world.api().updateStatus(copy, "kubelet"));
    String name = Meta.name(ready);
    world.normal(
        ready,
        "node-controller",
        "RegisteredNode",
        "Node %s event: Registered Node %s in Controller".formatted(name, name));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode node = withTimeToLive(taintIfCordoned(found.get()));
    if (!KubeletSwitch.of(node).reportsNode()) {
      return Optional.empty();
    }
    ObjectNode status = NodeObjects.status(node, release, world.now());
    if (!status.equals(node.path("status"))) {
      ObjectNode copy = node.deepCopy();
      copy.set("status", status);
      node = world.api().updateStatus(copy, "kubelet");
    }
    node = settle(node);
    renewLease(node);
    return Optional.of(LEASE.dividedBy(2));
  }

  /** A node that is ready takes pods: new ones are tainted until then. */
  private ObjectNode settle(ObjectNode node) {
    JsonNode taints = node.path("spec").path("taints");
    if (taints.valueStream().noneMatch(NodeKeeper::isNotReady)) {
      return node;
    }
    ObjectNode copy = node.deepCopy();
    ArrayNode next = copy.withObject("/spec").putArray("taints");
    taints.valueStream().filter(taint -> !isNotReady(taint)).forEach(next::add);
    if (next.isEmpty()) {
      copy.withObject("/spec").remove("taints");
    }
    return world.api().update(copy, World.MANAGER);
  }

  private static boolean isNotReady(JsonNode taint) {
    return taint.path("key").asText().equals("node.kubernetes.io/not-ready");
  }

  private ObjectNode taintIfCordoned(ObjectNode node) {
    boolean cordoned = node.path("spec").path("unschedulable").asBoolean(false);
    JsonNode taints = node.path("spec").path("taints");
    boolean tainted = taints.valueStream().anyMatch(NodeKeeper::isCordon);
    if (cordoned == tainted) {
      return node;
    }
    ObjectNode copy = node.deepCopy();
    ArrayNode next = copy.withObject("/spec").putArray("taints");
    taints.valueStream().filter(taint -> !isCordon(taint)).forEach(next::add);
    if (cordoned) {
      ObjectNode taint = next.addObject().put("key", UNSCHEDULABLE).put("effect", "NoSchedule");
      taint.put("timeAdded", Times.text(world.now()));
    } else if (next.isEmpty()) {
      copy.withObject("/spec").remove("taints");
    }
    return world.api().update(copy, World.MANAGER);
  }

  /** How long kubelets may trust what they know of objects: at once, in clusters so small. */
  private ObjectNode withTimeToLive(ObjectNode node) {
    if (!Meta.annotation(node, TIME_TO_LIVE).isEmpty()) {
      return node;
    }
    ObjectNode copy = node.deepCopy();
    Meta.annotate(copy, TIME_TO_LIVE, "0");
    return world.api().update(copy, World.MANAGER);
  }

  private static boolean isCordon(JsonNode taint) {
    return taint.path("key").asText().equals(UNSCHEDULABLE);
  }

  private void renewLease(ObjectNode node) {
    String name = Meta.name(node);
    ResourceId id = new ResourceId("coordination.k8s.io", "Lease", "kube-node-lease", name);
    Optional<ObjectNode> present = world.api().get(id);
    ObjectNode lease =
        present
            .map(ObjectNode::deepCopy)
            .orElseGet(() -> Meta.object("coordination.k8s.io/v1", "Lease", id.namespace(), name));
    JsonNode renewed = lease.path("spec").path("renewTime");
    if (Times.parse(renewed)
        .map(time -> time.plus(LEASE.dividedBy(4)).isAfter(world.now()))
        .orElse(false)) {
      return;
    }
    ObjectNode spec = lease.withObject("/spec");
    spec.put("holderIdentity", name).put("leaseDurationSeconds", (int) LEASE.toSeconds());
    spec.put("renewTime", Times.microText(world.now()));
    try {
      if (present.isPresent()) {
        world.api().update(lease, "kubelet");
      } else {
        ObjectNode owner = Meta.controllerReference(node);
        owner.remove(List.of("controller", "blockOwnerDeletion"));
        lease.withObject("/metadata").putArray("ownerReferences").add(owner);
        world.api().create(lease, "kubelet");
      }
    } catch (ApiFailure noSuchNamespace) {
      if (noSuchNamespace.code() != 404) {
        throw noSuchNamespace;
      }
    }
  }
}
