package dev.tend.schema.structural;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in a tree something is, as API servers spell it: {@code spec.ports[0].labels[app]}.
 *
 * @param steps names of fields and of entries, and indexes (Integer)
 * @param text empty at the root
 */
public record Place(List<Object> steps, String text) {
  public static final Place ROOT = new Place(List.of(), "");

  public Place {
    steps = List.copyOf(steps);
  }

  /** A declared field. */
  public Place child(String name) {
    return new Place(plus(name), text.isEmpty() ? name : text + "." + name);
  }

  /** An entry of a map. */
  public Place key(String name) {
    return new Place(plus(name), text + "[" + name + "]");
  }

  public Place index(int index) {
    return new Place(plus(index), text + "[" + index + "]");
  }

  /** The place that another one names from here. */
  public Place resolve(Place relative) {
    List<Object> all = new ArrayList<>(steps);
    all.addAll(relative.steps);
    if (relative.text.isEmpty()) {
      return this;
    }
    return new Place(all, text.isEmpty() ? relative.text : text + "." + relative.text);
  }

  private List<Object> plus(Object step) {
    List<Object> all = new ArrayList<>(steps);
    all.add(step);
    return all;
  }

  /** As servers print it; they have no good name for the root. */
  @Override
  public String toString() {
    return text.isEmpty() ? "<nil>" : text;
  }
}
