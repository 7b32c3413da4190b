package dev.tend.apply.rollout;

import dev.tend.apply.ApplyEvent;
import dev.tend.manifest.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One object on its way: what was last seen and said of it. */
final class TrackedObject {
  /** How soon to look again for what isn't there: word that it completed may be on its way. */
  private static final Duration ABSENCE = Duration.ofMillis(200);

  private final ResourceId id;
  private final String apiVersion;
  private final Patience patience;
  private final CompletedJobs completed;
  private final Suspicions suspicions;
  private @Nullable Readiness readiness;
  private @Nullable Instant absentSince;
  private @Nullable Instant readySince;
  private @Nullable Instant steadyAt;
  private String aliveUid = "";
  private String completedUid = "";

  TrackedObject(ResourceId id, String apiVersion, Patience patience, CompletedJobs completed) {
    this.completed = completed;
    this.id = id;
    this.apiVersion = apiVersion;
    this.patience = patience;
    this.suspicions = new Suspicions(patience);
  }

  ResourceId id() {
    return id;
  }

  String apiVersion() {
    return apiVersion;
  }

  Readiness readiness() {
    return readiness == null ? new Readiness.Progressing("not yet seen") : readiness;
  }

  Suspicions suspicions() {
    return suspicions;
  }

  boolean isReady() {
    return readiness instanceof Readiness.Ready;
  }

  /** It has failed, or is gone and doesn't come back. */
  boolean isLost(Instant now) {
    return readiness instanceof Readiness.Failing
        || (absentSince != null && !now.isBefore(absentSince.plus(patience.grace())));
  }

  /** Remembers a Job that completes, because it may be cleaned up a moment later. */
  void sees(LiveObject object, boolean removed) {
    if (!id.kind().equals("Job") || !object.id().equals(id)) {
      return;
    }
    if (!object.deleting() && !removed) {
      aliveUid = object.uid();
    }
    // One that was on its way out from the start is another Job than the one waited for.
    if (object.uid().equals(aliveUid) && JobReadiness.isComplete(object)) {
      completedUid = object.uid();
      completed.add(completedUid);
    }
  }

  /** What the object's state amounts to, with what is remembered of it. */
  Readiness judge(Optional<LiveObject> live, Readinesses readinesses) {
    if (live.isEmpty() && (!completedUid.isEmpty() || completed.has(id))) {
      return new Readiness.Ready("completed, and cleaned up since");
    }
    if (live.isPresent() && live.get().deleting() && live.get().uid().equals(completedUid)) {
      return new Readiness.Ready("completed");
    }
    return readinesses.of(live.map(LiveObject::content));
  }

  /**
   * Holds back an answer that proves nothing yet.
   *
   * @param provenAt by the cluster's clock, which may differ from ours: so that a wrong one can't
   *     hold for long, the time since we saw the object ready counts as well
   */
  Readiness hold(Readiness judged, Optional<Instant> provenAt, Instant now) {
    steadyAt = null;
    if (!(judged instanceof Readiness.Ready)) {
      readySince = null;
      return judged;
    }
    readySince = readySince == null ? now : readySince;
    Instant longest = readySince.plus(patience.steady());
    Instant until = provenAt.filter(time -> time.isBefore(longest)).orElse(longest);
    if (provenAt.isEmpty() || !now.isBefore(until)) {
      return judged;
    }
    steadyAt = until;
    return new Readiness.Progressing(judged.message() + ", just started");
  }

  /**
   * Takes in the answer of now, and tells what is new about it.
   *
   * @param informed whether all has been heard that may say more of a cause
   */
  void settle(Readiness judged, Instant now, boolean informed, Consumer<ApplyEvent> events) {
    if (judged instanceof Readiness.Absent) {
      absentSince = absentSince == null ? now : absentSince;
    } else {
      absentSince = null;
    }
    suspicions
        .due(now, informed)
        .forEach(finding -> events.accept(new ApplyEvent.Diagnosed(id, finding.diagnosis())));
    Readiness next =
        suspicions
            .verdict(now)
            .<Readiness>map(finding -> new Readiness.Failing(words(finding)))
            .orElse(judged);
    if (!next.equals(readiness)) {
      readiness = next;
      events.accept(new ApplyEvent.Progressed(id, next));
    }
  }

  /** The summary, without the object that the readiness is about anyway. */
  private String words(Finding finding) {
    String prefix = id.kindAndName() + ": ";
    String summary = finding.diagnosis().summary();
    return summary.startsWith(prefix) ? summary.substring(prefix.length()) : summary;
  }

  /** When time alone changes an answer next. */
  Stream<Instant> wakes(Instant now) {
    Stream<Instant> gone =
        Stream.ofNullable(absentSince).map(since -> since.plus(patience.grace()));
    Stream<Instant> word =
        Stream.ofNullable(absentSince)
            .filter(since -> id.groupKind().equals("Job.batch"))
            .map(since -> now.plus(ABSENCE));
    return Stream.of(gone, word, Stream.ofNullable(steadyAt), suspicions.wake(now).stream())
        .flatMap(times -> times)
        .filter(time -> time.isAfter(now));
  }
}
