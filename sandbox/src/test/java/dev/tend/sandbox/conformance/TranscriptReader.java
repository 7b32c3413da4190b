package dev.tend.sandbox.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads transcripts.
 *
 * <p>{@code $} begins a command, with the lines of its here-documents; {@code |} a line of its
 * output, {@code !} one of its errors, {@code =} its exit code. {@code #} is a comment, {@code @}
 * says what it was recorded with, {@code %} says how the next command runs.
 */
final class TranscriptReader {
  private static final Pattern HERE = Pattern.compile("<<-?'?(\\w+)'?");

  private final List<String> lines;
  private final String where;
  private int at;
  private String recorded = "";
  private boolean rbac;
  private boolean alone;
  private final List<Step> steps = new ArrayList<>();

  private TranscriptReader(String where, String text) {
    this.where = where;
    this.lines = text.lines().toList();
  }

  static Transcript read(String area, String name, String text) {
    return new TranscriptReader(area + "/" + name, text).transcript(area, name);
  }

  private Transcript transcript(String area, String name) {
    List<String> head = comments();
    List<String> before = List.of();
    while (at < lines.size()) {
      String line = lines.get(at);
      if (line.startsWith("@ ")) {
        recorded = line.substring(2);
        at++;
      } else if (line.equals("% alone")) {
        alone = true;
        at++;
      } else if (line.equals("% rbac")) {
        rbac = true;
        at++;
      } else {
        steps.add(step(before));
      }
      before = comments();
    }
    return new Transcript(area, name, head, recorded, rbac, alone, steps, before);
  }

  /** Comments and blank lines, without the blank ones at either end. */
  private List<String> comments() {
    List<String> found = new ArrayList<>();
    while (at < lines.size() && (lines.get(at).isBlank() || lines.get(at).startsWith("#"))) {
      found.add(lines.get(at++));
    }
    return found.stream().filter(line -> !line.isBlank()).toList();
  }

  private Step step(List<String> before) {
    Step.Mode mode = Step.Mode.ONCE;
    String label = "";
    boolean sorted = false;
    boolean distinct = false;
    KubectlRange clients = KubectlRange.ALL;
    while (at < lines.size() && lines.get(at).startsWith("% ")) {
      String[] words = lines.get(at++).substring(2).strip().split(" ", -1);
      switch (words[0]) {
        case "eventually" -> mode = Step.Mode.EVENTUALLY;
        case "background" -> {
          mode = Step.Mode.BACKGROUND;
          label = words[1];
        }
        case "collect" -> {
          mode = Step.Mode.COLLECT;
          label = words[1];
        }
        case "sorted" -> sorted = true;
        case "distinct" -> distinct = true;
        case "kubectl" -> clients = KubectlRange.parse(words[1]);
        default -> throw broken("no such directive: " + words[0]);
      }
    }
    List<String> command = mode == Step.Mode.COLLECT ? List.of() : command();
    return new Step(before, mode, label, sorted, distinct, clients, command, output());
  }

  private List<String> command() {
    if (at >= lines.size() || !lines.get(at).startsWith("$ ")) {
      throw broken("a command is expected");
    }
    List<String> command = new ArrayList<>();
    command.add(lines.get(at++).substring(2));
    Matcher here = HERE.matcher(command.getFirst());
    while (here.find()) {
      String line;
      do {
        if (at >= lines.size()) {
          throw broken("the here-document has no end");
        }
        line = lines.get(at++);
        command.add(line);
      } while (!line.equals(here.group(1)));
    }
    return command;
  }

  private Output output() {
    List<String> out = new ArrayList<>();
    List<String> err = new ArrayList<>();
    int exit = 0;
    for (; at < lines.size(); at++) {
      String line = lines.get(at);
      if (line.startsWith("|")) {
        out.add(line.substring(Math.min(2, line.length())));
      } else if (line.startsWith("!")) {
        err.add(line.substring(Math.min(2, line.length())));
      } else if (line.startsWith("= ")) {
        exit = Integer.parseInt(line.substring(2).strip());
      } else {
        break;
      }
    }
    return new Output(out, err, exit);
  }

  private IllegalArgumentException broken(String why) {
    return new IllegalArgumentException("%s, line %d: %s".formatted(where, at + 1, why));
  }
}
