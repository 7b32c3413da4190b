package dev.tend.sandbox.access;

import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;

/** What those are told who may not. */
public final class Refusals {
  private Refusals() {}

  public static ApiFailure forbidden(User user, Action action, String reason) {
    String why = why(user, action) + (reason.isEmpty() ? "" : ": " + reason);
    String resource =
        action.group().isEmpty() ? action.resource() : action.resource() + "." + action.group();
    String message;
    if (action.isOnPath()) {
      message = "forbidden: " + why;
    } else if (action.name().isEmpty()) {
      message = "%s is forbidden: %s".formatted(resource, why);
    } else {
      message = "%s \"%s\" is forbidden: %s".formatted(resource, action.name(), why);
    }
    return Failures.of(403, "Forbidden", message, resource, action.name());
  }

  private static String why(User user, Action action) {
    if (action.isOnPath()) {
      return "User \"%s\" cannot %s path \"%s\""
          .formatted(user.name(), action.verb(), action.path());
    }
    String place =
        action.namespace().isEmpty()
            ? "at the cluster scope"
            : "in the namespace \"%s\"".formatted(action.namespace());
    return "User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
        .formatted(user.name(), action.verb(), action.fullResource(), action.group(), place);
  }
}
