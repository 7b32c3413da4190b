package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Storage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Gives services their addresses and node ports, and lets them keep those that they have. */
final class ServiceAllocation {
  private static final GroupKind SERVICE = new GroupKind("", "Service");

  /** 10.96.0.0/16, from which the first addresses are left to those who ask for one. */
  private static final int FIRST_ADDRESS = 256;

  private static final int LAST_ADDRESS = 65_534;
  private static final int FIRST_PORT = 30_000;
  private static final int LAST_PORT = 32_767;

  private final Storage storage;
  // They only go forward, so that two creates at once get two addresses.
  private final AtomicInteger nextAddress = new AtomicInteger(FIRST_ADDRESS);
  private final AtomicInteger nextPort = new AtomicInteger(FIRST_PORT);

  ServiceAllocation(Storage storage) {
    this.storage = storage;
  }

  void allocate(@Nullable ObjectNode live, ObjectNode wanted) {
    ObjectNode spec = wanted.withObject("/spec");
    String type = spec.path("type").asText();
    if (live != null) {
      keep(live.path("spec"), spec, type);
    } else {
      wanted.putObject("status").putObject("loadBalancer");
    }
    if (type.equals("ExternalName")) {
      return;
    }
    address(spec);
    families(spec);
    boolean onNodes =
        type.equals("NodePort")
            || (type.equals("LoadBalancer")
                && spec.path("allocateLoadBalancerNodePorts").asBoolean(true));
    if (onNodes) {
      nodePorts(spec);
    }
    healthPort(live, spec, type);
  }

  /** Where balancers ask nodes whether they have pods of a service that they don't pass on. */
  private void healthPort(@Nullable ObjectNode live, ObjectNode spec, String type) {
    boolean needed =
        type.equals("LoadBalancer") && spec.path("externalTrafficPolicy").asText().equals("Local");
    JsonNode before = live == null ? null : live.path("spec").get("healthCheckNodePort");
    if (needed && spec.path("healthCheckNodePort").asInt() == 0) {
      if (before == null) {
        spec.put("healthCheckNodePort", freePort());
      } else {
        spec.set("healthCheckNodePort", before);
      }
    } else if (!needed && before != null && before.equals(spec.get("healthCheckNodePort"))) {
      spec.remove("healthCheckNodePort");
    }
  }

  private static void keep(JsonNode before, ObjectNode spec, String type) {
    String oldType = before.path("type").asText();
    boolean hadAddress = !oldType.equals("ExternalName");
    if (type.equals("ExternalName")) {
      if (hadAddress && spec.path("clusterIP").equals(before.path("clusterIP"))) {
        spec.remove("clusterIP");
        spec.remove("clusterIPs");
        spec.remove("ipFamilies");
        spec.remove("ipFamilyPolicy");
      }
      return;
    }
    if (hadAddress) {
      for (String field :
          new String[] {"clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"}) {
        if (!spec.hasNonNull(field) && before.has(field)) {
          spec.set(field, before.get(field).deepCopy());
        }
      }
    }
    boolean hadPorts = oldType.equals("NodePort") || oldType.equals("LoadBalancer");
    boolean hasPorts = type.equals("NodePort") || type.equals("LoadBalancer");
    for (JsonNode item : spec.path("ports")) {
      if (item instanceof ObjectNode port && hadPorts) {
        JsonNode old = matching(before, port);
        if (hasPorts && !port.hasNonNull("nodePort") && old.has("nodePort")) {
          port.set("nodePort", old.get("nodePort"));
        } else if (!hasPorts && port.path("nodePort").equals(old.path("nodePort"))) {
          port.remove("nodePort");
        }
      }
    }
    if (!hasPorts && spec.path("externalIPs").isEmpty()) {
      spec.remove("externalTrafficPolicy");
    }
    if (!type.equals("LoadBalancer")) {
      spec.remove("allocateLoadBalancerNodePorts");
    }
  }

  private static JsonNode matching(JsonNode before, JsonNode port) {
    for (JsonNode old : before.path("ports")) {
      if (old.path("port").equals(port.path("port"))
          && old.path("protocol").equals(port.path("protocol"))) {
        return old;
      }
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private void address(ObjectNode spec) {
    String given = spec.path("clusterIP").asText("");
    if (given.isEmpty()) {
      given = spec.path("clusterIPs").path(0).asText("");
    }
    if (given.isEmpty()) {
      given = freeAddress();
    }
    spec.put("clusterIP", given);
    if (spec.path("clusterIPs").isEmpty()) {
      spec.putArray("clusterIPs").add(given);
    }
  }

  private static void families(ObjectNode spec) {
    boolean headless = spec.path("clusterIP").asText().equals("None");
    boolean both = headless && spec.path("selector").isEmpty();
    if (spec.path("ipFamilies").isEmpty()) {
      spec.putArray("ipFamilies").add("IPv4");
      if (both) {
        spec.withArray("ipFamilies").add("IPv6");
      }
    }
    if (!spec.hasNonNull("ipFamilyPolicy")) {
      spec.put("ipFamilyPolicy", both ? "RequireDualStack" : "SingleStack");
    }
  }

  private String freeAddress() {
    while (true) {
      int next = nextAddress.getAndUpdate(last -> last >= LAST_ADDRESS ? FIRST_ADDRESS : last + 1);
      String address = "10.96.%d.%d".formatted(next >> 8, next & 0xff);
      if ((next & 0xff) != 0 && (next & 0xff) != 255 && isFree(address)) {
        return address;
      }
    }
  }

  private boolean isFree(String allocation) {
    return storage.holding(SERVICE, allocation).isEmpty();
  }

  private void nodePorts(ObjectNode spec) {
    for (JsonNode item : spec.path("ports")) {
      if (item instanceof ObjectNode port && port.path("nodePort").asInt() == 0) {
        port.put("nodePort", freePort());
      }
    }
  }

  private int freePort() {
    while (true) {
      int next = nextPort.getAndUpdate(last -> last >= LAST_PORT ? FIRST_PORT : last + 1);
      if (isFree(Integer.toString(next))) {
        return next;
      }
    }
  }
}
