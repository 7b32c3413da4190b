package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a watch tells: first a listing, then changes; after a gap, a listing again. */
public sealed interface WatchEvent {
  /** Everything there is now: whatever was known before and isn't here is gone. */
  record Listed(List<ObjectNode> objects) implements WatchEvent {
    public Listed {
      objects = List.copyOf(objects);
    }
  }

  /** An object appeared or is another than before. */
  record Changed(ObjectNode object) implements WatchEvent {}

  /** An object is gone, or left the selection; as it last was. */
  record Deleted(ObjectNode object) implements WatchEvent {}

  /** The server can't be followed for now; the watch goes on trying. */
  record Lost(String reason) implements WatchEvent {}
}
