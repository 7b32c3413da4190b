package dev.tend.sync;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Keeps a loop's memory, on disk after each change, and tells its events. */
final class Journal {
  private final StateFile file;
  private final Clock clock;
  private final Consumer<SyncEvent> events;
  private volatile SyncMemory memory;

  Journal(SyncMemory memory, StateFile file, Clock clock, Consumer<SyncEvent> events) {
    this.memory = memory;
    this.file = file;
    this.clock = clock;
    this.events = events;
  }

  SyncMemory memory() {
    return memory;
  }

  Instant now() {
    return clock.instant();
  }

  void tell(SyncEvent event) {
    events.accept(event);
  }

  void update(UnaryOperator<SyncMemory> change) {
    memory = change.apply(memory);
    file.save(memory);
  }

  <S extends SyncState> S enter(S state) {
    update(before -> before.in(state));
    return state;
  }
}
