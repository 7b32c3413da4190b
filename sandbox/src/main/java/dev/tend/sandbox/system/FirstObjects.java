package dev.tend.sandbox.system;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import java.util.ArrayList;
import java.util.List;

/** The objects that a fresh cluster has. */
final class FirstObjects {
  private static final List<String> EVERYTHING = List.of("*");
  private static final List<String> READ = List.of("get", "list", "watch");
  private static final List<String> WRITE =
      List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");

  private FirstObjects() {}

  static List<ObjectNode> all() {
    List<ObjectNode> objects = new ArrayList<>();
    objects.add(priority("system-node-critical", 2_000_001_000));
    objects.add(priority("system-cluster-critical", 2_000_000_000));
    objects.add(role("cluster-admin", EVERYTHING, EVERYTHING, EVERYTHING));
    List<String> groups =
        List.of("", "apps", "autoscaling", "batch", "networking.k8s.io", "policy");
    objects.add(role("admin", groups, EVERYTHING, WRITE));
    objects.add(role("edit", groups, EVERYTHING, WRITE));
    objects.add(role("view", groups, EVERYTHING, READ));
    objects.add(adminBinding());
    return objects;
  }

  private static ObjectNode priority(String name, int value) {
    ObjectNode priority =
        Furnishing.object("scheduling.k8s.io/v1", "PriorityClass", "", name).put("value", value);
    return priority.put(
        "description",
        name.contains("node")
            ? "Used for system critical pods that must not be moved from their current node."
            : "Used for system critical pods that must run in the cluster, but can be moved to"
                + " another node if necessary.");
  }

  private static ObjectNode role(
      String name, List<String> groups, List<String> resources, List<String> verbs) {
    ObjectNode role = Furnishing.object("rbac.authorization.k8s.io/v1", "ClusterRole", "", name);
    Meta.metadata(role).putObject("labels").put("kubernetes.io/bootstrapping", "rbac-defaults");
    ObjectNode rule = role.putArray("rules").addObject();
    add(rule, "apiGroups", groups);
    add(rule, "resources", resources);
    add(rule, "verbs", verbs);
    if (name.equals("cluster-admin")) {
      ObjectNode urls = role.withArray("rules").addObject();
      add(urls, "nonResourceURLs", EVERYTHING);
      add(urls, "verbs", EVERYTHING);
    }
    return role;
  }

  private static void add(ObjectNode rule, String field, List<String> values) {
    ArrayNode list = rule.putArray(field);
    values.forEach(list::add);
  }

  private static ObjectNode adminBinding() {
    ObjectNode binding =
        Furnishing.object(
            "rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "", "cluster-admin");
    Meta.metadata(binding).putObject("labels").put("kubernetes.io/bootstrapping", "rbac-defaults");
    binding
        .putObject("roleRef")
        .put("apiGroup", "rbac.authorization.k8s.io")
        .put("kind", "ClusterRole")
        .put("name", "cluster-admin");
    binding
        .putArray("subjects")
        .addObject()
        .put("apiGroup", "rbac.authorization.k8s.io")
        .put("kind", "Group")
        .put("name", "system:masters");
    return binding;
  }

  static ObjectNode kubernetesService(int port) {
    ObjectNode service = Furnishing.object("v1", "Service", "default", "kubernetes");
    Meta.metadata(service)
        .putObject("labels")
        .put("component", "apiserver")
        .put("provider", "kubernetes");
    ObjectNode spec = service.putObject("spec").put("clusterIP", "10.96.0.1");
    spec.putArray("ports")
        .addObject()
        .put("name", "https")
        .put("port", 443)
        .put("protocol", "TCP")
        .put("targetPort", port);
    return service;
  }

  static ObjectNode kubernetesEndpoints(int port) {
    ObjectNode slice =
        Furnishing.object("discovery.k8s.io/v1", "EndpointSlice", "default", "kubernetes");
    Meta.metadata(slice).putObject("labels").put("kubernetes.io/service-name", "kubernetes");
    slice.put("addressType", "IPv4");
    ObjectNode endpoint = slice.putArray("endpoints").addObject();
    endpoint.putArray("addresses").add("127.0.0.1");
    endpoint.putObject("conditions").put("ready", true);
    slice
        .putArray("ports")
        .addObject()
        .put("name", "https")
        .put("port", port)
        .put("protocol", "TCP");
    return slice;
  }
}
