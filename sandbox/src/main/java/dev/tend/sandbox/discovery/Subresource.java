package dev.tend.sandbox.discovery;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.schema.ResourceType;
import java.util.List;

/**
 * A subresource as discovery shows it.
 *
 * @param gvk what its requests and answers hold
 */
public record Subresource(String name, GroupVersionKind gvk, List<String> verbs) {
  private static final List<String> READ_WRITE = List.of("get", "patch", "update");
  private static final List<String> CONNECT = List.of("create", "get");
  private static final List<String> PROXY = List.of("create", "delete", "get", "patch", "update");
  private static final List<String> CREATE = List.of("create");

  public static Subresource of(ResourceType type, String name) {
    return switch (name) {
      case "scale" ->
          new Subresource(name, new GroupVersionKind("autoscaling", "v1", "Scale"), READ_WRITE);
      case "eviction" ->
          new Subresource(name, new GroupVersionKind("policy", "v1", "Eviction"), CREATE);
      case "binding" -> new Subresource(name, new GroupVersionKind("", "v1", "Binding"), CREATE);
      case "token" ->
          new Subresource(
              name, new GroupVersionKind("authentication.k8s.io", "v1", "TokenRequest"), CREATE);
      case "attach" -> new Subresource(name, options("PodAttachOptions"), CONNECT);
      case "exec" -> new Subresource(name, options("PodExecOptions"), CONNECT);
      case "portforward" -> new Subresource(name, options("PodPortForwardOptions"), CONNECT);
      case "proxy" -> new Subresource(name, options(type.gvk().kind() + "ProxyOptions"), PROXY);
      case "log" -> new Subresource(name, type.gvk(), List.of("get"));
      case "finalize" -> new Subresource(name, type.gvk(), List.of("update"));
      default -> new Subresource(name, type.gvk(), READ_WRITE);
    };
  }

  private static GroupVersionKind options(String kind) {
    return new GroupVersionKind("", "v1", kind);
  }
}
