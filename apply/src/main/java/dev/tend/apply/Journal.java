package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.ApplyEvent.Action;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps what happened and tells it on: one event at a time, whichever thread it comes from. */
final class Journal {
  private final Consumer<ApplyEvent> events;
  private final Map<ResourceId, ObjectNode> objects = new TreeMap<>();
  private final List<ApplyEvent.Applied> applied = new ArrayList<>();
  private final List<ApplyEvent.Failed> failed = new ArrayList<>();

  Journal(Consumer<ApplyEvent> events) {
    this.events = events;
  }

  synchronized void tell(ApplyEvent event) {
    switch (event) {
      case ApplyEvent.Applied done -> applied.add(done);
      case ApplyEvent.Failed failure -> failed.add(failure);
      case ApplyEvent.Started ignored -> {}
      case ApplyEvent.Progressed ignored -> {}
      case ApplyEvent.Diagnosed ignored -> {}
      case ApplyEvent.DeletionBlocked ignored -> {}
      case ApplyEvent.Noted ignored -> {}
    }
    events.accept(event);
  }

  void done(ResourceId id, Action action, List<String> warnings) {
    tell(new ApplyEvent.Applied(id, action, warnings));
  }

  void failed(ResourceId id, String message, String hint) {
    tell(new ApplyEvent.Failed(id, message, hint));
  }

  void failed(ResourceId id, KnownFailure failure) {
    failed(id, failure.message(), failure.hint());
  }

  void note(String message) {
    tell(new ApplyEvent.Noted(message));
  }

  synchronized void remember(ResourceId id, ObjectNode object) {
    objects.put(id, object);
  }

  /** The objects that the server took, as they came out. */
  synchronized Map<ResourceId, ObjectNode> objects() {
    return Map.copyOf(objects);
  }

  synchronized boolean hasFailures() {
    return !failed.isEmpty();
  }

  synchronized List<ApplyEvent.Applied> applied() {
    return List.copyOf(applied);
  }

  synchronized List<ApplyEvent.Failed> failures() {
    return List.copyOf(failed);
  }
}
