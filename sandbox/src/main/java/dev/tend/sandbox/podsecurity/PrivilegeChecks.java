package dev.tend.sandbox.podsecurity;

import static dev.tend.sandbox.podsecurity.Finding.containers;
import static dev.tend.sandbox.podsecurity.Finding.quoted;
import static dev.tend.sandbox.podsecurity.Finding.setters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.schema.policy.PodSecurityNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** As whom containers run, and what they may do as that. */
final class PrivilegeChecks {
  private static final String ADDED = " in securityContext.capabilities.add";

  private PrivilegeChecks() {}

  static Optional<Finding> privileged(PodView pod) {
    List<String> names =
        pod.containersWhere(one -> PodView.security(one).path("privileged").asBoolean());
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "privileged", containers(names) + " must not set securityContext.privileged=true"));
  }

  static Optional<Finding> escalation(PodView pod) {
    List<String> names =
        pod.containersWhere(
            one -> PodView.security(one).path("allowPrivilegeEscalation").asBoolean(true));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "allowPrivilegeEscalation != false",
                containers(names) + " must set securityContext.allowPrivilegeEscalation=false"));
  }

  static Optional<Finding> addedCapabilities(PodView pod) {
    Set<String> added = new TreeSet<>();
    List<String> names =
        pod.containersWhere(one -> adds(one, PodSecurityNames.CAPABILITIES, added));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "non-default capabilities",
                containers(names) + " must not include " + quoted(added) + ADDED));
  }

  static Optional<Finding> keptCapabilities(PodView pod) {
    List<String> keeping = pod.containersWhere(one -> !dropsAll(one));
    Set<String> added = new TreeSet<>();
    List<String> adding = pod.containersWhere(one -> adds(one, Set.of("NET_BIND_SERVICE"), added));
    List<String> details = new ArrayList<>();
    if (!keeping.isEmpty()) {
      details.add(containers(keeping) + " must set securityContext.capabilities.drop=[\"ALL\"]");
    }
    if (!adding.isEmpty()) {
      details.add(containers(adding) + " must not include " + quoted(added) + ADDED);
    }
    return details.isEmpty()
        ? Optional.empty()
        : Optional.of(new Finding("unrestricted capabilities", String.join("; ", details)));
  }

  private static boolean dropsAll(JsonNode container) {
    for (JsonNode dropped : PodView.security(container).path("capabilities").path("drop")) {
      if (dropped.asText().equals("ALL")) {
        return true;
      }
    }
    return false;
  }

  private static boolean adds(JsonNode container, Set<String> allowed, Set<String> added) {
    boolean any = false;
    for (JsonNode one : PodView.security(container).path("capabilities").path("add")) {
      if (!allowed.contains(one.asText())) {
        added.add(one.asText());
        any = true;
      }
    }
    return any;
  }

  static Optional<Finding> asRoot(PodView pod) {
    String field = "runAsNonRoot";
    String reason = "runAsNonRoot != true";
    JsonNode byPod = pod.security().path(field);
    boolean ofPod = byPod.isBoolean() && !byPod.asBoolean();
    List<String> names =
        pod.containersWhere(
            one -> {
              JsonNode own = PodView.security(one).path(field);
              return own.isBoolean() && !own.asBoolean();
            });
    if (ofPod || !names.isEmpty()) {
      return Optional.of(
          new Finding(
              reason, setters(ofPod, names) + " must not set securityContext.runAsNonRoot=false"));
    }
    List<String> silent =
        byPod.asBoolean()
            ? List.of()
            : pod.containersWhere(one -> !PodView.security(one).path(field).isBoolean());
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                reason,
                "pod or " + containers(silent) + " must set securityContext.runAsNonRoot=true"));
  }

  static Optional<Finding> asUserZero(PodView pod) {
    boolean ofPod = isZero(pod.security());
    List<String> names = pod.containersWhere(one -> isZero(PodView.security(one)));
    return !ofPod && names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding("runAsUser=0", setters(ofPod, names) + " must not set runAsUser=0"));
  }

  private static boolean isZero(JsonNode security) {
    JsonNode user = security.path("runAsUser");
    return user.isIntegralNumber() && user.asLong() == 0;
  }
}
