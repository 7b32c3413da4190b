package dev.tend.schema.rules;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, as {@code diff -u} shows it, with three lines around. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** What is longer isn't compared line by line. */
  private static final long MOST_PAIRS = 16_000_000;

  /** A line that stays, goes or comes. */
  private record Line(char sign, String text) {}

  private UnifiedDiff() {}

  /** Without a header; empty where nothing differs. */
  public static String of(String before, String after) {
    List<Line> lines = lines(List.of(before.split("\n", -1)), List.of(after.split("\n", -1)));
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      int first = at;
      while (first < lines.size() && lines.get(first).sign == ' ') {
        first++;
      }
      if (first == lines.size()) {
        break;
      }
      int start = Math.max(at, first - CONTEXT);
      int last = first;
      for (int i = first; i < lines.size() && i - last <= 2 * CONTEXT; i++) {
        last = lines.get(i).sign == ' ' ? last : i;
      }
      int end = Math.min(lines.size(), last + CONTEXT + 1);
      hunk(lines, start, end, text);
      at = end;
    }
    return text.toString();
  }

  private static void hunk(List<Line> lines, int start, int end, StringBuilder text) {
    text.append("@@ -").append(range(lines, start, end, '+'));
    text.append(" +").append(range(lines, start, end, '-')).append(" @@\n");
    for (Line line : lines.subList(start, end)) {
      text.append(line.sign).append(line.text).append('\n');
    }
  }

  private static String range(List<Line> lines, int start, int end, char without) {
    long first = lines.subList(0, start).stream().filter(line -> line.sign != without).count();
    long count = lines.subList(start, end).stream().filter(line -> line.sign != without).count();
    if (count == 1) {
      return Long.toString(first + 1);
    }
    return (count == 0 ? first : first + 1) + "," + count;
  }

  private static List<Line> lines(List<String> before, List<String> after) {
    int head = 0;
    int least = Math.min(before.size(), after.size());
    while (head < least && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < least - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Line> lines = new ArrayList<>();
    before.subList(0, head).forEach(text -> lines.add(new Line(' ', text)));
    middle(
        before.subList(head, before.size() - tail),
        after.subList(head, after.size() - tail),
        lines);
    before
        .subList(before.size() - tail, before.size())
        .forEach(text -> lines.add(new Line(' ', text)));
    return lines;
  }

  /** By the longest lines in common. */
  private static void middle(List<String> before, List<String> after, List<Line> lines) {
    if ((long) before.size() * after.size() > MOST_PAIRS) {
      before.forEach(text -> lines.add(new Line('-', text)));
      after.forEach(text -> lines.add(new Line('+', text)));
      return;
    }
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      boolean same = i < before.size() && j < after.size() && before.get(i).equals(after.get(j));
      if (same) {
        lines.add(new Line(' ', before.get(i++)));
        j++;
      } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line('-', before.get(i++)));
      } else {
        lines.add(new Line('+', after.get(j++)));
      }
    }
  }
}
