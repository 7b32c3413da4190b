package dev.tend.cli.output;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.ApplyReport;
import dev.tend.apply.rollout.Diagnosis;
import dev.tend.apply.rollout.Readiness;
import dev.tend.apply.rollout.RolloutReport;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The lines that plain and live output have in common: pure text, no streams. */
record ApplyText(Console console, Palette palette, Theme theme) {
  static ApplyText onOut(Console console) {
    return new ApplyText(console, console.outPalette(), console.theme());
  }

  static ApplyText onErr(Console console) {
    return new ApplyText(console, console.errPalette(), console.theme());
  }

  static String started(int objects, String cluster) {
    return ObjectNames.count(objects) + " at " + cluster;
  }

  /** {@code created Deployment.apps shop/web}. */
  String applied(ApplyEvent.Applied event) {
    String word = event.action().name().toLowerCase(Locale.ROOT);
    Style style =
        switch (event.action()) {
          case CREATED -> Style.ADDED;
          case UPDATED, RECREATED -> Style.CHANGED;
          case PRUNED, DELETED -> Style.REMOVED;
          case UNCHANGED, SKIPPED -> Style.FAINT;
        };
    return palette.paint(style, padded(word)) + event.id();
  }

  List<String> warnings(ApplyEvent.Applied event) {
    return event.warnings().stream()
        .map(warning -> "  " + palette.paint(Style.WARNING, "warning: ") + warning)
        .toList();
  }

  List<String> failed(ApplyEvent.Failed event) {
    List<String> lines = new ArrayList<>();
    lines.add(
        palette.paint(Style.BAD, padded("failed"))
            + event.id()
            + ": "
            + LongValues.shorten(event.message()));
    if (!event.hint().isEmpty()) {
      lines.add("  " + palette.paint(Style.BUSY, "try: ") + console.advice(event.hint()));
    }
    return lines;
  }

  String progressed(ResourceId id, Readiness readiness) {
    String message = readiness.message();
    return palette.paint(style(readiness), padded(word(readiness)))
        + id
        + (message.isEmpty() ? "" : palette.paint(Style.FAINT, ": " + message));
  }

  private String bare(ResourceId id, Readiness readiness) {
    return palette.paint(style(readiness), padded(word(readiness))) + id;
  }

  String blocked(ApplyEvent.DeletionBlocked event) {
    return palette.paint(Style.WARNING, padded("waiting"))
        + event.id()
        + ": held by "
        + String.join(", ", event.finalizers());
  }

  /** The cause, the evidence and what to try. */
  List<String> diagnosis(Diagnosis diagnosis) {
    List<String> lines = new ArrayList<>();
    Style style = diagnosis.fatal() ? Style.BAD : Style.WARNING;
    lines.add(
        "  "
            + palette.paint(style, diagnosis.fatal() ? theme.bad() : theme.warning())
            + " "
            + palette.paint(Style.STRONG, diagnosis.summary()));
    for (String evidence : diagnosis.evidence()) {
      for (String line : evidence.lines().toList()) {
        lines.add("      " + palette.paint(Style.FAINT, line));
      }
    }
    for (String advice : diagnosis.advice()) {
      lines.add("    " + palette.paint(Style.BUSY, "try: ") + console.advice(advice));
    }
    return lines;
  }

  /** What an apply came to: failures with their causes, then one line of counts. */
  List<String> outcome(ApplyReport report) {
    List<String> lines = new ArrayList<>();
    skipped(report, lines);
    report.rollout().ifPresent(rollout -> unready(rollout, lines));
    if (!report.notAttempted().isEmpty()) {
      lines.add(palette.paint(Style.WARNING, "not attempted:"));
      report.notAttempted().forEach(id -> lines.add("  " + id));
    }
    boolean good = report.succeeded();
    String mark = palette.paint(good ? Style.GOOD : Style.BAD, good ? theme.good() : theme.bad());
    lines.add(mark + " " + counts(report));
    return lines;
  }

  /** What many objects were left alone for is said once. */
  private void skipped(ApplyReport report, List<String> lines) {
    Map<String, List<ResourceId>> byReason = new LinkedHashMap<>();
    for (ApplyEvent.Applied event : report.applied()) {
      if (event.action() == ApplyEvent.Action.SKIPPED) {
        event
            .warnings()
            .forEach(
                why -> byReason.computeIfAbsent(why, key -> new ArrayList<>()).add(event.id()));
      }
    }
    byReason.forEach(
        (why, ids) -> {
          String word = palette.paint(Style.FAINT, padded("skipped"));
          String about = ids.size() == 1 ? ids.getFirst().toString() : ObjectNames.of(ids);
          lines.add(word + about);
          lines.add("  " + console.advice(why));
        });
  }

  private void unready(RolloutReport rollout, List<String> lines) {
    List<String> told = rollout.diagnoses().stream().map(Diagnosis::summary).toList();
    rollout
        .readiness()
        .forEach(
            (id, readiness) -> {
              if (!(readiness instanceof Readiness.Ready)) {
                lines.add(
                    told.stream().anyMatch(summary -> summary.endsWith(readiness.message()))
                        ? bare(id, readiness)
                        : progressed(id, readiness));
              }
            });
    rollout
        .overtaken()
        .values()
        .forEach(words -> lines.add(palette.paint(Style.BAD, padded("overtaken")) + words));
    if (!rollout.succeeded()) {
      rollout.diagnoses().forEach(diagnosis -> lines.addAll(diagnosis(diagnosis)));
    }
  }

  private static String counts(ApplyReport report) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ApplyEvent.Action action : ApplyEvent.Action.values()) {
      int count = (int) report.applied().stream().filter(event -> event.action() == action).count();
      if (count > 0) {
        counts.put(action.name().toLowerCase(Locale.ROOT), count);
      }
    }
    if (!report.failed().isEmpty()) {
      counts.put("failed", report.failed().size());
    }
    List<String> parts = new ArrayList<>();
    counts.forEach((word, count) -> parts.add(count + " " + word));
    report.rollout().ifPresent(rollout -> parts.add(readyCount(rollout)));
    return parts.isEmpty() ? "nothing to do" : String.join(", ", parts);
  }

  /** One line of how many are ready. */
  String readiness(RolloutReport report) {
    boolean good = report.readiness().values().stream().allMatch(Readiness.Ready.class::isInstance);
    String mark = palette.paint(good ? Style.GOOD : Style.BAD, good ? theme.good() : theme.bad());
    return mark + " " + readyCount(report.readiness());
  }

  private static String readyCount(RolloutReport rollout) {
    String text = readyCount(rollout.readiness());
    if (!rollout.overtaken().isEmpty()) {
      text += ", %d overtaken".formatted(rollout.overtaken().size());
    }
    return rollout.timedOut() ? text + " when the time was up" : text;
  }

  private static String readyCount(Map<ResourceId, Readiness> readiness) {
    long ready = readiness.values().stream().filter(Readiness.Ready.class::isInstance).count();
    return ready == readiness.size() ? "all ready" : ready + " of " + readiness.size() + " ready";
  }

  static Style style(Readiness readiness) {
    return switch (readiness) {
      case Readiness.Ready ignored -> Style.GOOD;
      case Readiness.Progressing ignored -> Style.BUSY;
      case Readiness.Failing ignored -> Style.BAD;
      case Readiness.Terminating ignored -> Style.WARNING;
      case Readiness.Absent ignored -> Style.FAINT;
    };
  }

  static String word(Readiness readiness) {
    return switch (readiness) {
      case Readiness.Ready ignored -> "ready";
      case Readiness.Progressing ignored -> "waiting";
      case Readiness.Failing ignored -> "failing";
      case Readiness.Terminating ignored -> "stopping";
      case Readiness.Absent ignored -> "absent";
    };
  }

  static String padded(String word) {
    return word + " ".repeat(Math.max(1, 11 - word.length()));
  }
}
