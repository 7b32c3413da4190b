package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Says why the API of an APIService that names a service isn't there: none of them is asked. */
final class AvailabilityController {
  private static final String GROUP = "apiregistration.k8s.io";
  private static final String KIND = "APIService";

  /** The one API whose service the sandbox stands in for. */
  private static final String METRICS = "metrics.k8s.io";

  private final World world;

  private AvailabilityController(World world) {
    this.world = world;
  }

  /** Why an API isn't available. */
  private record Lack(String reason, String message) {}

  static void start(World world, Parts parts) {
    AvailabilityController controller = new AvailabilityController(world);
    Loop<ResourceId> loop = parts.loop("availability", 1, world.ticker(), controller::reconcile);
    parts.follow(world.api(), GROUP, KIND, event -> loop.add(event.id()));
    for (String kind : List.of("Service", "Endpoints")) {
      parts.follow(
          world.api(),
          "",
          kind,
          event ->
              world.api().list(GROUP, KIND, "").stream()
                  .filter(one -> isBehind(one.path("spec").path("service"), event.id()))
                  .forEach(one -> loop.add(Meta.id(one))));
    }
  }

  private static boolean isBehind(JsonNode service, ResourceId id) {
    return service.path("name").asText().equals(id.name())
        && service.path("namespace").asText().equals(id.namespace());
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    JsonNode spec = found.map(one -> one.path("spec")).orElse(null);
    if (spec == null
        || !spec.path("service").isObject()
        || spec.path("group").asText().equals(METRICS)) {
      return Optional.empty();
    }
    ObjectNode service = found.get();
    ObjectNode status = World.statusOf(service);
    Lack lack = lack(spec.path("service"));
    Conditions.set(status, "Available", "False", lack.reason(), lack.message(), world.now());
    world.updateStatus(service, status);
    return Optional.empty();
  }

  private Lack lack(JsonNode wanted) {
    String namespace = wanted.path("namespace").asText();
    String name = wanted.path("name").asText();
    int port = wanted.path("port").asInt(443);
    String shown = "service/%s in \"%s\"".formatted(name, namespace);
    Optional<ObjectNode> service = world.api().get(new ResourceId("", "Service", namespace, name));
    if (service.isEmpty()) {
      return new Lack("ServiceNotFound", shown + " is not present");
    }
    JsonNode spec = service.get().path("spec");
    Optional<JsonNode> found =
        spec.path("ports").valueStream().filter(one -> one.path("port").asInt() == port).findAny();
    if (spec.path("type").asText().equals("ClusterIP") && found.isEmpty()) {
      return new Lack("ServicePortError", shown + " is not listening on port " + port);
    }
    Optional<ObjectNode> endpoints =
        world.api().get(new ResourceId("", "Endpoints", namespace, name));
    if (endpoints.isEmpty()) {
      return new Lack(
          "EndpointsNotFound",
          "cannot find endpointslices for service/%s in \"%s\"".formatted(name, namespace));
    }
    boolean ready =
        endpoints.get().path("subsets").valueStream().anyMatch(one -> one.has("addresses"));
    return ready
        ? new Lack(
            "FailedDiscoveryCheck",
            "failing or missing response from service %s/%s: nothing is asked over a network"
                .formatted(namespace, name))
        : new Lack(
            "MissingEndpoints",
            "endpointslices for service/%s in \"%s\" have no addresses with port name \"%s\""
                .formatted(
                    name, namespace, found.map(one -> one.path("name").asText("")).orElse("")));
  }
}
