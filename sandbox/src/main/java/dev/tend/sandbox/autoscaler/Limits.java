package dev.tend.sandbox.autoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.reconcile.World;
import java.time.Instant;
import java.util.function.IntBinaryOperator;

/**
 * How far a recommendation may be followed: first held against those of late, then against the
 * bounds and rates that are allowed.
 */
final class Limits {
  private static final long DOWN_WINDOW = 300;
  private static final int LEAST_JUMP = 4;
  private static final long PERIOD = 15;

  private final JsonNode behavior;
  private final int least;
  private final int most;
  private final History history;
  private final World world;

  Limits(JsonNode spec, History history, World world) {
    this.behavior = spec.path("behavior");
    this.least = spec.path("minReplicas").asInt(1);
    this.most = spec.path("maxReplicas").asInt(1);
    this.history = history;
    this.world = world;
  }

  /** A value for a condition. */
  record Said(boolean value, String reason, String message) {}

  /**
   * What is left of a recommendation.
   *
   * @param able for AbleToScale
   * @param limited for ScalingLimited
   */
  record Verdict(int replicas, Said able, Said limited) {}

  private record Cap(int replicas, String reason, String message) {}

  Verdict apply(int current, int wanted) {
    Instant now = world.now();
    int stable = behavior.isObject() ? stabilized(current, wanted, now) : stabilized(wanted, now);
    Said able =
        stable == wanted
            ? new Said(true, "ReadyForNewScale", "recommended size matches current size")
            : held(behavior.isObject() && wanted >= current);
    Cap cap = behavior.isObject() ? rated(current, stable, now) : plain(current, stable);
    return new Verdict(
        cap.replicas(), able, new Said(cap.replicas() != stable, cap.reason(), cap.message()));
  }

  private static Said held(boolean up) {
    return up
        ? new Said(
            true,
            "ScaleUpStabilized",
            "recent recommendations were lower than current one, applying the lowest recent"
                + " recommendation")
        : new Said(
            true,
            "ScaleDownStabilized",
            "recent recommendations were higher than current one, applying the highest recent"
                + " recommendation");
  }

  private int stabilized(int wanted, Instant now) {
    Instant cutoff = now.minus(world.paced(DOWN_WINDOW));
    int stable = history.since(cutoff, wanted, Math::max);
    history.recommend(wanted, now, cutoff);
    return stable;
  }

  private int stabilized(int current, int wanted, Instant now) {
    long up = behavior.at("/scaleUp/stabilizationWindowSeconds").asLong(0);
    long down = behavior.at("/scaleDown/stabilizationWindowSeconds").asLong(DOWN_WINDOW);
    int floor = history.since(now.minus(world.paced(up)), wanted, Math::min);
    int ceiling = history.since(now.minus(world.paced(down)), wanted, Math::max);
    history.recommend(wanted, now, now.minus(world.paced(Math.max(up, down))));
    return Math.min(Math.max(current, floor), ceiling);
  }

  private Cap plain(int current, int wanted) {
    int jump = Math.max(2 * current, LEAST_JUMP);
    if (wanted < least) {
      return tooFew();
    }
    if (wanted > Math.min(most, jump)) {
      return most > jump ? tooFast(jump, "increasing", "ScaleUpLimit") : tooMany();
    }
    return within(wanted);
  }

  private Cap rated(int current, int wanted, Instant now) {
    if (wanted > current) {
      int limit = Math.max(current, upLimit(current, now));
      if (wanted > Math.min(most, limit)) {
        return most > limit ? tooFast(limit, "increasing", "ScaleUpLimit") : tooMany();
      }
    } else if (wanted < current) {
      int limit = Math.min(current, downLimit(current, now));
      if (wanted < Math.max(least, limit)) {
        return least < limit ? tooFast(limit, "decreasing", "ScaleDownLimit") : tooFew();
      }
    }
    return within(wanted);
  }

  private Cap tooFew() {
    return new Cap(
        least,
        "TooFewReplicas",
        "the desired replica count is less than the minimum replica count");
  }

  private Cap tooMany() {
    return new Cap(
        most,
        "TooManyReplicas",
        "the desired replica count is more than the maximum replica count");
  }

  private static Cap tooFast(int limit, String direction, String reason) {
    return new Cap(
        limit,
        reason,
        "the desired replica count is %s faster than the maximum scale rate".formatted(direction));
  }

  private static Cap within(int wanted) {
    return new Cap(
        wanted, "DesiredWithinRange", "the desired count is within the acceptable range");
  }

  private int upLimit(int current, Instant now) {
    JsonNode rules = behavior.path("scaleUp");
    if (!rules.has("policies")) {
      int before = begun(current, PERIOD, now);
      return Math.max(before + LEAST_JUMP, 2 * before);
    }
    if (rules.path("selectPolicy").asText().equals("Disabled")) {
      return current;
    }
    boolean cautious = rules.path("selectPolicy").asText().equals("Min");
    IntBinaryOperator choice = cautious ? Math::min : Math::max;
    int result = cautious ? Integer.MAX_VALUE : 0;
    for (JsonNode policy : rules.path("policies")) {
      long period = policy.path("periodSeconds").asLong();
      int before = begun(current, period, now);
      int value = policy.path("value").asInt();
      int proposed =
          isPods(policy) ? before + value : (int) Math.ceil(before * (1 + value / 100.0));
      result = choice.applyAsInt(result, proposed);
    }
    return result;
  }

  /** How many there were when a period began. */
  private int begun(int current, long period, Instant now) {
    Instant since = now.minus(world.paced(period));
    return current - history.added(since) + history.removed(since);
  }

  private int downLimit(int current, Instant now) {
    JsonNode rules = behavior.path("scaleDown");
    if (rules.path("selectPolicy").asText().equals("Disabled")) {
      return current;
    }
    boolean cautious = rules.path("selectPolicy").asText().equals("Min");
    IntBinaryOperator choice = cautious ? Math::max : Math::min;
    int result = cautious ? 0 : rules.has("policies") ? Integer.MAX_VALUE : 0;
    for (JsonNode policy : rules.path("policies")) {
      long period = policy.path("periodSeconds").asLong();
      int before = begun(current, period, now);
      int value = policy.path("value").asInt();
      int proposed = isPods(policy) ? before - value : (int) (before * (1 - value / 100.0));
      result = choice.applyAsInt(result, proposed);
    }
    return result;
  }

  private static boolean isPods(JsonNode policy) {
    return policy.path("type").asText().equals("Pods");
  }
}
