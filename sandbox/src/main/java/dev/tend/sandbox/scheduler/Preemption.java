package dev.tend.sandbox.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.reconcile.Conditions;
import dev.tend.sandbox.reconcile.Meta;
import dev.tend.sandbox.reconcile.Selector;
import dev.tend.sandbox.reconcile.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whom a pod could drive out to get a place, and where that harms least. */
final class Preemption {
  static final String REASON = "PreemptionByScheduler";

  /** The most important first: by priority, then by how long it has been running. */
  private static final Comparator<Placed> IMPORTANCE =
      Comparator.comparingInt((Placed placed) -> -placed.priority())
          .thenComparing(Preemption::started)
          .thenComparing(placed -> Meta.id(placed.pod()));

  private final Filters filters;
  private final List<ObjectNode> budgets;

  /**
   * @param victims the most important first
   * @param violations how many of them a budget protects
   */
  record Candidate(NodeView node, List<Placed> victims, int violations) {
    private long sum() {
      return victims.stream().mapToLong(victim -> victim.priority() + (1L << 31)).sum();
    }

    private Instant started() {
      int highest = victims.getFirst().priority();
      return victims.stream()
          .filter(victim -> victim.priority() == highest)
          .map(Preemption::started)
          .min(Comparator.naturalOrder())
          .orElse(Instant.MAX);
    }
  }

  /** Where it could be done; where not, why. */
  record Outcome(Optional<Candidate> best, Map<String, List<Reason>> refusals) {}

  Preemption(Filters filters, List<ObjectNode> budgets) {
    this.filters = filters;
    this.budgets = budgets;
  }

  private static Instant started(Placed placed) {
    return Times.parse(placed.pod().path("status").path("startTime")).orElse(Instant.MAX);
  }

  /** Why the pod may not drive out anybody; empty if it may. */
  static String forbidden(ObjectNode pod, List<NodeView> nodes) {
    if (pod.path("spec").path("preemptionPolicy").asText("").equals("Never")) {
      return "not eligible due to preemptionPolicy=Never.";
    }
    String promised = Nominations.node(pod);
    int priority = pod.path("spec").path("priority").asInt(0);
    boolean waits =
        nodes.stream()
            .filter(node -> node.name().equals(promised))
            .flatMap(node -> node.pods().stream())
            .anyMatch(other -> other.priority() < priority && isLeaving(other.pod()));
    return waits ? "not eligible due to a terminating pod on the nominated node." : "";
  }

  private static boolean isLeaving(ObjectNode pod) {
    return Meta.deleting(pod)
        && Conditions.find(pod.path("status"), "DisruptionTarget")
            .map(condition -> condition.path("reason").asText().equals(REASON))
            .orElse(false);
  }

  /**
   * @param curable nodes that others' going could make fit
   */
  Outcome find(List<NodeView> curable) {
    List<Candidate> candidates = new ArrayList<>();
    Map<String, List<Reason>> refusals = new TreeMap<>();
    for (NodeView node : curable) {
      List<Placed> lower =
          node.pods().stream()
              .filter(placed -> placed.priority() < filters.asking().priority())
              .sorted(IMPORTANCE)
              .toList();
      List<Reason> still = lower.isEmpty() ? List.of() : checkWithout(node, lower);
      if (lower.isEmpty()) {
        String none = "No preemption victims found for incoming pod";
        refusals.put(node.name(), List.of(Reason.lasting(none)));
      } else if (!still.isEmpty()) {
        refusals.put(node.name(), still);
      } else {
        candidates.add(candidate(node, lower));
      }
    }
    return new Outcome(candidates.stream().min(order()), refusals);
  }

  private static Comparator<Candidate> order() {
    return Comparator.comparingInt(Candidate::violations)
        .thenComparingInt(candidate -> candidate.victims().getFirst().priority())
        .thenComparingLong(Candidate::sum)
        .thenComparingInt(candidate -> candidate.victims().size())
        .thenComparing(Candidate::started, Comparator.reverseOrder())
        .thenComparing(candidate -> candidate.node().name());
  }

  private List<Reason> checkWithout(NodeView node, List<Placed> gone) {
    NodeView emptier = node.without(gone);
    return filters.with(emptier).check(emptier);
  }

  /** Spares whom it can: first those that a budget protects, and the important before others. */
  private Candidate candidate(NodeView node, List<Placed> lower) {
    List<Placed> protectedOnes = overBudget(lower);
    List<Placed> others = lower.stream().filter(placed -> !protectedOnes.contains(placed)).toList();
    List<Placed> inTurn = new ArrayList<>(protectedOnes);
    inTurn.addAll(others);
    List<Placed> gone = new ArrayList<>(lower);
    List<Placed> victims = new ArrayList<>();
    for (Placed placed : inTurn) {
      gone.remove(placed);
      if (!checkWithout(node, gone).isEmpty()) {
        gone.add(placed);
        victims.add(placed);
      }
    }
    int violations = (int) victims.stream().filter(protectedOnes::contains).count();
    victims.sort(IMPORTANCE);
    return new Candidate(node, List.copyOf(victims), violations);
  }

  private List<Placed> overBudget(List<Placed> pods) {
    int[] left =
        budgets.stream()
            .mapToInt(budget -> budget.path("status").path("disruptionsAllowed").asInt(0))
            .toArray();
    List<Placed> over = new ArrayList<>();
    for (Placed placed : pods) {
      boolean violates = false;
      for (int i = 0; i < left.length; i++) {
        if (protects(budgets.get(i), placed.pod())) {
          left[i]--;
          violates |= left[i] < 0;
        }
      }
      if (violates) {
        over.add(placed);
      }
    }
    return over;
  }

  private static boolean protects(ObjectNode budget, ObjectNode pod) {
    JsonNode selector = budget.path("spec").path("selector");
    JsonNode labels = pod.path("metadata").path("labels");
    return Meta.namespace(budget).equals(Meta.namespace(pod))
        && !labels.isEmpty()
        && !selector.isEmpty()
        && Selector.matches(selector, labels)
        && !budget.path("status").path("disruptedPods").has(Meta.name(pod));
  }
}
