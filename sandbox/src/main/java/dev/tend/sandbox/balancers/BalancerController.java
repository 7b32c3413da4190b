package dev.tend.sandbox.balancers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Gives services of type LoadBalancer what the rules say, and takes it back. */
public final class BalancerController {
  private static final String COMPONENT = "service-controller";
  private static final String FINALIZER = "service.kubernetes.io/load-balancer-cleanup";

  private final World world;
  private final BalancerRules rules;

  private BalancerController(World world, BalancerRules rules) {
    this.world = world;
    this.rules = rules;
  }

  /**
   * @throws dev.tend.manifest.KnownFailure if the rules can't be read
   */
  public static void start(World world, Optional<Path> rules, Parts parts) {
    BalancerController controller = new BalancerController(world, BalancerRules.load(rules));
    // One worker: no address is given twice.
    Loop<ResourceId> loop = parts.loop("load balancer", 1, world.ticker(), controller::reconcile);
    parts.follow(world.api(), "", "Service", event -> loop.add(event.id()));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode service = found.get();
    boolean wanted = service.path("spec").path("type").asText().equals("LoadBalancer");
    if (!wanted || Meta.deleting(service)) {
      if (Meta.hasFinalizer(service, FINALIZER)) {
        release(service);
      }
      return Optional.empty();
    }
    Optional<BalancerRule> rule = rules.of(service).filter(one -> !one.isPending());
    if (rule.isEmpty() || !service.at("/status/loadBalancer/ingress").isEmpty()) {
      return Optional.empty();
    }
    if (!Meta.hasFinalizer(service, FINALIZER)) {
      world.normal(service, COMPONENT, "EnsuringLoadBalancer", "Ensuring load balancer");
      ObjectNode guarded = service.deepCopy();
      guarded.withObject("/metadata").withArray("finalizers").add(FINALIZER);
      service = world.api().update(guarded, World.MANAGER);
    }
    Instant due = Meta.created(service).plus(world.paced(rule.get().after()));
    if (world.now().isBefore(due)) {
      return Optional.of(Duration.between(world.now(), due));
    }
    give(service, rule.get());
    return Optional.empty();
  }

  private void give(ObjectNode service, BalancerRule rule) {
    ObjectNode status = World.statusOf(service);
    ObjectNode point = status.withObject("/loadBalancer").putArray("ingress").addObject();
    if (rule.addresses().isPresent()) {
      String asked = service.path("spec").path("loadBalancerIP").asText("");
      Optional<String> address = rule.addresses().get().free(asked, taken());
      if (address.isEmpty()) {
        world.warning(
            service,
            COMPONENT,
            "SyncLoadBalancerFailed",
            "Error syncing load balancer: no address is free");
        return;
      }
      point.put("ip", address.get()).put("ipMode", "VIP");
    } else {
      point.put("hostname", rule.hostname(service));
    }
    ObjectNode balanced = world.updateStatus(service, status);
    world.normal(balanced, COMPONENT, "EnsuredLoadBalancer", "Ensured load balancer");
  }

  private Set<String> taken() {
    Set<String> taken = new TreeSet<>();
    for (ObjectNode service : world.api().list("", "Service", "")) {
      for (JsonNode point : service.at("/status/loadBalancer/ingress")) {
        taken.add(point.path("ip").asText());
      }
    }
    return taken;
  }

  private void release(ObjectNode service) {
    world.normal(service, COMPONENT, "DeletingLoadBalancer", "Deleting load balancer");
    ObjectNode free = world.api().update(Meta.withoutFinalizer(service, FINALIZER), World.MANAGER);
    if (!Meta.deleting(free)) {
      world.normal(free, COMPONENT, "DeletedLoadBalancer", "Deleted load balancer");
    }
  }
}
