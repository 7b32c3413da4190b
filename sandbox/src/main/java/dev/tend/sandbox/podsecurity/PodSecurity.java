package dev.tend.sandbox.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.admission.Attempt;
import dev.tend.sandbox.admission.Plugin;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps pods to the standard that their namespace's labels name, and warns of what would break it:
 * of workloads' templates, and of pods that run when a namespace becomes stricter.
 */
public final class PodSecurity implements Plugin {
  private static final GroupKind POD = new GroupKind("", "Pod");
  private static final GroupKind NAMESPACE = new GroupKind("", "Namespace");

  private final Storage storage;

  public PodSecurity(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void validate(Attempt attempt) {
    if (attempt.isOf(NAMESPACE)) {
      namespace(attempt);
    } else if (attempt.isOf(POD)) {
      pod(attempt);
    } else {
      template(attempt).ifPresent(pod -> warn(attempt, policy(attempt).warn(), pod));
    }
  }

  private Policy policy(Attempt attempt) {
    return storage
        .get(new ResourceId("", "Namespace", "", attempt.namespace()))
        .map(Policy::of)
        .orElseGet(() -> Policy.of(MissingNode.getInstance()));
  }

  private void pod(Attempt attempt) {
    if (attempt.live() != null && !changesContainers(attempt.live(), attempt.object())) {
      return;
    }
    Policy policy = policy(attempt);
    PodView pod = new PodView(attempt.object().path("metadata"), attempt.object().path("spec"));
    List<Finding> findings = Standards.findings(policy.enforce(), pod);
    if (!findings.isEmpty()) {
      throw attempt.forbidden(
          "violates PodSecurity \"%s\": %s".formatted(policy.enforce(), text(findings)));
    }
    warn(attempt, policy.warn(), pod);
  }

  private static void warn(Attempt attempt, Standard standard, PodView pod) {
    List<Finding> findings = Standards.findings(standard, pod);
    if (!findings.isEmpty()) {
      attempt
          .options()
          .caller()
          .warn("would violate PodSecurity \"%s\": %s".formatted(standard, text(findings)));
    }
  }

  private static String text(List<Finding> findings) {
    return findings.stream().map(Finding::toString).collect(Collectors.joining(", "));
  }

  private static Optional<PodView> template(Attempt attempt) {
    JsonNode object = attempt.object();
    JsonNode template =
        switch (attempt.resource()) {
          case "podtemplates" -> object.path("template");
          case "cronjobs.batch" ->
              object.path("spec").path("jobTemplate").path("spec").path("template");
          case "replicationcontrollers",
              "deployments.apps",
              "replicasets.apps",
              "statefulsets.apps",
              "daemonsets.apps",
              "jobs.batch" ->
              object.path("spec").path("template");
          default -> MissingNode.getInstance();
        };
    return template.isObject()
        ? Optional.of(new PodView(template.path("metadata"), template.path("spec")))
        : Optional.empty();
  }

  /** Of a pod that runs nothing else that matters can change. */
  private static boolean changesContainers(ObjectNode live, ObjectNode wanted) {
    for (String list : List.of("containers", "initContainers", "ephemeralContainers")) {
      JsonNode before = live.path("spec").path(list);
      JsonNode after = wanted.path("spec").path(list);
      if (before.size() != after.size()) {
        return true;
      }
      for (int i = 0; i < after.size(); i++) {
        if (!before.path(i).path("image").equals(after.path(i).path("image"))) {
          return true;
        }
      }
    }
    return false;
  }

  private void namespace(Attempt attempt) {
    Policy wanted = Policy.of(attempt.object());
    Policy before = Policy.of(attempt.live() == null ? MissingNode.getInstance() : attempt.live());
    if (!wanted.findings().isEmpty() && !wanted.findings().equals(before.findings())) {
      throw Failures.invalid(Meta.type(attempt.object()), attempt.name(), wanted.findings());
    }
    Standard standard = wanted.enforce();
    boolean stricter =
        !standard.equals(before.enforce())
            && standard.level() != Level.PRIVILEGED
            && (standard.minor() != before.enforce().minor()
                || standard.level().compareTo(before.enforce().level()) > 0);
    if (attempt.live() != null && stricter) {
      checkRunning(attempt, standard);
    }
  }

  private void checkRunning(Attempt attempt, Standard standard) {
    Map<String, List<String>> byReason = new TreeMap<>();
    for (ObjectNode pod : storage.list(POD, attempt.name()).objects()) {
      List<Finding> findings =
          Standards.findings(standard, new PodView(pod.path("metadata"), pod.path("spec")));
      if (!findings.isEmpty()) {
        String reason = findings.stream().map(Finding::reason).collect(Collectors.joining(", "));
        byReason.computeIfAbsent(reason, absent -> new ArrayList<>()).add(Meta.name(pod));
      }
    }
    if (byReason.isEmpty()) {
      return;
    }
    attempt
        .options()
        .caller()
        .warn(
            "existing pods in namespace \"%s\" violate the new PodSecurity enforce level \"%s\""
                .formatted(attempt.name(), standard));
    List<String> warnings = new ArrayList<>();
    byReason.forEach((reason, pods) -> warnings.add(first(pods) + ": " + reason));
    warnings.stream().sorted().forEach(attempt.options().caller()::warn);
  }

  private static String first(List<String> pods) {
    String name = pods.stream().sorted().findFirst().orElse("");
    return switch (pods.size()) {
      case 1 -> name;
      case 2 -> name + " (and 1 other pod)";
      default -> "%s (and %d other pods)".formatted(name, pods.size() - 1);
    };
  }
}
