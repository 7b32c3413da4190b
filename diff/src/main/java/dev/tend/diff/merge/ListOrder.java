package dev.tend.diff.merge;

import dev.tend.manifest.FieldPath.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order of a merged list: applied items stand in the applied order, and items that only live
 * has stand where live has them in relation to the shared ones.
 */
final class ListOrder {
  private ListOrder() {}

  /** Where the next item comes from. */
  sealed interface Slot {
    /** An item that only live has. */
    record Live(int position) implements Slot {}

    /** An applied item. */
    record Applied(int position) implements Slot {}
  }

  /** Live may repeat an element, applied may not. */
  static List<Slot> merge(List<Element> live, List<Element> applied) {
    Set<Element> inApplied = setOf(applied);
    Set<Element> inLive = setOf(live);
    Set<Element> placed = setOf(List.of());
    List<Slot> slots = new ArrayList<>(live.size() + applied.size());
    int next = 0;
    for (int position = 0; position < applied.size(); position++) {
      Element element = applied.get(position);
      Optional<Element> awaited =
          applied.subList(position, applied.size()).stream().filter(inLive::contains).findFirst();
      boolean waiting = true;
      while (waiting && next < live.size()) {
        Element candidate = live.get(next);
        if (!inApplied.contains(candidate)) {
          slots.add(new Slot.Live(next++));
        } else if (awaited.isPresent() && !same(candidate, awaited.get())) {
          // The applied order puts it elsewhere.
          next++;
        } else {
          if (same(candidate, element) || placed.contains(candidate)) {
            next++;
          }
          waiting = false;
        }
      }
      slots.add(new Slot.Applied(position));
      placed.add(element);
    }
    for (; next < live.size(); next++) {
      if (!inApplied.contains(live.get(next))) {
        slots.add(new Slot.Live(next));
      }
    }
    return slots;
  }

  private static boolean same(Element left, Element right) {
    return PathElements.ORDER.compare(left, right) == 0;
  }

  private static Set<Element> setOf(List<Element> elements) {
    Set<Element> set = new TreeSet<>(PathElements.ORDER);
    set.addAll(elements);
    return set;
  }
}
