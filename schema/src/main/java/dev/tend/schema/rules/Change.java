package dev.tend.schema.rules;

import java.util.List;
import java.util.Objects;

/** What an update must leave as it was, or be. Tables are made of the static methods. */
@FunctionalInterface
interface Change {
  void check(Field before, Field now, Faults faults);

  static Change all(Change... changes) {
    List<Change> list = List.of(changes);
    return (before, now, faults) -> list.forEach(change -> change.check(before, now, faults));
  }

  /** What a new object must be, too. */
  static Change now(Rule rule) {
    return (before, now, faults) -> rule.check(now, faults);
  }

  /** Of a child of both. */
  static Change at(String name, Change... changes) {
    Change change = all(changes);
    return (before, now, faults) -> change.check(before.at(name), now.at(name), faults);
  }

  static Change immutable(String name) {
    return (before, now, faults) -> {
      if (differs(before.at(name), now.at(name))) {
        faults.invalid(now.at(name), "field is immutable");
      }
    };
  }

  static Change forbidden(String name, String why) {
    return (before, now, faults) -> {
      if (differs(before.at(name), now.at(name))) {
        faults.forbidden(now.at(name), why);
      }
    };
  }

  /** Absent, null and empty lists and maps are the same. */
  static boolean differs(Field before, Field now) {
    boolean empty = isNothing(before) && isNothing(now);
    return !empty && !Objects.equals(before.node(), now.node());
  }

  private static boolean isNothing(Field field) {
    return !field.isSet() || field.node().isArray() && field.node().isEmpty();
  }
}
