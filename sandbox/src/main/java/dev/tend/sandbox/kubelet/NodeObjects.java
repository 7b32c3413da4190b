package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Sha256;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Times;
import dev.tend.sandbox.reconcile.World;
import java.time.Instant;

/** Nodes as they look from outside. */
final class NodeObjects {
  private static final String SYSTEM = "tend sandbox";
  private static final String CPU = "8";
  private static final String MEMORY = "32Gi";
  private static final String STORAGE = "100Gi";
  private static final String PODS = "110";

  private NodeObjects() {}

  static String name(int number) {
    return "sandbox-" + number;
  }

  /**
   * @param number from 1
   */
  static ObjectNode node(int number) {
    String name = name(number);
    ObjectNode node = Meta.object("v1", "Node", "", name);
    ObjectNode labels = node.withObject("/metadata").putObject("labels");
    labels.put("beta.kubernetes.io/arch", "amd64").put("beta.kubernetes.io/os", "linux");
    labels.put("kubernetes.io/arch", "amd64").put("kubernetes.io/os", "linux");
    labels.put("kubernetes.io/hostname", name);
    labels.put("node.kubernetes.io/instance-type", "sandbox");
    labels.put("topology.kubernetes.io/region", "sandbox");
    labels.put("topology.kubernetes.io/zone", "sandbox-" + (char) ('a' + (number - 1) % 3));
    ObjectNode spec = node.putObject("spec");
    String range = podRange(number);
    spec.put("podCIDR", range).putArray("podCIDRs").add(range);
    spec.put("providerID", "sandbox://" + name);
    return node;
  }

  private static String podRange(int number) {
    return "10.%d.%d.0/24".formatted(244 + number / 256, number % 256);
  }

  /** A healthy status; times of transition stay as they are. */
  static ObjectNode status(ObjectNode node, String release, Instant now) {
    ObjectNode status = World.statusOf(node);
    if (!status.has("capacity")) {
      resources(status.putObject("capacity"));
      resources(status.putObject("allocatable"));
      var addresses = status.putArray("addresses");
      addresses.addObject().put("type", "InternalIP").put("address", address(Meta.name(node)));
      addresses.addObject().put("type", "Hostname").put("address", Meta.name(node));
      status.putObject("daemonEndpoints").putObject("kubeletEndpoint").put("Port", 10250);
      info(status.putObject("nodeInfo"), Meta.name(node));
    }
    if (status.path("nodeInfo").path("osImage").asText().equals(SYSTEM)) {
      status.withObject("/nodeInfo").put("kubeletVersion", release);
    }
    set(
        status,
        "MemoryPressure",
        "False",
        "KubeletHasSufficientMemory",
        "kubelet has sufficient memory available",
        now);
    set(
        status,
        "DiskPressure",
        "False",
        "KubeletHasNoDiskPressure",
        "kubelet has no disk pressure",
        now);
    set(
        status,
        "PIDPressure",
        "False",
        "KubeletHasSufficientPID",
        "kubelet has sufficient PID available",
        now);
    set(status, "Ready", "True", "KubeletReady", "kubelet is posting ready status", now);
    return status;
  }

  private static void set(
      ObjectNode status, String type, String value, String reason, String message, Instant now) {
    if (Conditions.set(status, type, value, reason, message, now)) {
      Conditions.find(status, type)
          .ifPresent(
              condition -> ((ObjectNode) condition).put("lastHeartbeatTime", Times.text(now)));
    }
  }

  private static void resources(ObjectNode resources) {
    resources.put("cpu", CPU).put("ephemeral-storage", STORAGE).put("hugepages-2Mi", "0");
    resources.put("memory", MEMORY).put("pods", PODS);
  }

  private static void info(ObjectNode info, String name) {
    String id = Sha256.hex(name).substring(0, 32);
    info.put("architecture", "amd64").put("operatingSystem", "linux");
    info.put("bootID", id).put("machineID", id).put("systemUUID", id);
    info.put("containerRuntimeVersion", "containerd://2.1.4");
    info.put("kernelVersion", "6.12.0-sandbox").put("osImage", SYSTEM);
    info.put("kubeletVersion", "").put("kubeProxyVersion", "");
  }

  /** A node's own address, made of its name. */
  static String address(String name) {
    int dash = name.lastIndexOf('-');
    try {
      int number = Integer.parseInt(name.substring(dash + 1));
      return "172.18.%d.%d".formatted(number / 250, number % 250 + 2);
    } catch (NumberFormatException named) {
      int hash = Math.floorMod(name.hashCode(), 250);
      return "172.19.0." + (hash + 2);
    }
  }
}
