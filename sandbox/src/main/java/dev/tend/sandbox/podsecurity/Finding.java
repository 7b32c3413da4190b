package dev.tend.sandbox.podsecurity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What a pod may not ask for.
 *
 * @param reason what it is, in few words
 * @param detail where it is
 */
record Finding(String reason, String detail) {
  static String quoted(Collection<String> names) {
    return "\"" + String.join("\", \"", names) + "\"";
  }

  static String plural(String one, int count) {
    return count == 1 ? one : one + "s";
  }

  /** {@code containers "a", "b"}. */
  static String containers(Collection<String> names) {
    return plural("container", names.size()) + " " + quoted(names);
  }

  /** {@code pod and container "a"}. */
  static String setters(boolean pod, Collection<String> containers) {
    List<String> setters = new ArrayList<>();
    if (pod) {
      setters.add("pod");
    }
    if (!containers.isEmpty()) {
      setters.add(containers(containers));
    }
    return String.join(" and ", setters);
  }

  /** {@code host namespaces (hostPID=true)}. */
  @Override
  public String toString() {
    return detail.isEmpty() ? reason : reason + " (" + detail + ")";
  }
}
