package dev.tend.apply.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What seems to be wrong with one object, since when, and what was said of it already. */
final class Suspicions {
  private final Patience patience;
  private final Map<String, Suspicion> current = new LinkedHashMap<>();
  private final Set<String> reported = new HashSet<>();
  private int progress;

  Suspicions(Patience patience) {
    this.patience = patience;
  }

  boolean isEmpty() {
    return current.isEmpty();
  }

  /**
   * One finding over time.
   *
   * @param fatalSince null while waiting may help
   * @param seen when it was last found
   */
  private record Suspicion(
      Finding finding, Instant since, @Nullable Instant fatalSince, Instant seen) {}

  /**
   * Takes in what is found now. What was found a moment ago and isn't now is kept for a while,
   * because causes flicker between two attempts.
   *
   * @param ready how many pods of the newest revision are; a rise starts all patience anew
   */
  void update(List<Finding> found, int ready, Instant now) {
    boolean progressed = ready > progress;
    progress = ready;
    Map<String, Suspicion> before = new LinkedHashMap<>(current);
    current.clear();
    for (Finding finding : found) {
      Suspicion known = before.remove(finding.key());
      Instant since = known == null ? now : known.since();
      Instant fatalSince = known == null || progressed ? null : known.fatalSince();
      if (finding.isFatal() && fatalSince == null) {
        fatalSince = now;
      }
      current.put(
          finding.key(), new Suspicion(finding, since, finding.isFatal() ? fatalSince : null, now));
    }
    before.forEach(
        (key, known) -> {
          boolean recent = now.isBefore(known.seen().plus(patience.settle()));
          if (recent && !known.finding().lastResort()) {
            current.put(key, known);
          }
        });
  }

  void clear() {
    current.clear();
  }

  /**
   * What is to be said now: fatal causes at once, others when they have lasted; each once.
   *
   * @param informed false: what comes in may tell more of a cause, so that at once is too early
   */
  List<Finding> due(Instant now, boolean informed) {
    List<Finding> due = new ArrayList<>();
    for (Suspicion suspicion : current.values()) {
      Finding finding = suspicion.finding();
      boolean settled = !now.isBefore(suspicion.since().plus(patience.settle()));
      boolean urgent = informed && finding.isFatal() && !finding.lastResort();
      if ((urgent || settled) && reported.add(finding.key())) {
        due.add(finding);
      }
    }
    return due;
  }

  /** What hasn't been said, now that there is no later. */
  List<Finding> rest() {
    return current().stream().filter(finding -> reported.add(finding.key())).toList();
  }

  List<Finding> current() {
    return current.values().stream().map(Suspicion::finding).toList();
  }

  /** Why there is no hope any more. */
  Optional<Finding> verdict(Instant now) {
    return current.values().stream()
        .filter(suspicion -> suspicion.seen().equals(now))
        .filter(suspicion -> isOver(suspicion.fatalSince(), now))
        .map(Suspicion::finding)
        .findFirst();
  }

  private boolean isOver(@Nullable Instant fatalSince, Instant now) {
    return fatalSince != null && !now.isBefore(fatalSince.plus(patience.grace()));
  }

  /** When time alone changes an answer next. */
  Optional<Instant> wake(Instant now) {
    return current.values().stream()
        .flatMap(
            suspicion -> {
              Instant settled = suspicion.since().plus(patience.settle());
              Instant fatalSince = suspicion.fatalSince();
              return fatalSince == null
                  ? Stream.of(settled)
                  : Stream.of(settled, fatalSince.plus(patience.grace()));
            })
        .filter(time -> time.isAfter(now))
        .min(Comparator.naturalOrder());
  }
}
