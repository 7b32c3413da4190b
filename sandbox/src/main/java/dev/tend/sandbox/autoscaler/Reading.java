package dev.tend.sandbox.autoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What all metrics of an autoscaler say together: the most that any of them asks for. Where some
 * can't be read, the others may still make it grow, but not shrink.
 *
 * @param metric the one that asks for the most
 */
record Reading(int replicas, String metric, ArrayNode statuses, Optional<Failure> failure) {

  /**
   * Why nothing follows from the metrics.
   *
   * @param whole as it is told of all of them
   */
  record Failure(String reason, String message, String whole) {}

  static Reading of(
      JsonNode scaler,
      int current,
      Function<JsonNode, Proposal> read,
      Consumer<Proposal.Unable> tell) {
    ArrayNode statuses = JsonNodeFactory.instance.arrayNode();
    List<Proposal.Unable> unable = new ArrayList<>();
    int replicas = 0;
    String metric = "";
    JsonNode metrics = scaler.at("/spec/metrics");
    for (JsonNode one : metrics) {
      Proposal proposal = read.apply(one);
      statuses.add(proposal.status());
      switch (proposal) {
        case Proposal.Unable failed -> {
          unable.add(failed);
          tell.accept(failed);
        }
        case Proposal.Replicas found -> {
          if (replicas == 0 || found.count() > replicas) {
            replicas = found.count();
            metric = found.metric();
          }
        }
      }
    }
    boolean useless = unable.size() >= metrics.size() || replicas < current;
    return new Reading(
        replicas,
        metric,
        statuses,
        unable.isEmpty() || !useless ? Optional.empty() : Optional.of(failure(unable, metrics)));
  }

  private static Failure failure(List<Proposal.Unable> unable, JsonNode metrics) {
    Proposal.Unable first = unable.getFirst();
    return new Failure(
        first.reason(),
        first.message(),
        "invalid metrics (%d invalid out of %d), first error is: %s"
            .formatted(unable.size(), metrics.size(), first.whole()));
  }
}
