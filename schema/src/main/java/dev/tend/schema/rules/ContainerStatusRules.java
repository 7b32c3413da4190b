package dev.tend.schema.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Statuses of a pod's containers. */
final class ContainerStatusRules {
  private static final Map<String, String> LISTS =
      new TreeMap<>(
          Map.of("containerStatuses", "containers", "initContainerStatuses", "initContainers"));
  private static final List<String> ALL =
      List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses");
  private static final List<String> HEALTH = List.of("Healthy", "Unhealthy", "Unknown");

  private ContainerStatusRules() {}

  /** What has ended runs no more, unless its pod restarts it. */
  static void transitions(Field old, Field now, Field spec, Faults faults) {
    String policy = spec.at("restartPolicy").text();
    if (!policy.equals("Always")) {
      Predicate<Field> failed =
          status ->
              policy.equals("OnFailure")
                  && status.at("state", "terminated", "exitCode").number() != 0;
      transitions("containerStatuses", old, now, failed, faults);
      transitions(
          "initContainerStatuses",
          old,
          now,
          failed.or(status -> isSidecar(status.at("name").text(), spec)),
          faults);
    }
    transitions("ephemeralContainerStatuses", old, now, status -> false, faults);
  }

  private static boolean isSidecar(String name, Field spec) {
    return container(name, spec.at("initContainers"))
        .filter(container -> container.at("restartPolicy").is("Always"))
        .isPresent();
  }

  private static Optional<Field> container(String name, Field containers) {
    return containers.items().stream()
        .filter(container -> container.at("name").text().equals(name))
        .findFirst();
  }

  private static void transitions(
      String list, Field old, Field now, Predicate<Field> mayRestart, Faults faults) {
    List<Field> before = old.at(list).items();
    for (int i = 0; i < before.size(); i++) {
      Field was = before.get(i);
      if (!was.at("state").has("terminated") || mayRestart.test(was)) {
        continue;
      }
      for (Field is : now.at(list).items()) {
        boolean same = is.at("name").text().equals(was.at("name").text());
        if (same && !is.at("state").has("terminated")) {
          // The place is that of before.
          faults.forbidden(
              now.at(list).index(i).at("state"), "may not be transitioned to non-terminated state");
        }
      }
    }
  }

  static void contents(Field status, Field spec, Faults faults) {
    boolean windows = spec.at("os", "name").is("windows");
    for (String list : ALL) {
      for (Field container : status.at(list).items()) {
        user(container.at("user"), windows, faults);
      }
    }
    LISTS.forEach((list, containers) -> resources(status.at(list), spec.at(containers), faults));
    for (Field container : status.at("ephemeralContainerStatuses").items()) {
      if (!container.at("allocatedResourcesStatus").isEmpty()) {
        faults.forbidden(
            container.at("allocatedResourcesStatus"), "must not be specified in container status");
      }
    }
  }

  private static void user(Field user, boolean windows, Faults faults) {
    Field linux = user.at("linux");
    if (!linux.isSet()) {
      return;
    }
    if (windows) {
      faults.forbidden(linux, "cannot be set for a windows pod");
      return;
    }
    Checks.USER_ID.check(PodStatusRules.numbered(linux.at("uid")), faults);
    Checks.USER_ID.check(PodStatusRules.numbered(linux.at("gid")), faults);
    linux.at("supplementalGroups").items().forEach(group -> Checks.USER_ID.check(group, faults));
  }

  private static void resources(Field statuses, Field containers, Faults faults) {
    for (Field status : statuses.items()) {
      Optional<Field> container = container(status.at("name").text(), containers);
      for (Field resource : status.at("allocatedResourcesStatus").items()) {
        container.ifPresent(own -> requested(resource.at("name"), own.at("resources"), faults));
        health(resource.at("resources"), faults);
      }
    }
  }

  private static void requested(Field name, Field resources, Faults faults) {
    String text = name.text();
    if (!text.startsWith("claim:")) {
      if (!resources.at("requests").has(text)) {
        faults.invalid(name, "must match one of the container's resource requests");
      }
      return;
    }
    boolean claimed =
        resources.at("claims").items().stream()
            .map(
                claim ->
                    "claim:%s%s"
                        .formatted(
                            claim.at("name").text(),
                            claim.at("request").isEmpty() ? "" : "/" + claim.at("request").text()))
            .anyMatch(text::equals);
    if (!claimed) {
      faults.invalid(
          name,
          "must match one of the container's resource claims in a format"
              + " 'claim:<claimName>/<request>' or 'claim:<claimName>' if request is empty");
    }
  }

  private static void health(Field resources, Faults faults) {
    Set<String> seen = new HashSet<>();
    for (Field resource : resources.items()) {
      if (!HEALTH.contains(resource.at("health").text())) {
        faults.unsupported(resource.at("health"), HEALTH);
      }
      if (!seen.add(resource.at("resourceID").text())) {
        faults.duplicate(resource.at("resourceID"));
      }
    }
  }
}
