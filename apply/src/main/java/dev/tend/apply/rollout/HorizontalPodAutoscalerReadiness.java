package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * An autoscaler is ready unless it can't read or write the scale of its target. Metrics that aren't
 * there don't hold an apply up: they start after the pods, and some clusters have none.
 */
final class HorizontalPodAutoscalerReadiness {
  private HorizontalPodAutoscalerReadiness() {}

  static Readiness of(LiveObject autoscaler) {
    Optional<Condition> unable = autoscaler.condition("AbleToScale").filter(Condition::isFalse);
    if (unable.isPresent()) {
      return new Readiness.Progressing(
          "can't scale " + target(autoscaler) + ": " + unable.get().words());
    }
    Optional<Condition> inactive = autoscaler.condition("ScalingActive").filter(Condition::isFalse);
    if (inactive.isPresent()) {
      return new Readiness.Ready(
          "not scaling " + target(autoscaler) + ": " + inactive.get().words());
    }
    JsonNode spec = autoscaler.spec();
    return new Readiness.Ready(
        "scales %s between %d and %d"
            .formatted(
                target(autoscaler),
                spec.path("minReplicas").asInt(1),
                spec.path("maxReplicas").asInt()));
  }

  private static String target(LiveObject autoscaler) {
    JsonNode target = autoscaler.spec().path("scaleTargetRef");
    return target.path("kind").asText() + "/" + target.path("name").asText();
  }
}
