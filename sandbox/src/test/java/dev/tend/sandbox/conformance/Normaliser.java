package dev.tend.sandbox.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes out of an output what is another each time: times, ages, ids, revisions, random names,
 * addresses, and how wide columns are.
 */
final class Normaliser {
  private record Rule(Pattern pattern, String replacement) {
    Rule(String pattern, String replacement) {
      this(Pattern.compile(pattern), replacement);
    }
  }

  /** The letters and digits of which servers make random names. */
  private static final String SAFE = "[bcdfghjklmnpqrstvwxz2456789]";

  private static final List<Rule> RULES =
      List.of(
          new Rule("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "<uid>"),
          new Rule(
              "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)", "<time>"),
          new Rule("\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}", "<time>"),
          new Rule("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d+ [+-]\\d{4}", "<time>"),
          new Rule("(resourceVersion\\\\?\"?: ?\\\\?\"?)\\d+", "$1<rv>"),
          new Rule("(in record \\(|version to be 1, was )\\d+", "$1<rv>"),
          new Rule("(Resource Version: +)\\d+", "$1<rv>"),
          new Rule("\\b\\d+y\\d+d\\b", "<age>"),
          new Rule("kube-api-access-[a-z0-9]{5}", "kube-api-access-<rand>"),
          new Rule("(\"continue\": ?\")[\\w=-]+", "$1<continue>"),
          new Rule("(remainingItemCount\"?: ?)\\d+", "$1<count>"),
          new Rule("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]+", "<token>"),
          new Rule("https://(127\\.0\\.0\\.1|localhost):\\d+", "<server>"),
          new Rule("(pod-template-hash\"?[=:] ?\"?)" + SAFE + "{6,10}", "$1<hash>"),
          new Rule("-" + SAFE + "{8,10}-" + SAFE + "{5}\\b", "-<hash>-<rand>"),
          new Rule("-(?=" + SAFE + "*[2456789])" + SAFE + "{8,10}\\b", "-<hash>"),
          new Rule("-" + SAFE + "{5}\\b", "-<rand>"),
          new Rule("-2\\d{7}\\b", "-<minute>"),
          new Rule("\\.1[0-9a-f]{15}\\b", ".<hex>"),
          new Rule("\\b(?!0\\.0\\.0\\.0|127\\.)\\d{1,3}(\\.\\d{1,3}){3}\\b(?!/)", "<ip>"),
          new Rule("(nodePort\"?: ?|:|NodePort:\\s+\\S+\\s+)3[0-2]\\d{3}\\b", "$1<nodeport>"),
          new Rule("\\b(node|sandbox)-\\d\\b", "<node>"));

  private static final Pattern GAP = Pattern.compile("(?<=\\S)( {2,}|\\t+ *)(?=\\S)");
  private static final Pattern HEADER =
      Pattern.compile(" *[A-Z][A-Z()%-]*([ -][A-Z()-]+)*( {2,}[A-Z][A-Z()-]*([ -][A-Z()-]+)*)* *");
  private static final Pattern CELL = Pattern.compile("\\S+( \\S+)*");
  private static final Pattern AGE =
      Pattern.compile("(\\d+[ydhms])+( \\(x\\d+ over (\\d+[ydhms])+\\))?( ago)?");

  private final String folder;

  /**
   * @param folder where commands run: temporary too
   */
  Normaliser(String folder) {
    this.folder = folder;
  }

  Output normalise(Output output) {
    return new Output(lines(output.out()), lines(output.err()), output.exit());
  }

  private List<String> lines(List<String> lines) {
    List<String> found = new ArrayList<>();
    String header = "";
    for (String line : lines) {
      if (HEADER.matcher(line).matches() && line.contains("  ") || isEvents(line)) {
        header = line;
        found.add(squeezed(line));
      } else if (line.isBlank()) {
        header = "";
        // How many blank lines stand between two others is the taste of each kubectl.
        if (found.isEmpty() || !found.getLast().isEmpty()) {
          found.add("");
        }
      } else {
        found.add(squeezed(line(line, header)));
      }
    }
    return eventsSorted(found);
  }

  private static boolean isEvents(String line) {
    return line.strip().startsWith("Type ") && line.contains("Reason") && line.contains("Age");
  }

  /** Events of one second come in any order. */
  private static List<String> eventsSorted(List<String> lines) {
    int rule = -1;
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith("----") && isEvents(lines.get(i - 1))) {
        rule = i;
      }
    }
    if (rule < 0) {
      return lines;
    }
    List<String> sorted = new ArrayList<>(lines.subList(0, rule + 1));
    lines.subList(rule + 1, lines.size()).stream().sorted().forEach(sorted::add);
    return sorted;
  }

  private String line(String line, String header) {
    String text = line.replace(folder, "<dir>").replaceAll("/(LIVE|MERGED)-\\d+/", "/$1-<n>/");
    if (!header.isEmpty()) {
      text = aged(text, header);
    } else if (text.matches("(Duration|Age):.*")) {
      text = text.replaceFirst(AGE.pattern() + "$", "<age>");
    }
    for (Rule rule : RULES) {
      text = rule.pattern().matcher(text).replaceAll(rule.replacement());
    }
    return text;
  }

  /** With the cells under age-like headers replaced: cells may be empty, and wider than most. */
  private static String aged(String line, String header) {
    String text = line;
    for (MatchResult cell : CELL.matcher(header).results().toList().reversed()) {
      if (isTime(cell.group())) {
        text = agedAt(text, cell.start());
      }
    }
    // A watch's later rows may be wider than its header.
    boolean last = isTime(header.substring(header.lastIndexOf("  ") + 1).strip());
    int gap = text.lastIndexOf("  ") + 2;
    return last && AGE.matcher(text.substring(gap)).matches()
        ? text.substring(0, gap) + "<age>"
        : text;
  }

  private static String agedAt(String line, int column) {
    for (MatchResult cell : CELL.matcher(line).results().toList()) {
      boolean here = cell.start() <= column + 2 && cell.end() > column - 2;
      if (here && AGE.matcher(cell.group()).matches()) {
        return line.substring(0, cell.start()) + "<age>" + line.substring(cell.end());
      }
    }
    return line;
  }

  private static boolean isTime(String header) {
    return switch (header) {
      case "AGE", "Age", "DURATION", "LAST SCHEDULE", "LAST SEEN", "FIRST SEEN" -> true;
      default -> false;
    };
  }

  /** Gaps inside a line are as wide as the widest cell somewhere: make them all alike. */
  private static String squeezed(String line) {
    return GAP.matcher(line).replaceAll("   ").stripTrailing();
  }
}
