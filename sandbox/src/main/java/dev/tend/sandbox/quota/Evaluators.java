package dev.tend.sandbox.quota;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.admission.Attempt;
import dev.tend.sandbox.amounts.Usage;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which evaluator counts which resource. */
final class Evaluators {
  private static final Set<String> WITH_OLD_NAME =
      Set.of("configmaps", "resourcequotas", "replicationcontrollers", "secrets");
  private static final String COUNT = "count/";

  private final Map<String, Evaluator> special;

  Evaluators(Clock clock) {
    this.special =
        Map.of(
            "pods", new PodEvaluator(clock),
            "services", new ServiceEvaluator(),
            "persistentvolumeclaims", new ClaimEvaluator());
  }

  /**
   * @param resource {@code deployments.apps}
   */
  Evaluator of(String resource) {
    Evaluator one = special.get(resource);
    return one == null ? new Counting(names(resource)) : one;
  }

  private static List<String> names(String resource) {
    return WITH_OLD_NAME.contains(resource)
        ? List.of(COUNT + resource, resource)
        : List.of(COUNT + resource);
  }

  /** The resources that these names of a quota are about, {@code deployments.apps}; sorted. */
  Set<String> resources(Collection<String> names) {
    Set<String> resources = new TreeSet<>();
    for (String name : names) {
      if (name.startsWith(COUNT)) {
        resources.add(name.substring(COUNT.length()));
      } else if (WITH_OLD_NAME.contains(name)) {
        resources.add(name);
      }
    }
    special.forEach(
        (resource, evaluator) -> {
          if (!evaluator.matching(names).isEmpty()) {
            resources.add(resource);
          }
        });
    return resources;
  }

  /** Objects that count as one each. */
  private record Counting(List<String> names) implements Evaluator {
    @Override
    public boolean handles(Attempt attempt) {
      return attempt.isCreate();
    }

    @Override
    public List<String> matching(Collection<String> wanted) {
      return names.stream().filter(wanted::contains).toList();
    }

    @Override
    public Usage usage(ObjectNode object) {
      return Usage.count(names.toArray(new String[0]));
    }
  }
}
