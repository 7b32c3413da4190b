package dev.tend.sandbox.podsecurity;

import static dev.tend.sandbox.podsecurity.Finding.containers;
import static dev.tend.sandbox.podsecurity.Finding.plural;
import static dev.tend.sandbox.podsecurity.Finding.quoted;
import static dev.tend.sandbox.podsecurity.Finding.setters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which system calls a pod may make. */
final class SeccompChecks {
  private static final String REASON = "seccompProfile";
  private static final String FIELD = "seccompProfile";
  private static final String OF_POD = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String OF_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

  private SeccompChecks() {}

  /** As it was said before there was a field. */
  static Optional<Finding> annotations(PodView pod) {
    JsonNode annotations = pod.metadata().path("annotations");
    Set<String> forbidden = new TreeSet<>();
    check(annotations, OF_POD, forbidden);
    for (JsonNode container : pod.containers()) {
      check(annotations, OF_CONTAINER + container.path("name").asText(), forbidden);
    }
    return forbidden.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                REASON,
                "forbidden %s %s"
                    .formatted(
                        plural("annotation", forbidden.size()), String.join(", ", forbidden))));
  }

  private static void check(JsonNode annotations, String name, Set<String> forbidden) {
    String value = annotations.path(name).asText("");
    boolean allowed =
        !annotations.has(name)
            || value.equals("runtime/default")
            || value.equals("docker/default")
            || value.startsWith("localhost/");
    if (!allowed) {
      forbidden.add("%s=\"%s\"".formatted(name, value));
    }
  }

  static Optional<Finding> given(PodView pod) {
    Set<String> values = new TreeSet<>();
    boolean ofPod = KernelChecks.isForbidden(pod.security(), FIELD, values);
    List<String> names =
        pod.containersWhere(one -> KernelChecks.isForbidden(PodView.security(one), FIELD, values));
    return !ofPod && names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                REASON,
                setters(ofPod, names)
                    + " must not set securityContext.seccompProfile.type to "
                    + quoted(values)));
  }

  /** It must be said, by the pod or by each container. */
  static Optional<Finding> required(PodView pod) {
    Optional<Finding> given = given(pod);
    if (given.isPresent()) {
      return given;
    }
    boolean byPod = pod.security().path(FIELD).isObject();
    List<String> silent =
        byPod
            ? List.of()
            : pod.containersWhere(one -> !PodView.security(one).path(FIELD).isObject());
    return silent.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                REASON,
                "pod or "
                    + containers(silent)
                    + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or"
                    + " \"Localhost\""));
  }
}
