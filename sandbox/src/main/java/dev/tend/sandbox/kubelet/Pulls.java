package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Gets a container's image, or says why not; empty where it is there. */
final class Pulls {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration RETRY = Duration.ofSeconds(5);

  private Pulls() {}

  /**
   * @param failures how often that has failed before
   * @param shown what the status says meanwhile, if it has failed before
   */
  static Optional<ContainerState> begin(
      JsonNode container, Host host, Instant now, int failures, String shown) {
    String image = container.path("image").asText();
    if (!Images.isValid(image)) {
      String message =
          "Failed to apply default image tag \"%s\": couldn't parse image name \"%s\": invalid"
                  .formatted(image, image)
              + " reference format";
      host.event("Warning", "InspectFailed", message);
      return refused("InvalidImageName", message, host, now);
    }
    Behaviour.Pull pull = host.behaviour(container).pull();
    boolean present = pull.error() == null && (pull.present() || host.hasImage(image));
    String asked = container.path("imagePullPolicy").asText("");
    String usual = Images.full(image).endsWith(":latest") ? "Always" : "IfNotPresent";
    String policy = asked.isEmpty() ? usual : asked;
    if (!present && policy.equals("Never")) {
      String message =
          "Container image \"%s\" is not present with pull policy of Never".formatted(image);
      host.event("Warning", "ErrImageNeverPull", message);
      return refused("ErrImageNeverPull", message, host, now);
    }
    if (present && !policy.equals("Always")) {
      String message = "Container image \"%s\" already present on machine".formatted(image);
      host.event("Normal", "Pulled", message);
      return Optional.empty();
    }
    host.event("Normal", "Pulling", "Pulling image \"%s\"".formatted(image));
    // An image that is there takes no time to check, and its container's status has no word for it.
    Duration takes = present ? Duration.ZERO : pull.takes();
    var pulling = new ContainerState.Pulling(now, now.plus(host.paced(takes)), failures, shown);
    return present ? end(container, pulling, host, now) : Optional.of(pulling);
  }

  private static Optional<ContainerState> refused(
      String reason, String message, Host host, Instant now) {
    host.event("Warning", "Failed", "Error: " + reason);
    return Optional.of(new ContainerState.Refused(reason, message, now.plus(host.paced(RETRY))));
  }

  static Optional<ContainerState> end(
      JsonNode container, ContainerState.Pulling pulling, Host host, Instant now) {
    String image = container.path("image").asText();
    String error = host.behaviour(container).pull().error();
    if (error != null) {
      String message = Images.pullFailure(image, error);
      host.event("Warning", "Failed", "Failed to pull image \"%s\": %s".formatted(image, message));
      host.event("Warning", "Failed", "Error: ErrImagePull");
      int failures = pulling.failures() + 1;
      return Optional.of(
          new ContainerState.PullFailed(message, now, now.plus(host.paced(LOOK)), failures));
    }
    host.keepImage(image);
    String took = Times.goText(Duration.between(pulling.since(), now));
    host.event(
        "Normal",
        "Pulled",
        "Successfully pulled image \"%s\" in %s (%s including waiting). Image size: %d bytes."
            .formatted(image, took, took, Images.size(image)));
    return Optional.empty();
  }

  static ContainerState backOff(JsonNode container, ContainerState.PullFailed failed, Host host) {
    String image = container.path("image").asText();
    host.event("Normal", "BackOff", "Back-off pulling image \"%s\"".formatted(image));
    host.event("Warning", "Failed", "Error: ImagePullBackOff");
    Instant retry = failed.since().plus(host.paced(BackOffs.after(failed.failures())));
    return new ContainerState.PullBackOff(failed.message(), retry, failed.failures());
  }
}
