package dev.tend.sandbox.warnings;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is said of a pod, or of a template of pods, in a server's order. */
final class PodWarnings {
  private static final String NO_SELECTOR = "a null labelSelector results in matching no pod";

  private static final List<Map.Entry<String, String>> ANNOTATIONS =
      List.of(
          Map.entry(
              "scheduler.alpha.kubernetes.io/critical-pod",
              "non-functional in v1.16+; use the \"priorityClassName\" field instead"),
          Map.entry(
              "security.alpha.kubernetes.io/sysctls",
              "non-functional in v1.11+; use the \"sysctls\" field instead"),
          Map.entry(
              "security.alpha.kubernetes.io/unsafe-sysctls",
              "non-functional in v1.11+; use the \"sysctls\" field instead"));

  private static final List<Map.Entry<String, String>> VOLUMES =
      List.of(
          Map.entry("photonPersistentDisk", "deprecated in v1.11, non-functional in v1.16+"),
          Map.entry("gitRepo", "deprecated in v1.11, and disabled by default in v1.33+"),
          Map.entry("scaleIO", "deprecated in v1.16, non-functional in v1.22+"),
          Map.entry("flocker", "deprecated in v1.22, non-functional in v1.25+"),
          Map.entry("storageOS", "deprecated in v1.22, non-functional in v1.25+"),
          Map.entry("quobyte", "deprecated in v1.22, non-functional in v1.25+"),
          Map.entry("glusterfs", "deprecated in v1.25, non-functional in v1.26+"),
          Map.entry("cephfs", "deprecated in v1.28, non-functional in v1.31+"),
          Map.entry("rbd", "deprecated in v1.28, non-functional in v1.31+"));

  private final JsonNode annotations;
  private final JsonNode spec;
  private final String path;
  private final boolean template;
  private final List<String> warnings;

  private PodWarnings(JsonNode pod, String path, List<String> warnings) {
    this.annotations = pod.path("metadata").path("annotations");
    this.spec = pod.path("spec");
    this.path = path;
    this.template = !path.isEmpty();
    this.warnings = warnings;
  }

  /**
   * @param pod or a template
   * @param path where it stands, with a dot after it; empty for a pod itself
   */
  static void add(JsonNode pod, String path, List<String> warnings) {
    new PodWarnings(pod, path, warnings).all();
  }

  private void all() {
    nodes();
    spread();
    for (Map.Entry<String, String> old : ANNOTATIONS) {
      annotation(old.getKey(), old.getValue());
    }
    volumes();
    twice("hostAliases", "ip", "duplicate ip");
    twice("imagePullSecrets", "name", "duplicate name");
    each(
        "imagePullSecrets",
        (secret, at) -> {
          if (secret.path("name").asText().isEmpty()) {
            say(at + ".name", "invalid empty name \"\"");
          }
        });
    for (String resource : List.of("memory", "ephemeral-storage")) {
      Fractions.check(spec.path("overhead"), resource, path + "spec.overhead", warnings);
    }
    if (!spec.path("securityContext").has("seccompProfile")) {
      annotation(
          "seccomp.security.alpha.kubernetes.io/pod",
          "non-functional in v1.27+; use the \"seccompProfile\" field instead");
    }
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      each(list, (container, at) -> container(container, at));
    }
    PortWarnings.add(spec, path + "spec.", warnings);
    if (spec.path("terminationGracePeriodSeconds").asLong() < 0) {
      say(
          path + "spec.terminationGracePeriodSeconds",
          "must be >= 0; negative values are invalid and will be treated as 1");
    }
    affinity("podAffinity");
    affinity("podAntiAffinity");
    AddressWarnings.addresses(
        spec.path("dnsConfig").path("nameservers"), path + "spec.dnsConfig.nameservers", warnings);
    AddressWarnings.within(spec.path("hostAliases"), path + "spec.hostAliases", "ip", warnings);
  }

  private void nodes() {
    for (var label : spec.path("nodeSelector").properties()) {
      NodeLabels.replacement(label.getKey())
          .ifPresent(why -> say("%sspec.nodeSelector[%s]".formatted(path, label.getKey()), why));
    }
    JsonNode affinity = spec.path("affinity").path("nodeAffinity");
    String required = "requiredDuringSchedulingIgnoredDuringExecution";
    String preferred = "preferredDuringSchedulingIgnoredDuringExecution";
    String at = path + "spec.affinity.nodeAffinity.";
    JsonNode terms = affinity.path(required).path("nodeSelectorTerms");
    for (int i = 0; i < terms.size(); i++) {
      NodeLabels.inTerm(
          terms.get(i), "%s%s.nodeSelectorTerms[%d]".formatted(at, required, i), warnings);
    }
    for (int i = 0; i < affinity.path(preferred).size(); i++) {
      NodeLabels.inTerm(
          affinity.path(preferred).get(i).path("preference"),
          "%s%s[%d].preference".formatted(at, preferred, i),
          warnings);
    }
  }

  private void spread() {
    each(
        "topologySpreadConstraints",
        (constraint, at) -> {
          String key = constraint.path("topologyKey").asText();
          NodeLabels.replacement(key)
              .ifPresent(why -> say(at + ".topologyKey", key + " is " + why));
          if (!constraint.has("labelSelector")) {
            say(at + ".labelSelector", NO_SELECTOR);
          }
        });
  }

  private void volumes() {
    each(
        "volumes",
        (volume, at) -> {
          for (Map.Entry<String, String> old : VOLUMES) {
            if (volume.has(old.getKey())) {
              say(at + "." + old.getKey(), old.getValue());
            }
          }
          Warnings.claim(
              volume.path("ephemeral").path("volumeClaimTemplate").path("spec"),
              at + ".ephemeral.volumeClaimTemplate.spec.",
              warnings);
        });
    PathWarnings.add(spec.path("volumes"), warnings);
  }

  private void container(JsonNode container, String at) {
    String name = container.path("name").asText();
    if (!container.path("securityContext").has("seccompProfile")) {
      annotation(
          "container.seccomp.security.alpha.kubernetes.io/" + name,
          "non-functional in v1.27+; use the \"seccompProfile\" field instead");
    }
    if (template && !container.path("securityContext").has("appArmorProfile")) {
      annotation(
          "container.apparmor.security.beta.kubernetes.io/" + name,
          "deprecated since v1.30; use the \"appArmorProfile\" field instead");
    }
    for (String resource : List.of("memory", "ephemeral-storage")) {
      for (String kind : List.of("limits", "requests")) {
        Fractions.check(
            container.path("resources").path(kind),
            resource,
            "%s.resources.%s".formatted(at, kind),
            warnings);
      }
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < container.path("env").size(); i++) {
      JsonNode variable = container.path("env").get(i);
      String own = variable.path("name").asText();
      String value = variable.path("value").asText("");
      String reference = "$(" + own + ")";
      // One that is made of the one before is meant so.
      boolean hides =
          variable.has("valueFrom") || value.equals(reference) || !value.contains(reference);
      if (!names.add(own) && hides) {
        say(
            "%s.env[%d]".formatted(at, i),
            "hides previous definition of \"%s\", which may be dropped when using apply"
                .formatted(own));
      }
    }
  }

  private void affinity(String kind) {
    JsonNode affinity = spec.path("affinity").path(kind);
    String required = "requiredDuringSchedulingIgnoredDuringExecution";
    String preferred = "preferredDuringSchedulingIgnoredDuringExecution";
    String at = path + "spec.affinity." + kind + ".";
    for (int i = 0; i < affinity.path(required).size(); i++) {
      if (!affinity.path(required).get(i).has("labelSelector")) {
        say("%s%s[%d].labelSelector".formatted(at, required, i), NO_SELECTOR);
      }
    }
    for (int i = 0; i < affinity.path(preferred).size(); i++) {
      if (!affinity.path(preferred).get(i).path("podAffinityTerm").has("labelSelector")) {
        say("%s%s[%d].podAffinityTerm.labelSelector".formatted(at, preferred, i), NO_SELECTOR);
      }
    }
  }

  private void annotation(String key, String why) {
    if (annotations.has(key)) {
      say("%smetadata.annotations[%s]".formatted(path, key), why);
    }
  }

  private void twice(String list, String field, String why) {
    Set<String> seen = new HashSet<>();
    each(
        list,
        (item, at) -> {
          String value = item.path(field).asText("");
          if (!seen.add(value)) {
            say(at + "." + field, "%s \"%s\"".formatted(why, value));
          }
        });
  }

  private void each(String list, Item what) {
    for (int i = 0; i < spec.path(list).size(); i++) {
      what.see(spec.path(list).get(i), "%sspec.%s[%d]".formatted(path, list, i));
    }
  }

  private void say(String at, String what) {
    warnings.add(at + ": " + what);
  }

  /** An item of a list, and where it stands. */
  private interface Item {
    void see(JsonNode item, String at);
  }
}
