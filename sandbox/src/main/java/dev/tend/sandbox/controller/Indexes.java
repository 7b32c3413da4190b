package dev.tend.sandbox.controller;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sets of completion indexes as a Job's status writes them: {@code 0,2-4}. */
final class Indexes {
  private Indexes() {}

  static SortedSet<Integer> parse(String text) {
    SortedSet<Integer> indexes = new TreeSet<>();
    for (String range : text.split(",", -1)) {
      if (!range.isEmpty()) {
        int dash = range.indexOf('-');
        int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
        for (int index = first; index <= last; index++) {
          indexes.add(index);
        }
      }
    }
    return indexes;
  }

  static String text(Collection<Integer> indexes) {
    StringBuilder text = new StringBuilder();
    Integer[] sorted = new TreeSet<>(indexes).toArray(Integer[]::new);
    for (int i = 0; i < sorted.length; ) {
      int end = i;
      while (end + 1 < sorted.length && sorted[end + 1] == sorted[end] + 1) {
        end++;
      }
      text.append(text.isEmpty() ? "" : ",").append(sorted[i]);
      if (end > i) {
        text.append(end == i + 1 ? "," : "-").append(sorted[end]);
      }
      i = end + 1;
    }
    return text.toString();
  }
}
