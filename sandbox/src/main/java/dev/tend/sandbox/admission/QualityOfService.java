package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The class by which a node decides whose pod goes first when memory is short. */
public final class QualityOfService {
  private QualityOfService() {}

  public static String of(ObjectNode spec) {
    boolean any = false;
    boolean guaranteed = true;
    for (String list : List.of("initContainers", "containers")) {
      for (JsonNode container : spec.path(list)) {
        JsonNode limits = container.path("resources").path("limits");
        JsonNode requests = container.path("resources").path("requests");
        for (String resource : List.of("cpu", "memory")) {
          any |= limits.has(resource) || requests.has(resource);
          boolean equal =
              limits.has(resource)
                  && (!requests.has(resource)
                      || requests.path(resource).asText().equals(limits.path(resource).asText()));
          guaranteed &= equal;
        }
      }
    }
    return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
  }
}
