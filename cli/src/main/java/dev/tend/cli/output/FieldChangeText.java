package dev.tend.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.diff.Change;
import dev.tend.diff.FieldChange;
import dev.tend.diff.SecretMask;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.YamlWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Field changes as lines: the path, then what goes and what comes; nothing that is secret. */
final class FieldChangeText {
  private static final int CONTEXT = 2;
  private static final String BY_SERVER = "by the server: ";

  private final Palette palette;
  private final SecretMask mask = new SecretMask();

  FieldChangeText(Palette palette) {
    this.palette = palette;
  }

  /** The fields of one object; none of what is created, but what its manifest doesn't say. */
  List<String> of(Change change) {
    return switch (change) {
      case Change.Create create -> of(create.id(), List.of(), create.serverEdits());
      case Change.Update update -> of(update.id(), update.fields(), update.serverEdits());
      case Change.Recreate recreate -> of(recreate.id(), recreate.fields(), List.of());
      case Change.Prune ignored -> List.of();
      case Change.Run ignored -> List.of();
      case Change.Unchanged ignored -> List.of();
      case Change.Skip ignored -> List.of();
    };
  }

  private List<String> of(ResourceId id, List<FieldChange> fields, List<FieldChange> serverEdits) {
    List<String> lines = new ArrayList<>();
    for (FieldChange field : fields) {
      if (!serverEdits.contains(field)) {
        lines.addAll(lines("", mask.mask(id, field)));
      }
    }
    for (FieldChange edit : serverEdits) {
      lines.addAll(lines(BY_SERVER, mask.mask(id, edit)));
    }
    return lines;
  }

  private List<String> lines(String who, FieldChange change) {
    JsonNode before = change.before();
    JsonNode after = change.after();
    String head = "    " + palette.paint(Style.WARNING, who) + change.path() + ":";
    if (isShort(before) && isShort(after)) {
      return List.of(head + " " + oneLine(before, after));
    }
    List<String> lines = new ArrayList<>();
    lines.add(head);
    List<String> removed = text(before);
    List<String> added = text(after);
    if (removed.isEmpty()) {
      added.forEach(line -> lines.add(painted(Style.ADDED, "+", line)));
    } else if (added.isEmpty()) {
      removed.forEach(line -> lines.add(painted(Style.REMOVED, "-", line)));
    } else {
      differing(removed, added, lines);
    }
    return lines;
  }

  private String oneLine(@Nullable JsonNode before, @Nullable JsonNode after) {
    if (before == null) {
      return palette.paint(Style.ADDED, "+ " + scalar(after));
    }
    if (after == null) {
      return palette.paint(Style.REMOVED, "- " + scalar(before));
    }
    return palette.paint(Style.REMOVED, scalar(before))
        + " -> "
        + palette.paint(Style.ADDED, scalar(after));
  }

  private static boolean isShort(@Nullable JsonNode node) {
    return node == null
        || (node.isValueNode() && !node.asText().contains("\n") && node.asText().length() <= 120)
        || (node.isContainerNode() && node.isEmpty());
  }

  private static String scalar(@Nullable JsonNode node) {
    return node == null ? "" : YamlWriter.write(node).strip();
  }

  private static List<String> text(@Nullable JsonNode node) {
    if (node == null) {
      return List.of();
    }
    return (node.isTextual() ? node.asText() : YamlWriter.write(node)).lines().toList();
  }

  /** The lines between the common head and the common tail, with a little of both. */
  private void differing(List<String> removed, List<String> added, List<String> lines) {
    int shorter = Math.min(removed.size(), added.size());
    int head = 0;
    while (head < shorter && removed.get(head).equals(added.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && removed.get(removed.size() - 1 - tail).equals(added.get(added.size() - 1 - tail))) {
      tail++;
    }
    context(removed, Math.max(0, head - CONTEXT), head, lines);
    removed
        .subList(head, removed.size() - tail)
        .forEach(line -> lines.add(painted(Style.REMOVED, "-", line)));
    added
        .subList(head, added.size() - tail)
        .forEach(line -> lines.add(painted(Style.ADDED, "+", line)));
    int end = added.size() - tail;
    context(added, end, Math.min(added.size(), end + CONTEXT), lines);
  }

  private void context(List<String> from, int start, int end, List<String> lines) {
    from.subList(start, end).forEach(line -> lines.add(painted(Style.FAINT, " ", line)));
  }

  private String painted(Style style, String mark, String line) {
    return "      " + palette.paint(style, mark + " " + line);
  }
}
