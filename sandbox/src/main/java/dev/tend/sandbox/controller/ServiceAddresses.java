package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.World;
import dev.tend.sandbox.store.ApiFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows each address that a service has as an IPAddress. */
final class ServiceAddresses {
  private static final String GROUP = "networking.k8s.io";
  private static final String KIND = "IPAddress";
  private static final String BY = "kube-apiserver";
  private static final String MANAGED_BY = "ipaddress.kubernetes.io/managed-by";
  private static final String ALLOCATOR = "ipallocator.k8s.io";

  private static final Duration AGAIN = Duration.ofMillis(10);

  private final World world;

  private ServiceAddresses(World world) {
    this.world = world;
  }

  /** An address, and the service that has it or had it. */
  private record Claim(String address, ResourceId service) {}

  static void start(World world, Parts parts) {
    if (!isServed(world)) {
      return;
    }
    ServiceAddresses controller = new ServiceAddresses(world);
    Loop<Claim> loop = parts.loop("addresses", 1, world.ticker(), controller::reconcile);
    parts.follow(
        world.api(),
        "",
        "Service",
        event -> {
          addresses(event.object()).forEach(one -> loop.add(new Claim(one, event.id())));
          if (event.previous() != null) {
            addresses(event.previous()).forEach(one -> loop.add(new Claim(one, event.id())));
          }
        });
    parts.follow(
        world.api(),
        GROUP,
        KIND,
        event -> loop.add(new Claim(event.id().name(), parent(event.object()))));
  }

  static boolean isServed(World world) {
    return world.api().kinds().stream()
        .anyMatch(kind -> kind.group().equals(GROUP) && kind.kind().equals(KIND));
  }

  private static List<String> addresses(JsonNode service) {
    return service
        .path("spec")
        .path("clusterIPs")
        .valueStream()
        .map(JsonNode::asText)
        .filter(address -> !address.isEmpty() && !address.equals("None"))
        .toList();
  }

  private static ResourceId parent(JsonNode address) {
    JsonNode parent = address.path("spec").path("parentRef");
    return new ResourceId(
        "", "Service", parent.path("namespace").asText(), parent.path("name").asText());
  }

  private Optional<Duration> reconcile(Claim claim) {
    ResourceId id = new ResourceId(GROUP, KIND, "", claim.address());
    Optional<ObjectNode> present = world.api().get(id);
    Optional<ObjectNode> holder = holder(claim);
    if (present.filter(this::isLeft).isPresent()) {
      world.api().delete(present.get(), "Background");
      return holder.map(service -> AGAIN);
    }
    if (holder.isPresent() && present.isEmpty()) {
      create(claim.address(), holder.get());
    }
    return Optional.empty();
  }

  private Optional<ObjectNode> holder(Claim claim) {
    return world.api().get(claim.service()).filter(one -> addresses(one).contains(claim.address()));
  }

  /** Whether the service that it was made for has it no more. */
  private boolean isLeft(ObjectNode address) {
    return Meta.label(address, MANAGED_BY).equals(ALLOCATOR)
        && holder(new Claim(Meta.name(address), parent(address))).isEmpty();
  }

  private void create(String address, ObjectNode service) {
    ObjectNode object = Meta.object("networking.k8s.io/v1", KIND, "", address);
    object
        .withObject("/metadata/labels")
        .put("ipaddress.kubernetes.io/ip-family", address.contains(":") ? "IPv6" : "IPv4")
        .put(MANAGED_BY, ALLOCATOR);
    object
        .withObject("/spec/parentRef")
        .put("name", Meta.name(service))
        .put("namespace", Meta.namespace(service))
        .put("resource", "services");
    try {
      world.api().create(object, BY);
    } catch (ApiFailure e) {
      if (e.code() != 409) {
        throw e;
      }
    }
  }
}
