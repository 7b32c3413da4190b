package dev.tend.schema.locations;

import java.util.List;
import java.util.Optional;

/** Reads what a location names: a port, so that this package does without a network. */
public interface SchemaReader {
  /** The text at a path or URL; empty where there is none. */
  Optional<String> read(String location);

  /** The paths of the files below a local folder that may hold schemas; empty for what is none. */
  List<String> list(String location);
}
