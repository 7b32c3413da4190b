package dev.tend.sandbox.conformance;

import java.util.ArrayList;
import java.util.List;

/** Shows what was expected ({@code -}) and what came ({@code +}), line by line. */
final class Comparison {
  private Comparison() {}

  static String of(Step step, Output actual) {
    List<String> expected = step.comparable(step.expected()).lines();
    List<String> found = step.comparable(actual).lines();
    int[][] common = commonSuffixes(expected, found);
    List<String> lines = new ArrayList<>(List.of("$ " + step.title()));
    int i = 0;
    int j = 0;
    while (i < expected.size() || j < found.size()) {
      if (i < expected.size() && j < found.size() && expected.get(i).equals(found.get(j))) {
        lines.add("   " + expected.get(i++));
        j++;
      } else if (j == found.size()
          || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(" - " + expected.get(i++));
      } else {
        lines.add(" + " + found.get(j++));
      }
    }
    return String.join("\n", lines);
  }

  /** How many lines the rests of both have in common, for each pair of rests. */
  private static int[][] commonSuffixes(List<String> one, List<String> other) {
    int[][] common = new int[one.size() + 1][other.size() + 1];
    for (int i = one.size() - 1; i >= 0; i--) {
      for (int j = other.size() - 1; j >= 0; j--) {
        common[i][j] =
            one.get(i).equals(other.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
