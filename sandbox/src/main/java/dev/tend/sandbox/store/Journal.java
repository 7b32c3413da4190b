package dev.tend.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.function.Supplier;

/** Where a storage's changes outlive the process. Calls come one at a time. */
public interface Journal {
  /** Forgets everything. */
  Journal NONE =
      new Journal() {
        @Override
        public State load() {
          return new State(0, List.of());
        }

        @Override
        public void put(long revision, ObjectNode object) {}

        @Override
        public void remove(long revision, ResourceId id) {}

        @Override
        public void compactIfLarge(Supplier<State> state) {}

        @Override
        public void close(State state) {}
      };

  /** Every object, and the revision of the last write. */
  record State(long revision, List<ObjectNode> objects) {}

  /** What was remembered when the journal was opened. */
  State load();

  void put(long revision, ObjectNode object);

  void remove(long revision, ResourceId id);

  /** Rewrites the journal when it has grown well beyond the state. */
  void compactIfLarge(Supplier<State> state);

  /** Rewrites the journal to the state, and ends. */
  void close(State state);
}
