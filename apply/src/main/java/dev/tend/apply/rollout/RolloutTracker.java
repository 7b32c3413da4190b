package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent;
import dev.tend.apply.Cluster;
import dev.tend.apply.Interrupted;
import dev.tend.diff.Concurrently;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Watches objects until they are ready, one fails for good, or the time is up. */
public final class RolloutTracker {
  private static final int READS_AT_ONCE = 8;

  /** Also who has no time to wait wants to hear how things stand. */
  private static final Duration FIRST_WORD = Duration.ofSeconds(10);

  private final RolloutView view;
  private final Clock clock;
  private final Patience patience;
  private final CompletedJobs completed;
  private final Interference interference;

  public RolloutTracker(Cluster cluster, Clock clock) {
    this(new ClusterView(cluster), clock, Patience.DEFAULT);
  }

  /**
   * Of what was just applied.
   *
   * @param completed asked for the Jobs that are gone, again and again
   * @param interference asked for what changed
   */
  public RolloutTracker(
      Cluster cluster, Clock clock, CompletedJobs completed, Interference interference) {
    this(new ClusterView(cluster), clock, Patience.DEFAULT, completed, interference);
  }

  public RolloutTracker(RolloutView view, Clock clock, Patience patience) {
    this(view, clock, patience, CompletedJobs.unknown(), Interference.none());
  }

  RolloutTracker(
      RolloutView view,
      Clock clock,
      Patience patience,
      CompletedJobs completed,
      Interference interference) {
    this.view = view;
    this.clock = clock;
    this.patience = patience;
    this.completed = completed;
    this.interference = interference;
  }

  /**
   * Waits. An interrupt ends the wait too: the report then says how far it was, and the thread's
   * interrupt flag is set.
   *
   * @param objects what to wait for, with the apiVersion to read it at; namespaced ones name theirs
   * @param timeout zero to look once
   * @param events called on this thread
   */
  public RolloutReport track(
      Map<ResourceId, String> objects, Duration timeout, Consumer<ApplyEvent> events) {
    return track(objects, Map.of(), timeout, events);
  }

  /**
   * Waits, and doesn't look again at what is known to be ready.
   *
   * @param known objects as they were a moment ago, untouched since unless they are of a kind that
   *     doesn't change by itself
   */
  public RolloutReport track(
      Map<ResourceId, String> objects,
      Map<ResourceId, ObjectNode> known,
      Duration timeout,
      Consumer<ApplyEvent> events) {
    Instant deadline = clock.instant().plus(timeout);
    RolloutState state = new RolloutState(objects, known, view, patience, completed, interference);
    try (Watches watches = new Watches(view)) {
      watches.follow(state.needs());
      read(state);
      return follow(state, watches, deadline, events);
    } catch (InterruptedException | Interrupted e) {
      Thread.currentThread().interrupt();
      return state.report(false);
    }
  }

  private RolloutReport follow(
      RolloutState state, Watches watches, Instant deadline, Consumer<ApplyEvent> events)
      throws InterruptedException {
    Instant firstWord = later(deadline, clock.instant().plus(FIRST_WORD));
    Instant lastWord = Instant.MAX;
    Duration pause = Duration.ZERO;
    while (true) {
      for (Watches.Arrival arrival : watches.await(pause)) {
        if (arrival.sighting() instanceof RolloutView.Sighting.Lost(String reason)) {
          lose(arrival.place(), reason, state, watches, events);
        }
        watches.heard(arrival.place());
        state.accept(arrival.place(), arrival.sighting());
      }
      Instant now = clock.instant();
      Instant next = firstWord;
      if (watches.haveSpoken(state.initialNeeds())) {
        RolloutState.Ending ending = state.step(now, watches::haveSpoken, events);
        watches.follow(state.needs());
        if (ending == RolloutState.Ending.READY) {
          return state.report(false);
        }
        if (ending == RolloutState.Ending.NONE && now.isBefore(deadline)) {
          lastWord = Instant.MAX;
          next = deadline;
        } else {
          // The events that say why may still be on their way.
          lastWord = earlier(lastWord, now.plus(patience.settle()));
          if (watches.haveAllSpoken() || !now.isBefore(lastWord)) {
            state.finish(events);
            return state.report(ending == RolloutState.Ending.NONE);
          }
          next = lastWord;
        }
        next = earlier(next, state.wake(now).orElse(next));
      } else if (!now.isBefore(firstWord)) {
        return state.report(true);
      }
      pause = Duration.between(now, next);
    }
  }

  private void read(RolloutState state) throws InterruptedException {
    List<TrackedObject> unread = state.unread();
    List<Optional<ObjectNode>> objects =
        Concurrently.map(unread, READS_AT_ONCE, each -> view.get(each.id(), each.apiVersion()));
    for (int i = 0; i < unread.size(); i++) {
      Place place = Place.of(unread.get(i).id());
      objects
          .get(i)
          .ifPresent(object -> state.accept(place, new RolloutView.Sighting.Changed(object)));
    }
  }

  /** Without a word of what is tracked there is no answer; without the rest, a poorer one. */
  private static void lose(
      Place place,
      String reason,
      RolloutState state,
      Watches watches,
      Consumer<ApplyEvent> events) {
    if (state.isTracked(place) && !watches.hasSpoken(place)) {
      throw new KnownFailure(
          "Can't follow the rollout, because %s can't be watched: %s".formatted(place, reason),
          "The user needs the verbs get, list and watch on what is applied");
    }
    String consequence =
        state.isTracked(place) ? "news may come late" : "the cause of a failure may stay unknown";
    events.accept(
        new ApplyEvent.Noted("Can't watch %s, so %s: %s".formatted(place, consequence, reason)));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
