package dev.tend.sandbox.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the sandbox is known to answer otherwise than a real server, and why.
 *
 * <p>Each is a paragraph: the transcript, the command after a {@code $}, and the reason, indented.
 */
record ExpectedDifferences(Map<String, Map<String, String>> reasons) {
  static ExpectedDifferences read(String text) {
    Map<String, Map<String, String>> reasons = new LinkedHashMap<>();
    for (String paragraph : text.split("\n\\s*\n", -1)) {
      List<String> lines =
          paragraph.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
      if (lines.isEmpty()) {
        continue;
      }
      List<String> commands =
          lines.stream()
              .filter(line -> line.startsWith("$ "))
              .map(line -> line.substring(2))
              .toList();
      String reason =
          String.join(
              " ",
              lines.stream().filter(line -> line.startsWith("  ")).map(String::strip).toList());
      if (commands.isEmpty() || reason.isEmpty() || lines.getFirst().startsWith("$")) {
        throw new IllegalArgumentException("not an expected difference:\n" + paragraph);
      }
      Map<String, String> own =
          reasons.computeIfAbsent(lines.getFirst(), absent -> new LinkedHashMap<>());
      commands.forEach(command -> own.put(command, reason));
    }
    return new ExpectedDifferences(reasons);
  }

  boolean expects(Transcript transcript, Step step) {
    return reasons.getOrDefault(transcript.title(), Map.of()).containsKey(step.title());
  }

  /** What is wrong with a run: differences that aren't expected, and expected ones that aren't. */
  List<String> complaints(Transcript transcript, List<Player.Played> played) {
    List<String> complaints = new ArrayList<>();
    for (Player.Played one : played) {
      if (!one.agrees() && !expects(transcript, one.step())) {
        complaints.add(Comparison.of(one.step(), one.actual()));
      }
    }
    for (String command : reasons.getOrDefault(transcript.title(), Map.of()).keySet()) {
      if (played.stream().noneMatch(one -> one.step().title().equals(command))) {
        complaints.add("An expected difference names no command: " + command);
      } else if (played.stream()
          .filter(one -> one.step().title().equals(command))
          .allMatch(Player.Played::agrees)) {
        complaints.add("This is expected to differ, and doesn't any more: " + command);
      }
    }
    return complaints;
  }
}
