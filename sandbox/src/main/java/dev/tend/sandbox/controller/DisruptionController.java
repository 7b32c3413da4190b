package dev.tend.sandbox.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Loop;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Parts;
import dev.tend.sandbox.reconcile.Pods;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says how many of a budget's pods may be disrupted now. */
final class DisruptionController {
  private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(2);
  private static final String COMPONENT = "controllermanager";

  private final World world;

  private DisruptionController(World world) {
    this.world = world;
  }

  static void start(World world, Parts parts) {
    DisruptionController controller = new DisruptionController(world);
    Loop<ResourceId> loop = parts.loop("disruption", 1, world.ticker(), controller::reconcile);
    SelectorIndex selectors = new SelectorIndex(budget -> budget.path("spec").path("selector"));
    parts.follow(
        world.api(),
        "policy",
        "PodDisruptionBudget",
        event -> {
          selectors.heard(event);
          loop.add(event.id());
        });
    parts.follow(world.api(), "", "Pod", event -> selectors.concerned(event).forEach(loop::add));
  }

  private Optional<Duration> reconcile(ResourceId id) {
    Optional<ObjectNode> found = world.api().get(id);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode budget = found.get();
    JsonNode spec = budget.path("spec");
    List<ObjectNode> pods =
        Selected.by(world.api(), "", "Pod", id.namespace(), spec.path("selector")).stream()
            .filter(pod -> !Pods.finished(pod))
            .toList();
    ObjectNode disrupted = disrupted(budget, pods);
    int healthy =
        (int)
            pods.stream()
                .filter(pod -> Pods.ready(pod) && !Meta.deleting(pod))
                .filter(pod -> !disrupted.has(Meta.name(pod)))
                .count();
    if (pods.isEmpty()) {
      world.normal(budget, COMPONENT, "NoPods", "No matching pods found");
    }
    if (!spec.path("minAvailable").isIntegralNumber()
        && pods.stream().anyMatch(pod -> Meta.controller(pod).isEmpty())) {
      world.warning(budget, COMPONENT, "UnmanagedPods", unmanaged(spec.path("selector")));
    }
    int expected;
    int desired;
    if (spec.path("minAvailable").isIntegralNumber()) {
      expected = pods.size();
      desired = spec.path("minAvailable").asInt();
    } else if (spec.has("minAvailable")) {
      expected = expected(pods);
      desired = IntOrPercent.of(spec.path("minAvailable"), expected, true, 0);
    } else {
      expected = expected(pods);
      int lack = IntOrPercent.of(spec.path("maxUnavailable"), expected, true, 0);
      desired = Math.max(0, expected - lack);
    }
    ObjectNode status = status(budget, expected, desired, healthy);
    status.remove("disruptedPods");
    if (!disrupted.isEmpty()) {
      status.set("disruptedPods", disrupted);
    }
    world.updateStatus(budget, status);
    return disrupted.isEmpty() ? Optional.empty() : Optional.of(GIVEN_UP_AFTER);
  }

  /** In the server's words, which show its own struct. */
  private static String unmanaged(JsonNode selector) {
    StringBuilder labels = new StringBuilder();
    selector
        .path("matchLabels")
        .propertyStream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(one -> labels.append("%s: %s,".formatted(one.getKey(), one.getValue().asText())));
    StringBuilder expressions = new StringBuilder();
    for (JsonNode one : selector.path("matchExpressions")) {
      String values =
          one.path("values").valueStream().map(JsonNode::asText).collect(Collectors.joining(" "));
      expressions.append(
          "LabelSelectorRequirement{Key:%s,Operator:%s,Values:[%s],},"
              .formatted(one.path("key").asText(), one.path("operator").asText(), values));
    }
    return "Pods selected by this PodDisruptionBudget (selector: &LabelSelector{MatchLabels:"
        + "map[string]string{%s},MatchExpressions:[]LabelSelectorRequirement{%s},})"
            .formatted(labels, expressions)
        + " were found to be unmanaged. As a result, the status of the PDB cannot be calculated"
        + " correctly, which may result in undefined behavior. To account for these pods please set"
        + " \".spec.minAvailable\" field of the PDB to an integer value.";
  }

  /** Pods that are as good as gone: an eviction was granted, and they will be deleted. */
  private ObjectNode disrupted(ObjectNode budget, List<ObjectNode> pods) {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry :
        budget.path("status").path("disruptedPods").properties()) {
      boolean expected =
          pods.stream()
              .anyMatch(pod -> Meta.name(pod).equals(entry.getKey()) && !Meta.deleting(pod));
      boolean recent =
          Times.parse(entry.getValue())
              .map(time -> time.plus(GIVEN_UP_AFTER).isAfter(world.now()))
              .orElse(false);
      if (expected && recent) {
        kept.set(entry.getKey(), entry.getValue());
      }
    }
    return kept;
  }

  private ObjectNode status(ObjectNode budget, int expected, int desired, int healthy) {
    ObjectNode status = World.statusOf(budget);
    int allowed = expected > 0 ? Math.max(0, healthy - desired) : 0;
    Counts.observe(status, budget);
    status.put("currentHealthy", healthy).put("desiredHealthy", desired);
    status.put("disruptionsAllowed", allowed).put("expectedPods", expected);
    Conditions.set(
        status,
        "DisruptionAllowed",
        allowed > 0 ? "True" : "False",
        allowed > 0 ? "SufficientPods" : "InsufficientPods",
        "",
        world.now());
    Conditions.find(status, "DisruptionAllowed")
        .ifPresent(
            condition -> {
              // metav1.Condition has a message even when there is none.
              ((ObjectNode) condition).put("message", "");
              if (status.has("observedGeneration")) {
                ((ObjectNode) condition)
                    .set("observedGeneration", status.get("observedGeneration"));
              }
            });
    return status;
  }

  /** What the pods' controllers want together. */
  private int expected(List<ObjectNode> pods) {
    Map<ResourceId, Integer> scales = new TreeMap<>();
    for (ObjectNode pod : pods) {
      scaled(pod)
          .ifPresent(
              owner -> scales.put(Meta.id(owner), owner.path("spec").path("replicas").asInt(1)));
    }
    return scales.values().stream().mapToInt(Integer::intValue).sum();
  }

  private Optional<ObjectNode> scaled(ObjectNode pod) {
    Optional<ObjectNode> set =
        Meta.controllerId(pod, "apps", "ReplicaSet").flatMap(world.api()::get);
    Optional<ObjectNode> deployment =
        set.flatMap(found -> Meta.controllerId(found, "apps", "Deployment"))
            .flatMap(world.api()::get);
    return deployment
        .or(() -> set)
        .or(() -> Meta.controllerId(pod, "apps", "StatefulSet").flatMap(world.api()::get));
  }
}
