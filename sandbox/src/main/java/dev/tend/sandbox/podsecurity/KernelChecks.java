package dev.tend.sandbox.podsecurity;

import static dev.tend.sandbox.podsecurity.Finding.containers;
import static dev.tend.sandbox.podsecurity.Finding.plural;
import static dev.tend.sandbox.podsecurity.Finding.quoted;
import static dev.tend.sandbox.podsecurity.Finding.setters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How the kernel may be asked to watch over a pod less than it does. */
final class KernelChecks {
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final Set<String> PROFILES = Set.of("RuntimeDefault", "Localhost");

  private KernelChecks() {}

  static Optional<Finding> appArmor(PodView pod) {
    Set<String> values = new TreeSet<>();
    boolean ofPod = isForbidden(pod.security(), "appArmorProfile", values);
    List<String> names =
        pod.containersWhere(one -> isForbidden(PodView.security(one), "appArmorProfile", values));
    List<String> shown = new ArrayList<>(values);
    List<String> setters = new ArrayList<>();
    if (ofPod || !names.isEmpty()) {
      setters.add(setters(ofPod, names));
    }
    Set<String> annotations = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : pod.metadata().path("annotations").properties()) {
      String value = entry.getValue().asText();
      boolean allowed =
          value.isEmpty() || value.equals("runtime/default") || value.startsWith("localhost/");
      if (entry.getKey().startsWith(APP_ARMOR) && !allowed) {
        annotations.add("%s=\"%s\"".formatted(entry.getKey(), value));
      }
    }
    if (!annotations.isEmpty()) {
      shown.addAll(annotations);
      setters.add(plural("annotation", annotations.size()));
    }
    return setters.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                plural("forbidden AppArmor profile", shown.size()),
                String.join(" and ", setters)
                    + " must not set AppArmor profile type to "
                    + quoted(shown)));
  }

  /** Whether a profile is given that isn't one of the good ones; its type is collected. */
  static boolean isForbidden(JsonNode security, String field, Set<String> values) {
    JsonNode profile = security.path(field);
    String type = profile.path("type").asText("");
    boolean forbidden = profile.isObject() && !PROFILES.contains(type);
    if (forbidden) {
      values.add(type);
    }
    return forbidden;
  }

  static Optional<Finding> procMount(PodView pod) {
    Set<String> types = new TreeSet<>();
    List<String> names =
        pod.containersWhere(
            one -> {
              String type = PodView.security(one).path("procMount").asText("Default");
              if (!type.equals("Default")) {
                types.add(type);
              }
              return !type.equals("Default");
            });
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                "procMount",
                containers(names) + " must not set securityContext.procMount to " + quoted(types)));
  }

  static Check seLinux(Set<String> allowed) {
    return pod -> seLinux(pod, allowed);
  }

  private static Optional<Finding> seLinux(PodView pod, Set<String> allowed) {
    Set<String> types = new TreeSet<>();
    Set<String> fields = new TreeSet<>();
    boolean ofPod = isForbidden(pod.security(), allowed, types, fields);
    List<String> names =
        pod.containersWhere(one -> isForbidden(PodView.security(one), allowed, types, fields));
    if (!ofPod && names.isEmpty()) {
      return Optional.empty();
    }
    List<String> what = new ArrayList<>();
    if (!types.isEmpty()) {
      what.add(plural("type", types.size()) + " " + quoted(types));
    }
    for (String field : List.of("user", "role")) {
      if (fields.contains(field)) {
        what.add(field + " may not be set");
      }
    }
    return Optional.of(
        new Finding(
            "seLinuxOptions",
            setters(ofPod, names)
                + " set forbidden securityContext.seLinuxOptions: "
                + String.join("; ", what)));
  }

  private static boolean isForbidden(
      JsonNode security, Set<String> allowed, Set<String> types, Set<String> fields) {
    JsonNode options = security.path("seLinuxOptions");
    boolean forbidden = false;
    String type = options.path("type").asText("");
    if (!type.isEmpty() && !allowed.contains(type)) {
      types.add(type);
      forbidden = true;
    }
    for (String field : List.of("user", "role")) {
      if (!options.path(field).asText("").isEmpty()) {
        fields.add(field);
        forbidden = true;
      }
    }
    return forbidden;
  }

  static Check sysctls(Set<String> allowed) {
    return pod -> {
      List<String> names = new ArrayList<>();
      for (JsonNode sysctl : pod.security().path("sysctls")) {
        if (!allowed.contains(sysctl.path("name").asText())) {
          names.add(sysctl.path("name").asText());
        }
      }
      return names.isEmpty()
          ? Optional.empty()
          : Optional.of(new Finding("forbidden sysctls", String.join(", ", names)));
    };
  }
}
