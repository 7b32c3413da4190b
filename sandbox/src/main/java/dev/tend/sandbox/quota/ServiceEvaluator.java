package dev.tend.sandbox.quota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.admission.Attempt;
import dev.tend.sandbox.amounts.Usage;
import java.util.Collection;
import java.util.List;

/** Services, and the ports and balancers that they want. */
final class ServiceEvaluator implements Evaluator {
  private static final List<String> NAMES =
      List.of("count/services", "services", "services.nodeports", "services.loadbalancers");

  @Override
  public boolean handles(Attempt attempt) {
    return true;
  }

  @Override
  public List<String> matching(Collection<String> names) {
    return NAMES.stream().filter(names::contains).toList();
  }

  @Override
  public Usage usage(ObjectNode service) {
    JsonNode spec = service.path("spec");
    String type = spec.path("type").asText();
    boolean balanced = type.equals("LoadBalancer");
    int ports = 0;
    for (JsonNode port : spec.path("ports")) {
      boolean onNodes =
          type.equals("NodePort")
              || (balanced
                  && (spec.path("allocateLoadBalancerNodePorts").asBoolean(true)
                      || port.path("nodePort").asInt() != 0));
      ports += onNodes ? 1 : 0;
    }
    return Usage.count("count/services", "services")
        .with("services.nodeports", Usage.whole(ports))
        .with("services.loadbalancers", Usage.whole(balanced ? 1 : 0));
  }
}
