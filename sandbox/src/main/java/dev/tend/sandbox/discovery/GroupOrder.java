package dev.tend.sandbox.discovery;

import java.util.Comparator;
import java.util.List;

/** The order in which the real server lists its groups: clients resolve short names by it. */
final class GroupOrder {
  private static final List<String> BUILT_IN =
      List.of(
          "",
          "apiregistration.k8s.io",
          "apps",
          "events.k8s.io",
          "authentication.k8s.io",
          "authorization.k8s.io",
          "autoscaling",
          "batch",
          "certificates.k8s.io",
          "networking.k8s.io",
          "policy",
          "rbac.authorization.k8s.io",
          "storage.k8s.io",
          "admissionregistration.k8s.io",
          "apiextensions.k8s.io",
          "scheduling.k8s.io",
          "coordination.k8s.io",
          "node.k8s.io",
          "discovery.k8s.io",
          "resource.k8s.io",
          "flowcontrol.apiserver.k8s.io");

  /** Groups of custom resources stand last, by name. */
  static final Comparator<String> ORDER =
      Comparator.comparing(GroupOrder::rank).thenComparing(Comparator.naturalOrder());

  private GroupOrder() {}

  private static int rank(String group) {
    int position = BUILT_IN.indexOf(group);
    return position < 0 ? BUILT_IN.size() : position;
  }
}
