package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.store.ObjectApi;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Which of the nodes that would do is the best: each score goes from 0 to 100, times the weight
 * that a real scheduler gives it by default. Of equal ones it is the emptiest, then the first by
 * name, where a real one draws.
 */
final class Ranking {
  private static final int BEST = 100;
  private static final int TAINTS = 3;
  private static final int NODE_AFFINITY = 2;
  private static final int SPREAD = 2;
  private static final int POD_AFFINITY = 2;

  private final Placed asking;
  private final List<NodeView> nodes;
  private final List<NodeView> fitting;
  private final Map<String, Long> scores = new TreeMap<>();

  /**
   * @param nodes all there are
   * @param fitting those in question
   */
  Ranking(Placed asking, List<NodeView> nodes, List<NodeView> fitting) {
    this.asking = asking;
    this.nodes = nodes;
    this.fitting = fitting;
  }

  NodeView best(ObjectApi api, UnaryOperator<JsonNode> namespaceLabels) {
    if (fitting.size() > 1) {
      ImageScores images = new ImageScores(asking, nodes);
      add(1, node -> ResourceScores.leastUsed(asking, node));
      if (ResourceScores.matters(asking)) {
        add(1, node -> ResourceScores.balance(asking, node));
      }
      add(1, images::of);
      tastes();
      affinity(new AffinityScores(asking, nodes, namespaceLabels));
      spread(api);
    }
    return fitting.stream().max(order()).orElseThrow();
  }

  private Comparator<NodeView> order() {
    return Comparator.comparingLong((NodeView node) -> scores.getOrDefault(node.name(), 0L))
        .thenComparing(node -> node.pods().size(), Comparator.reverseOrder())
        .thenComparing(NodeView::name, Comparator.reverseOrder());
  }

  private void add(int weight, Function<NodeView, Long> score) {
    fitting.forEach(node -> scores.merge(node.name(), weight * score.apply(node), Long::sum));
  }

  private void tastes() {
    JsonNode tolerations = asking.pod().path("spec").path("tolerations");
    long mostDisliked = most(node -> Taints.disliked(tolerations, node));
    add(
        TAINTS,
        node ->
            mostDisliked == 0
                ? BEST
                : BEST - BEST * Taints.disliked(tolerations, node) / mostDisliked);
    long mostWanted = most(this::preference);
    if (mostWanted > 0) {
      add(NODE_AFFINITY, node -> BEST * preference(node) / mostWanted);
    }
  }

  private long most(Function<NodeView, Long> value) {
    return fitting.stream().mapToLong(value::apply).max().orElse(0);
  }

  private long preference(NodeView view) {
    long weight = 0;
    for (JsonNode term :
        asking
            .pod()
            .path("spec")
            .path("affinity")
            .path("nodeAffinity")
            .path("preferredDuringSchedulingIgnoredDuringExecution")) {
      if (NodeSelection.matchesTerm(term.path("preference"), view.node())) {
        weight += term.path("weight").asInt(0);
      }
    }
    return weight;
  }

  private void affinity(AffinityScores affinity) {
    if (!affinity.matter()) {
      return;
    }
    long most = most(affinity::of);
    long least = -most(node -> -affinity.of(node));
    if (most > least) {
      add(
          POD_AFFINITY,
          node -> (long) (BEST * ((double) (affinity.of(node) - least) / (most - least))));
    }
  }

  private void spread(ObjectApi api) {
    List<SpreadConstraint> own = SpreadConstraint.of(asking.pod(), "ScheduleAnyway");
    List<SpreadConstraint> wanted = own.isEmpty() ? DefaultSpread.of(asking.pod(), api) : own;
    if (wanted.isEmpty()) {
      return;
    }
    SpreadScores spread = new SpreadScores(wanted, own.isEmpty(), nodes, fitting);
    List<Long> all = new ArrayList<>();
    fitting.forEach(node -> spread.unevenness(node).ifPresent(all::add));
    long most = all.stream().mapToLong(Long::longValue).max().orElse(0);
    long least = all.stream().mapToLong(Long::longValue).min().orElse(0);
    add(
        SPREAD,
        node -> {
          Optional<Long> score = spread.unevenness(node);
          if (score.isEmpty()) {
            return 0L;
          }
          return most == 0 ? (long) BEST : BEST * (most + least - score.get()) / most;
        });
  }
}
