package dev.tend.apply.rollout;

import dev.tend.manifest.GroupVersionKind;
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
            GroupVersionKind gvk = GroupVersionKind.of(apiVersion, place.kind());
            subscriptions.put(
                place,
                view.watch(
                    gvk, place.namespace(), sighting -> inbox.add(new Arrival(place, sighting))));
          }
        });
  }

  /** Whether each of the places has said what there is. */
  boolean haveSpoken(Set<Place> places) {
    return silent.stream().noneMatch(places::contains);
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
    arrivals.forEach(arrival -> silent.remove(arrival.place()));
    return arrivals;
  }

  @Override
  public void close() {
    subscriptions.values().forEach(RolloutView.Subscription::close);
    subscriptions.clear();
  }
}
