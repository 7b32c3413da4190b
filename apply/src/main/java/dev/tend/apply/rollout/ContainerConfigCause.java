package dev.tend.apply.rollout;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A container can't be created from its configuration: a ConfigMap, Secret or key is missing. */
final class ContainerConfigCause implements Cause {
  private static final Set<String> REASONS =
      Set.of("CreateContainerConfigError", "CreateContainerError");
  private static final Pattern OBJECT =
      Pattern.compile("(?i)(configmap|secret) \"([^\"]+)\" not found");
  private static final Pattern KEY =
      Pattern.compile("(?i)couldn't find key (\\S+) in (configmap|secret) (?:\\S+/)?(\\S+)");

  @Override
  public List<Finding> find(Evidence evidence) {
    return evidence
        .containers()
        .filter(container -> REASONS.contains(container.waitingReason()))
        .map(container -> finding(evidence, container))
        .toList();
  }

  private static Finding finding(Evidence evidence, PodContainer container) {
    String message = container.waiting().path("message").asText("");
    String namespace = container.pod().id().namespace();
    return Finding.of("ContainerConfig", container.title(), container.pod().id())
        .summary(
            "%s: %s (image %s) can't be created: %s"
                .formatted(
                    evidence.workload(),
                    evidence.title(container),
                    container.image(),
                    Wording.withoutFinalStop(message)))
        .evidence(container.waitingReason() + ": " + message)
        .advice(advice(message, namespace))
        .advice(RevisionAdvice.undo(evidence))
        .fatal(true)
        .build();
  }

  /** For messages that name what is missing, also those about volumes. */
  static String advice(String message, String namespace) {
    Matcher key = KEY.matcher(message);
    if (key.find()) {
      return "add the key %s to %s %s in namespace %s, or mark the reference as optional"
          .formatted(key.group(1), kind(key.group(2)), key.group(3), namespace);
    }
    Matcher object = OBJECT.matcher(message);
    if (object.find()) {
      return "create %s %s in namespace %s, correct its name, or mark the reference as optional"
          .formatted(kind(object.group(1)), object.group(2), namespace);
    }
    if (message.contains("runAsNonRoot")) {
      return "set securityContext.runAsUser to a number other than 0, or build the image with USER";
    }
    return "";
  }

  private static String kind(String word) {
    return word.equalsIgnoreCase("secret") ? "Secret" : "ConfigMap";
  }
}
