package dev.tend.sandbox.kubelet;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether a container that must not run as root would. */
final class NonRoot {
  private NonRoot() {}

  /**
   * Why it can't be created, in its kubelet's words; empty if it can.
   *
   * @param imageUser a number or a name; empty for some number that is not root's
   */
  static String problem(JsonNode podSpec, JsonNode container, String imageUser, PodFacts pod) {
    if (!setting("runAsNonRoot", podSpec, container).asBoolean(false)) {
      return "";
    }
    String where = "(pod: \"%s\", container: %s)".formatted(pod.fullName(), name(container));
    JsonNode user = setting("runAsUser", podSpec, container);
    if (user.isNumber()) {
      return user.asLong() == 0 ? "container's runAsUser breaks non-root policy " + where : "";
    }
    if (imageUser.equals("0") || imageUser.equals("root")) {
      return "container has runAsNonRoot and image will run as root " + where;
    }
    boolean named = !imageUser.isEmpty() && !imageUser.chars().allMatch(Character::isDigit);
    return named
        ? "container has runAsNonRoot and image has non-numeric user (%s), cannot verify user is non-root %s"
            .formatted(imageUser, where)
        : "";
  }

  private static String name(JsonNode container) {
    return container.path("name").asText();
  }

  private static JsonNode setting(String field, JsonNode podSpec, JsonNode container) {
    JsonNode own = container.path("securityContext").path(field);
    return own.isMissingNode() || own.isNull() ? podSpec.path("securityContext").path(field) : own;
  }
}
