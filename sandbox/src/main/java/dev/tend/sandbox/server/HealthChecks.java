package dev.tend.sandbox.server;

import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a server says of its health: what it consists of is up before it answers at all. */
final class HealthChecks {
  private static final List<String> LIVE =
      List.of(
          "ping",
          "log",
          "etcd",
          "poststarthook/start-apiserver-admission-initializer",
          "poststarthook/generic-apiserver-start-informers",
          "poststarthook/priority-and-fairness-config-consumer",
          "poststarthook/priority-and-fairness-filter",
          "poststarthook/storage-object-count-tracker-hook",
          "poststarthook/start-apiextensions-informers",
          "poststarthook/start-apiextensions-controllers",
          "poststarthook/crd-informer-synced",
          "poststarthook/start-system-namespaces-controller",
          "poststarthook/start-cluster-authentication-info-controller",
          "poststarthook/start-kube-apiserver-identity-lease-controller",
          "poststarthook/start-kube-apiserver-identity-lease-garbage-collector",
          "poststarthook/start-legacy-token-tracking-controller",
          "poststarthook/start-service-ip-repair-controllers",
          "poststarthook/rbac/bootstrap-roles",
          "poststarthook/scheduling/bootstrap-system-priority-classes",
          "poststarthook/priority-and-fairness-config-producer",
          "poststarthook/bootstrap-controller",
          "poststarthook/start-kubernetes-service-cidr-controller",
          "poststarthook/start-kube-aggregator-informers",
          "poststarthook/apiservice-status-local-available-controller",
          "poststarthook/apiservice-status-remote-available-controller",
          "poststarthook/apiservice-registration-controller",
          "poststarthook/apiservice-discovery-controller",
          "poststarthook/kube-apiserver-autoregistration",
          "autoregister-completion",
          "poststarthook/apiservice-openapi-controller",
          "poststarthook/apiservice-openapiv3-controller");

  private HealthChecks() {}

  /** Empty where there is no such check. */
  static Optional<Response> find(Request request, List<String> path) {
    String name = path.getFirst();
    List<String> checks = of(name);
    if (path.size() > 1) {
      return checks.contains(String.join("/", path.subList(1, path.size())))
          ? Optional.of(Response.text(200, "ok"))
          : Optional.empty();
    }
    if (!request.flag("verbose")) {
      return Optional.of(Response.text(200, "ok"));
    }
    String excluded = request.param("exclude");
    StringBuilder text = new StringBuilder();
    for (String check : checks) {
      text.append("[+]").append(check).append(check.equals(excluded) ? " excluded: ok" : " ok");
      text.append('\n');
    }
    if (!excluded.isEmpty() && !checks.contains(excluded)) {
      text.append("warn: some health checks cannot be excluded: no matches for \"")
          .append(excluded)
          .append("\"\n");
    }
    return Optional.of(Response.text(200, text.append(name).append(" check passed\n").toString()));
  }

  /** The paths of all of them. */
  static List<String> paths() {
    List<String> paths = new ArrayList<>();
    for (String name : List.of("healthz", "livez", "readyz")) {
      paths.add("/" + name);
      of(name).forEach(check -> paths.add("/" + name + "/" + check));
    }
    return paths;
  }

  private static List<String> of(String name) {
    if (!name.equals("readyz")) {
      return LIVE;
    }
    List<String> checks = new ArrayList<>(LIVE);
    checks.addAll(3, List.of("etcd-readiness", "informer-sync"));
    checks.add("shutdown");
    return checks;
  }
}
