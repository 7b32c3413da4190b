package dev.tend.sandbox.facts;

import java.util.List;

/** Requests about one object, one after the other. */
record Script(String name, List<Step> steps) {
  Script {
    steps = List.copyOf(steps);
  }

  static Script of(String name, Step... steps) {
    return new Script(name, List.of(steps));
  }
}
