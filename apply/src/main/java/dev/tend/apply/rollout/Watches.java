package dev.tend.apply.rollout;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.KnownFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The watches of one rollout: what their threads tell goes through a queue to the one that asks.
 */
final class Watches implements AutoCloseable {
  private final RolloutView view;
  private final BlockingQueue<Arrival> inbox = new LinkedBlockingQueue<>();
  private final Map<Place, RolloutView.Subscription> subscriptions = new HashMap<>();
  private final Set<Place> silent = new HashSet<>();

  /** What was told, and of which place. */
  record Arrival(Place place, RolloutView.Sighting sighting) {}

  Watches(RolloutView view) {
    this.view = view;
  }

  /** Starts those watches that aren't there yet. */
  void follow(SortedMap<Place, String> places) {
    places.forEach(
        (place, apiVersion) -> {
          if (!subscriptions.containsKey(place)) {
            silent.add(place);
            subscriptions.put(place, subscribe(place, apiVersion));
          }
        });
  }

  private RolloutView.Subscription subscribe(Place place, String apiVersion) {
    GroupVersionKind gvk = GroupVersionKind.of(apiVersion, place.kind());
    try {
      return view.watch(
          gvk, place.namespace(), sighting -> inbox.add(new Arrival(place, sighting)));
    } catch (KnownFailure e) {
      inbox.add(new Arrival(place, new RolloutView.Sighting.Lost(e.message())));
      return () -> {};
    }
  }

  /** Whether the place has said something before, be it that it can't be watched. */
  boolean hasSpoken(Place place) {
    return subscriptions.containsKey(place) && !silent.contains(place);
  }

  /** Whether each of the places has said what there is. */
  boolean haveSpoken(Set<Place> places) {
    return places.stream().allMatch(this::hasSpoken);
  }

  boolean haveAllSpoken() {
    return silent.isEmpty();
  }

  /** What has arrived, after waiting for something at the most this long. */
  List<Arrival> await(Duration limit) throws InterruptedException {
    List<Arrival> arrivals = new ArrayList<>();
    Arrival first = inbox.poll(Math.max(0, limit.toNanos()), TimeUnit.NANOSECONDS);
    if (first != null) {
      arrivals.add(first);
      inbox.drainTo(arrivals);
    }
    return arrivals;
  }

  void heard(Place place) {
    silent.remove(place);
  }

  @Override
  public void close() {
    subscriptions.values().forEach(RolloutView.Subscription::close);
    subscriptions.clear();
  }
}
