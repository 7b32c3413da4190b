package dev.tend.sandbox.balancers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.selectors.Globs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What services of type LoadBalancer get.
 *
 * @param namespace a glob; empty for any, as the following ones are
 * @param loadBalancerClass a glob; empty for services that name no class
 * @param addresses where addresses come from; empty where there are none
 * @param hostname {@code {name}} and {@code {namespace}} stand for the service's own; or empty
 * @param after kubelet time
 */
record BalancerRule(
    String namespace,
    String service,
    String loadBalancerClass,
    Map<String, String> labels,
    Optional<AddressRange> addresses,
    String hostname,
    Duration after) {
  BalancerRule {
    labels = Map.copyOf(labels);
  }

  boolean fits(ObjectNode object) {
    JsonNode given = object.path("spec").path("loadBalancerClass");
    boolean classFits =
        loadBalancerClass.isEmpty()
            ? given.asText("").isEmpty()
            : Globs.fits(loadBalancerClass, given.asText(""));
    return classFits
        && Globs.fits(namespace, Meta.namespace(object))
        && Globs.fits(service, Meta.name(object))
        && labels.entrySet().stream()
            .allMatch(label -> Meta.label(object, label.getKey()).equals(label.getValue()));
  }

  /** Neither an address nor a name: such a service waits for ever. */
  boolean isPending() {
    return addresses.isEmpty() && hostname.isEmpty();
  }

  String hostname(ObjectNode object) {
    return hostname
        .replace("{name}", Meta.name(object))
        .replace("{namespace}", Meta.namespace(object));
  }
}
