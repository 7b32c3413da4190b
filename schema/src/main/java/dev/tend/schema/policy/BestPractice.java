package dev.tend.schema.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.FieldPath;
import dev.tend.schema.policy.PolicyRule.Sink;
import dev.tend.schema.policy.Subject.Container;
import java.util.List;
import java.util.Set;

/** What experience says of workloads. */
final class BestPractice {
  private static final Set<String> SERVING =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet");

  static final List<PolicyRule> RULES =
      List.of(
          PolicyRule.warning("latest-tag", BestPractice::latestTag),
          PolicyRule.warning("requests", BestPractice::requests),
          PolicyRule.warning("memory-limit", BestPractice::memoryLimit),
          PolicyRule.warning("readiness-probe", BestPractice::readiness),
          PolicyRule.warning("same-probes", BestPractice::sameProbes),
          PolicyRule.warning("bare-pod", BestPractice::barePod),
          PolicyRule.warning("plain-secret", BestPractice::plainSecret),
          PolicyRule.warning("wildcard-role", BestPractice::wildcardRole));

  private BestPractice() {}

  private static void latestTag(Subject subject, Sink sink) {
    for (Container container : subject.containers()) {
      String image = container.node().path("image").asText();
      String name = image.substring(image.lastIndexOf('/') + 1);
      boolean pinned = image.contains("@") || name.contains(":") && !name.endsWith(":latest");
      if (!image.isEmpty() && !pinned) {
        sink.add(
            container.path().key("image"),
            "Image `" + image + "` is another one whenever somebody pushes",
            "Name a version, as in `" + image.replaceAll(":latest$", "") + ":1.2.3`, or a digest");
      }
    }
  }

  private static void requests(Subject subject, Sink sink) {
    for (Container container : subject.mainContainers()) {
      JsonNode resources = container.node().path("resources");
      for (String name : List.of("cpu", "memory")) {
        if (!resources.path("requests").has(name) && !resources.path("limits").has(name)) {
          sink.add(
              container.path().key("resources").key("requests").key(name),
              "Container `" + container.name() + "` requests no " + name,
              "The scheduler takes it for nothing: write `requests: {cpu: 100m, memory: 128Mi}`");
        }
      }
    }
  }

  private static void memoryLimit(Subject subject, Sink sink) {
    for (Container container : subject.mainContainers()) {
      if (!container.node().path("resources").path("limits").has("memory")) {
        sink.add(
            container.path().key("resources").key("limits").key("memory"),
            "Nothing bounds the memory of container `" + container.name() + "`",
            "Write `limits: {memory: 256Mi}`");
      }
    }
  }

  private static void readiness(Subject subject, Sink sink) {
    if (!SERVING.contains(subject.manifest().id().kind())) {
      return;
    }
    for (Container container : subject.mainContainers()) {
      if (!container.node().path("ports").isEmpty() && !container.node().has("readinessProbe")) {
        sink.add(
            container.path().key("readinessProbe"),
            "Container `" + container.name() + "` has ports, and no probe says when it is ready",
            "Write a `readinessProbe`");
      }
    }
  }

  private static void sameProbes(Subject subject, Sink sink) {
    for (Container container : subject.mainContainers()) {
      JsonNode liveness = container.node().path("livenessProbe");
      if (liveness.isObject() && liveness.equals(container.node().path("readinessProbe"))) {
        sink.add(
            container.path().key("livenessProbe"),
            "The probe that restarts the container is the one that takes it out of service",
            "Give the liveness probe more time, or leave it out");
      }
    }
  }

  private static void barePod(Subject subject, Sink sink) {
    if (subject.manifest().id().kind().equals("Pod")
        && !subject.manifest().content().path("metadata").has("ownerReferences")) {
      sink.add(FieldPath.of("kind"), "Nothing starts this pod again", "Use a Deployment or a Job");
    }
  }

  private static void plainSecret(Subject subject, Sink sink) {
    for (Container container : subject.containers()) {
      JsonNode env = container.node().path("env");
      for (int i = 0; i < env.size(); i++) {
        String name = env.path(i).path("name").asText();
        boolean secret = name.matches("(?i).*(password|passwd|secret_?key|api_?key|_token)$");
        if (secret && !env.path(i).path("value").asText().isEmpty()) {
          sink.add(
              container.path().key("env").index(i).key("value"),
              "`" + name + "` looks like a secret, and its value stands here",
              "Take it from a Secret by `valueFrom.secretKeyRef`");
        }
      }
    }
  }

  private static void wildcardRole(Subject subject, Sink sink) {
    if (!subject.manifest().id().group().equals("rbac.authorization.k8s.io")) {
      return;
    }
    JsonNode rules = subject.manifest().content().path("rules");
    for (int i = 0; i < rules.size(); i++) {
      boolean all = true;
      for (String field : List.of("apiGroups", "resources", "verbs")) {
        boolean wildcard = false;
        for (JsonNode value : rules.path(i).path(field)) {
          wildcard |= value.asText().equals("*");
        }
        all &= wildcard;
      }
      if (all) {
        sink.add(
            FieldPath.of("rules").index(i),
            "Who has this role may do anything",
            "Name what it needs");
      }
    }
  }
}
