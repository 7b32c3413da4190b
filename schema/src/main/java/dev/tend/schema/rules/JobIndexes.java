package dev.tend.schema.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Indexes of a job's pods as text, such as {@code 0,2-4}. */
final class JobIndexes {
  private JobIndexes() {}

  /** How many indexes such as {@code 0,2-4} names. */
  static long total(String text, long completions) {
    long total = 0;
    long last = -1;
    for (String interval : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      long[] ends = interval(interval, completions);
      long first = ends[0];
      if (last >= first) {
        throw new IllegalArgumentException(
            "non-increasing order, previous: %d, current: %d".formatted(last, first));
      }
      total += ends[1] - first + 1;
      last = ends[1];
    }
    return total;
  }

  private static long[] interval(String text, long completions) {
    String[] ends = text.split("-", -1);
    if (ends.length > 2) {
      throw new IllegalArgumentException(
          ("the fragment \"%s\" violates the requirement that an index interval can have at"
                  + " most two parts separated by '-'")
              .formatted(text));
    }
    long first = index(ends[0], completions);
    long end = ends.length == 2 ? index(ends[1], completions) : first;
    if (ends.length == 2 && first >= end) {
      throw new IllegalArgumentException(
          "non-increasing order, previous: %d, current: %d".formatted(first, end));
    }
    return new long[] {first, end};
  }

  private static long index(String text, long completions) {
    if (!text.matches("[+-]?[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "cannot convert string to integer for index: \"%s\"".formatted(text));
    }
    if (Long.parseLong(text) >= completions) {
      throw new IllegalArgumentException("too large index: \"%s\"".formatted(text));
    }
    return Long.parseLong(text);
  }

  /** What is wrong with a text of indexes. */
  static Optional<String> fault(String text, long completions) {
    try {
      total(text, completions);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** The first index that two texts share, as far as they can be read. */
  static Optional<Long> overlap(String one, String other, long completions) {
    List<long[]> left = readable(one, completions);
    List<long[]> right = readable(other, completions);
    int i = 0;
    int j = 0;
    while (i < left.size() && j < right.size()) {
      long[] a = left.get(i);
      long[] b = right.get(j);
      if (a[0] <= b[1] && b[0] <= a[1]) {
        return Optional.of(Math.max(a[0], b[0]));
      }
      if (a[0] <= b[0]) {
        i++;
      } else {
        j++;
      }
    }
    return Optional.empty();
  }

  private static List<long[]> readable(String text, long completions) {
    List<long[]> intervals = new ArrayList<>();
    for (String interval : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      try {
        intervals.add(interval(interval, completions));
      } catch (IllegalArgumentException ignored) {
        // What can't be read is told of by itself.
      }
    }
    return intervals;
  }
}
