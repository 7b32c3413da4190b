package dev.tend.sandbox.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the sandbox is known to answer otherwise than a real server, and why.
 *
 * <p>Each is a paragraph: the transcript, the command after a {@code $}, and the reason, indented.
 * A command after {@code ~ $} differs or not, as time has it.
 */
record ExpectedDifferences(Map<String, Map<String, String>> reasons, Set<String> timely) {
  private static final String TIMELY = "~ ";

  static ExpectedDifferences read(String text) {
    Map<String, Map<String, String>> reasons = new LinkedHashMap<>();
    Set<String> timely = new TreeSet<>();
    for (String paragraph : text.split("\n\\s*\n", -1)) {
      List<String> lines =
          paragraph.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
      if (lines.isEmpty()) {
        continue;
      }
      List<String> commands =
          lines.stream()
              .map(line -> line.startsWith(TIMELY) ? line.substring(TIMELY.length()) : line)
              .filter(line -> line.startsWith("$ "))
              .map(line -> line.substring(2))
              .toList();
      lines.stream()
          .filter(line -> line.startsWith(TIMELY + "$ "))
          .map(line -> lines.getFirst() + line.substring(TIMELY.length() + 1))
          .forEach(timely::add);
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
    return new ExpectedDifferences(reasons, timely);
  }

  boolean expects(Transcript transcript, Step step) {
    return own(transcript).containsKey(key(transcript, step));
  }

  private Map<String, String> own(Transcript transcript) {
    return reasons.getOrDefault(transcript.title(), Map.of());
  }

  /** The first line of the command, and which of several it is: {@code #2} is the second. */
  static String key(Transcript transcript, Step step) {
    int number = 0;
    for (Step one : transcript.steps()) {
      if (one.title().equals(step.title())) {
        number++;
      }
      if (one == step) {
        break;
      }
    }
    return number < 2 ? step.title() : step.title() + " #" + number;
  }

  /** What is wrong with a run: differences that aren't expected, and expected ones that aren't. */
  List<String> complaints(Transcript transcript, List<Player.Played> played) {
    List<String> complaints = new ArrayList<>();
    Set<String> keys = new TreeSet<>();
    for (Player.Played one : played) {
      String key = key(transcript, one.step());
      boolean expected = own(transcript).containsKey(key);
      keys.add(key);
      if (!one.agrees() && !expected) {
        complaints.add(Comparison.of(key, one.step(), one.actual()));
      } else if (one.agrees() && expected && !timely.contains(transcript.title() + " " + key)) {
        complaints.add("This is expected to differ, and doesn't any more: " + key);
      }
    }
    for (String key : own(transcript).keySet()) {
      if (!keys.contains(key)) {
        complaints.add("An expected difference names no command: " + key);
      }
    }
    return complaints;
  }
}
