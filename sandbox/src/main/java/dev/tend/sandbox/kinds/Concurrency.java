package dev.tend.sandbox.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Priority levels: what their shares were called at first. */
final class Concurrency {
  private static final Set<String> OLD =
      Set.of("flowcontrol.apiserver.k8s.io/v1beta1", "flowcontrol.apiserver.k8s.io/v1beta2");

  private Concurrency() {}

  static ObjectNode named(ObjectNode level, String apiVersion) {
    ObjectNode copy = level.deepCopy().put("apiVersion", apiVersion);
    boolean old = OLD.contains(apiVersion);
    String wanted = old ? "assuredConcurrencyShares" : "nominalConcurrencyShares";
    String other = old ? "nominalConcurrencyShares" : "assuredConcurrencyShares";
    if (copy.path("spec").path("limited") instanceof ObjectNode limited) {
      JsonNode shares = limited.remove(other);
      if (shares != null) {
        limited.set(wanted, shares);
      }
    }
    return copy;
  }
}
