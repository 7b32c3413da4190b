package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.World;
import java.time.Duration;

/**
 * A node, as one of its pods sees it.
 *
 * @param fieldPath the part of the pod that events are about, or empty
 */
record NodeHost(
    World world,
    KubeletRules rules,
    NodeImages images,
    PodAddresses addresses,
    ObjectNode pod,
    ObjectNode node,
    String fieldPath)
    implements Host {

  @Override
  public Duration paced(Duration kubeletTime) {
    return world.paced(kubeletTime);
  }

  @Override
  public Behaviour behaviour(JsonNode container) {
    return rules.of(pod, container);
  }

  @Override
  public boolean hasImage(String image) {
    return images.has(Meta.name(node), image);
  }

  @Override
  public void keepImage(String image) {
    images.keep(Meta.name(node), image);
  }

  @Override
  public String configProblem(JsonNode container) {
    String problem = new Dependencies(world.api(), pod).configProblem(container);
    String user = behaviour(container).start().user();
    return problem.isEmpty()
        ? NonRoot.problem(pod.path("spec"), container, user, PodFacts.of(pod))
        : problem;
  }

  @Override
  public String volumeProblem() {
    return new Dependencies(world.api(), pod).volumeProblem();
  }

  @Override
  public String podAddress() {
    return pod.path("status").path("podIP").asText("");
  }

  @Override
  public String address() {
    if (pod.path("spec").path("hostNetwork").asBoolean(false)) {
      return NodeObjects.address(Meta.name(node));
    }
    String range = node.path("spec").path("podCIDR").asText("");
    return addresses.next(range.isEmpty() ? "10.254.254.0/24" : range);
  }

  @Override
  public void event(String type, String reason, String message) {
    world.api().recordEvent(pod, fieldPath, type, reason, message, "kubelet");
  }

  @Override
  public Host about(JsonNode container) {
    String name = container.path("name").asText();
    boolean isInit =
        pod.path("spec")
            .path("initContainers")
            .valueStream()
            .anyMatch(init -> init.path("name").asText().equals(name));
    String list = isInit ? "initContainers" : "containers";
    String part = "spec." + list + "{" + name + "}";
    return new NodeHost(world, rules, images, addresses, pod, node, part);
  }
}
