package dev.tend.sandbox.faults;

import dev.tend.sandbox.access.Action;
import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.selectors.Globs;
import java.time.Duration;
import java.util.List;

/**
 * Which requests fail, how often, and how.
 *
 * @param origin how messages name the rule
 */
record FaultRule(String origin, Match match, Rate rate, Effect effect) {
  /**
   * What must be so of a request; what is empty matches all. Without paths only requests about
   * resources match, so that discovery and health checks go on.
   *
   * @param resources {@code deployments.apps}, {@code pods/log}, {@code *}
   */
  record Match(
      List<String> verbs,
      List<String> resources,
      String namespace,
      String name,
      String user,
      List<String> paths) {
    Match {
      verbs = List.copyOf(verbs);
      resources = List.copyOf(resources);
      paths = List.copyOf(paths);
    }

    boolean fits(Action action, User who) {
      if (!verbs.isEmpty() && !verbs.contains(action.verb()) || !Globs.fits(user, who.name())) {
        return false;
      }
      if (action.isOnPath()) {
        return paths.stream().anyMatch(path -> Globs.fits(path, action.path()));
      }
      boolean resource =
          resources.isEmpty()
              ? paths.isEmpty()
              : resources.stream().anyMatch(one -> Globs.fits(one, action.resourceName()));
      return resource
          && Globs.fits(namespace, action.namespace())
          && Globs.fits(name, action.name());
    }
  }

  /**
   * Which of the matching requests; they are counted from 1.
   *
   * @param after how many are let through first
   * @param every each so manieth of the rest; 1 for all
   * @param percentage of the rest, drawn by the seed
   * @param times at most so many in all
   */
  record Rate(long after, long every, double percentage, long times, long seed) {
    boolean picks(long number) {
      long counted = number - after;
      if (counted <= 0) {
        return false;
      }
      return percentage < 100 ? Draws.percent(seed, counted) < percentage : counted % every == 0;
    }
  }

  /**
   * What becomes of a request.
   *
   * @param latency before anything else
   * @param status 0 for none
   * @param retryAfter in seconds; 0 for no such header
   * @param message empty for the server's own
   */
  record Effect(Duration latency, int status, int retryAfter, String message, Drop drop) {}

  /** When the connection ends without an answer. */
  enum Drop {
    NEVER,
    /** Nothing is done. */
    BEFORE,
    /** The request is done, and its sender doesn't know. */
    AFTER
  }
}
