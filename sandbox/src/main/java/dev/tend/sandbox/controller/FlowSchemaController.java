package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.util.Optional;

/** Says of each flow schema whether the priority level is there that it names. */
final class FlowSchemaController {
  private static final String GROUP = "flowcontrol.apiserver.k8s.io";
  private static final String LEVEL = "PriorityLevelConfiguration";
  private static final String SCHEMA = "FlowSchema";

  private final World world;

  private FlowSchemaController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    FlowSchemaController controller = new FlowSchemaController(world);
    Loop<ResourceId> loop = parts.loop("flowschema", 1, world.ticker(), controller::reconcile);
    parts.follow(world.api(), GROUP, SCHEMA, event -> loop.add(event.id()));
    parts.follow(
        world.api(),
        GROUP,
        LEVEL,
        event -> world.api().list(GROUP, SCHEMA, "").forEach(one -> loop.add(Meta.id(one))));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode schema = found.get();
    String level = schema.path("spec").path("priorityLevelConfiguration").path("name").asText();
    boolean there = world.api().get(new ResourceId(GROUP, LEVEL, "", level)).isPresent();
    String message =
        "This FlowSchema references the PriorityLevelConfiguration object named \"%s\" %s"
            .formatted(level, there ? "and it exists" : "but there is no such object");
    ObjectNode status = World.statusOf(schema);
    Conditions.set(
        status,
        "Dangling",
        there ? "False" : "True",
        there ? "Found" : "NotFound",
        message,
        world.now());
    world.updateStatus(schema, status);
    return Optional.empty();
  }
}
