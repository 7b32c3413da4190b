package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.World;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says that ranges of services' addresses are ready, and keeps those that are in use. */
final class ServiceRanges {
  private static final String GROUP = "networking.k8s.io";
  private static final String KIND = "ServiceCIDR";
  private static final String ADDRESS = "IPAddress";
  private static final String FINALIZER = "networking.k8s.io/service-cidr-finalizer";

  private final World world;

  private ServiceRanges(World world) {
    this.world = world;
  }

  /** The addresses from the first to the last. */
  private record Range(BigInteger first, BigInteger last) {
    static Optional<Range> of(String cidr) {
      int slash = cidr.indexOf('/');
      return slash < 0
          ? Optional.empty()
          : number(cidr.substring(0, slash))
              .map(
                  base -> {
                    int bits = cidr.contains(":") ? 128 : 32;
                    int free = bits - Integer.parseInt(cidr.substring(slash + 1));
                    return new Range(
                        base, base.add(BigInteger.ONE.shiftLeft(free)).subtract(BigInteger.ONE));
                  });
    }

    static Optional<BigInteger> number(String address) {
      try {
        // It is an address already, so that nobody is asked for its name.
        return Optional.of(new BigInteger(1, InetAddress.getByName(address).getAddress()));
      } catch (UnknownHostException e) {
        return Optional.empty();
      }
    }

    boolean holds(BigInteger address) {
      return address.compareTo(first) >= 0 && address.compareTo(last) <= 0;
    }
  }

  static void start(World world, Parts parts) {
    if (!ServiceAddresses.isServed(world)) {
      return;
    }
    ServiceRanges controller = new ServiceRanges(world);
    Loop<ResourceId> loop = parts.loop("ranges", 1, world.ticker(), controller::reconcile);
    parts.follow(world.api(), GROUP, KIND, event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        GROUP,
        ADDRESS,
        event ->
            world.api().list(GROUP, KIND, "").stream()
                .filter(Meta::deleting)
                .forEach(range -> loop.add(Meta.id(range))));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode range = found.get();
    if (!Meta.deleting(range)) {
      if (!Meta.hasFinalizer(range, FINALIZER)) {
        ObjectNode held = range.deepCopy();
        held.withObject("/metadata").withArray("finalizers").add(FINALIZER);
        range = world.api().update(held, World.MANAGER);
      }
      say(range, "True", "", "Kubernetes Service CIDR is ready");
    } else if (isNeeded(range)) {
      String message =
          "There are still IPAddresses referencing the ServiceCIDR, please remove them or create a"
              + " new ServiceCIDR";
      say(range, "False", "Terminating", message);
    } else {
      world.api().update(Meta.withoutFinalizer(range, FINALIZER), World.MANAGER);
    }
    return Optional.empty();
  }

  private void say(ObjectNode range, String ready, String reason, String message) {
    ObjectNode status = World.statusOf(range);
    if (Conditions.set(status, "Ready", ready, reason, message, world.now())) {
      Conditions.find(status, "Ready")
          .ifPresent(condition -> ((ObjectNode) condition).put("reason", reason));
      world.updateStatus(range, status);
    }
  }

  /** Whether an address lies in this range and in no other. */
  private boolean isNeeded(ObjectNode range) {
    List<Range> others =
        world.api().list(GROUP, KIND, "").stream()
            .filter(one -> !Meta.id(one).equals(Meta.id(range)) && !Meta.deleting(one))
            .flatMap(one -> ranges(one).stream())
            .toList();
    List<Range> own = ranges(range);
    return world.api().list(GROUP, ADDRESS, "").stream()
        .flatMap(address -> Range.number(Meta.name(address)).stream())
        .anyMatch(
            address ->
                own.stream().anyMatch(one -> one.holds(address))
                    && others.stream().noneMatch(one -> one.holds(address)));
  }

  private static List<Range> ranges(JsonNode range) {
    return range
        .path("spec")
        .path("cidrs")
        .valueStream()
        .flatMap(cidr -> Range.of(cidr.asText()).stream())
        .toList();
  }
}
