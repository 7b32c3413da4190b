package dev.tend.sandbox.store;

import dev.tend.manifest.ResourceId;
import java.util.Map;

/** Where a server keeps an object, as it tells in some of its messages. */
final class RegistryKeys {
  private static final Map<String, String> OTHERWISE =
      Map.of(
          "nodes", "minions",
          "services", "services/specs",
          "endpoints", "services/endpoints",
          "ingresses.networking.k8s.io", "ingress",
          "customresourcedefinitions.apiextensions.k8s.io",
              "apiextensions.k8s.io/customresourcedefinitions",
          "apiservices.apiregistration.k8s.io", "apiregistration.k8s.io/apiservices");

  private RegistryKeys() {}

  /**
   * @param resource {@code deployments.apps}
   */
  static String of(String resource, ResourceId id) {
    int dot = resource.indexOf('.');
    String plural = dot < 0 ? resource : resource.substring(0, dot);
    boolean custom = id.group().contains(".") && !id.group().endsWith(".k8s.io");
    String folder = OTHERWISE.getOrDefault(resource, custom ? id.group() + "/" + plural : plural);
    String namespace = id.namespace().isEmpty() ? "" : id.namespace() + "/";
    return "/registry/" + folder + "/" + namespace + id.name();
  }
}
