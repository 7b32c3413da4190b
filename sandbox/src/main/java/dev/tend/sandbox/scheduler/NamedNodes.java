package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Nodes that a pod's required affinity calls by name, as pods of daemon sets do. */
final class NamedNodes {
  private NamedNodes() {}

  /** Empty where any node may do; a set of none where names contradict each other. */
  static Optional<Set<String>> of(JsonNode podSpec) {
    JsonNode terms =
        podSpec
            .path("affinity")
            .path("nodeAffinity")
            .path("requiredDuringSchedulingIgnoredDuringExecution")
            .path("nodeSelectorTerms");
    Set<String> all = new TreeSet<>();
    for (JsonNode term : terms) {
      Optional<Set<String>> named = ofTerm(term);
      if (named.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(named.get());
    }
    return terms.isEmpty() ? Optional.empty() : Optional.of(all);
  }

  private static Optional<Set<String>> ofTerm(JsonNode term) {
    Optional<Set<String>> names = Optional.empty();
    for (JsonNode field : term.path("matchFields")) {
      if (field.path("key").asText().equals("metadata.name")
          && field.path("operator").asText().equals("In")) {
        Set<String> these = new TreeSet<>();
        field.path("values").forEach(value -> these.add(value.asText()));
        names.ifPresent(these::retainAll);
        names = Optional.of(these);
      }
    }
    return names;
  }
}
