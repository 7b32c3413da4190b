package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows Endpoints that somebody writes for a Service without a selector as EndpointSlices, too. */
final class MirrorController {
  private static final String GROUP = "discovery.k8s.io";

  private final World world;

  private MirrorController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    MirrorController controller = new MirrorController(world);
    Loop<ResourceId> loop = parts.loop("mirrors", 1, world.ticker(), controller::reconcile);
    for (String kind : List.of("Service", "Endpoints")) {
      parts.follow(
          world.api(),
          "",
          kind,
          event ->
              loop.add(new ResourceId("", "Endpoints", event.id().namespace(), event.id().name())));
    }
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      // Mirrors are owned, and collected.
      return Optional.empty();
    }
    ObjectNode endpoints = found.get();
    List<ObjectNode> present =
        world.api().controlledBy(GROUP, "EndpointSlice", Meta.uid(endpoints));
    JsonNode subsets = isMirrored(endpoints) ? endpoints.path("subsets") : endpoints.arrayNode();
    for (int i = 0; i < subsets.size(); i++) {
      write(slice(endpoints, subsets.get(i)), i < present.size() ? present.get(i) : null);
    }
    present.stream()
        .skip(subsets.size())
        .forEach(surplus -> world.api().delete(surplus, "Background"));
    return Optional.empty();
  }

  private boolean isMirrored(ObjectNode endpoints) {
    JsonNode annotations = endpoints.path("metadata").path("annotations");
    boolean left =
        Meta.label(endpoints, "endpointslice.kubernetes.io/skip-mirror").equals("true")
            || annotations.has("control-plane.alpha.kubernetes.io/leader");
    return !left
        && world
            .api()
            .get(new ResourceId("", "Service", Meta.namespace(endpoints), Meta.name(endpoints)))
            .filter(service -> service.path("spec").path("selector").isEmpty())
            .isPresent();
  }

  private void write(ObjectNode slice, @Nullable ObjectNode present) {
    if (present == null) {
      world.api().create(slice, World.MANAGER);
      return;
    }
    ObjectNode copy = present.deepCopy();
    copy.set("endpoints", slice.get("endpoints"));
    copy.set("ports", slice.get("ports"));
    if (!copy.equals(present)) {
      world.api().update(copy, World.MANAGER);
    }
  }

  private static ObjectNode slice(ObjectNode endpoints, JsonNode subset) {
    String name = Meta.name(endpoints);
    ObjectNode slice = Meta.object(GROUP + "/v1", "EndpointSlice", Meta.namespace(endpoints), "");
    ObjectNode metadata = slice.withObject("/metadata");
    metadata.remove("name");
    metadata.put("generateName", name + "-");
    ObjectNode labels = metadata.putObject("labels");
    endpoints
        .path("metadata")
        .path("labels")
        .properties()
        .forEach(label -> labels.set(label.getKey(), label.getValue()));
    labels.put("kubernetes.io/service-name", name);
    labels.put(
        "endpointslice.kubernetes.io/managed-by", "endpointslicemirroring-controller.k8s.io");
    metadata.putArray("ownerReferences").add(Meta.controllerReference(endpoints));
    boolean six = subset.path("addresses").path(0).path("ip").asText().contains(":");
    slice.put("addressType", six ? "IPv6" : "IPv4");
    ArrayNode all = slice.putArray("endpoints");
    subset.path("addresses").forEach(address -> all.add(endpoint(slice, address, true)));
    subset.path("notReadyAddresses").forEach(address -> all.add(endpoint(slice, address, false)));
    ArrayNode ports = slice.putArray("ports");
    for (JsonNode port : subset.path("ports")) {
      ObjectNode copy = ports.addObject().put("name", port.path("name").asText(""));
      copy.set("port", port.path("port"));
      copy.put("protocol", port.path("protocol").asText("TCP"));
    }
    return slice;
  }

  private static ObjectNode endpoint(ObjectNode slice, JsonNode address, boolean ready) {
    ObjectNode endpoint = slice.objectNode();
    endpoint.putArray("addresses").add(address.path("ip").asText());
    endpoint.putObject("conditions").put("ready", ready);
    for (String field : List.of("hostname", "nodeName", "targetRef")) {
      if (address.has(field)) {
        endpoint.set(field, address.get(field).deepCopy());
      }
    }
    return endpoint;
  }
}
