package dev.tend.cli.output;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.rollout.Diagnosis;
import dev.tend.apply.rollout.Readiness;
import dev.tend.manifest.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is under way, folded from events; {@link #lines} computes what a terminal shows of it. */
final class Progress {
  private static final String[] SPIN = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧"};
  private static final String[] SPIN_ASCII = {"|", "/", "-", "\\"};

  private final Instant start;
  private final Map<ResourceId, Readiness> waiting = new LinkedHashMap<>();
  private final Map<ResourceId, List<Diagnosis>> causes = new LinkedHashMap<>();
  private int objects;
  private int done;

  Progress(Instant start) {
    this.start = start;
  }

  void add(ApplyEvent event) {
    switch (event) {
      case ApplyEvent.Started(int count, String ignored) -> objects = count;
      case ApplyEvent.Applied ignored -> done++;
      case ApplyEvent.Failed ignored -> done++;
      case ApplyEvent.Progressed(var id, var readiness) -> waiting.put(id, readiness);
      case ApplyEvent.Diagnosed(var id, var diagnosis) ->
          causes.computeIfAbsent(id, key -> new ArrayList<>()).add(diagnosis);
      case ApplyEvent.DeletionBlocked(var id, var finalizers) ->
          waiting.put(id, new Readiness.Terminating("held by " + String.join(", ", finalizers)));
      case ApplyEvent.Noted ignored -> {}
    }
  }

  /** At most this many lines of at most this width, the busy ones first. */
  List<String> lines(Instant now, int width, int height, Palette palette, Theme theme) {
    List<String> lines = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    long ready = waiting.values().stream().filter(Readiness.Ready.class::isInstance).count();
    for (Map.Entry<ResourceId, Readiness> entry : waiting.entrySet()) {
      if (!(entry.getValue() instanceof Readiness.Ready)) {
        rows.add(row(entry.getKey(), entry.getValue(), width, palette, theme));
        for (Diagnosis cause : causes.getOrDefault(entry.getKey(), List.of())) {
          rows.add(cut("      " + cause.summary(), width, palette, Style.WARNING));
        }
      }
    }
    lines.add(headline(now, ready, palette, theme));
    int room = Math.max(1, height - 2);
    lines.addAll(rows.subList(0, Math.min(room, rows.size())));
    if (rows.size() > room) {
      lines.add(palette.paint(Style.FAINT, "  and " + (rows.size() - room) + " more"));
    }
    return lines;
  }

  private String headline(Instant now, long ready, Palette palette, Theme theme) {
    Duration elapsed = Duration.between(start, now);
    String[] frames = theme == Theme.UNICODE ? SPIN : SPIN_ASCII;
    String frame = frames[(int) (elapsed.toMillis() / 100 % frames.length)];
    String text =
        waiting.isEmpty()
            ? done + " of " + objects + " objects"
            : ready + " of " + waiting.size() + " ready";
    return palette.paint(Style.BUSY, frame)
        + " "
        + text
        + palette.paint(Style.FAINT, "  " + elapsed.toSeconds() + "s");
  }

  private static String row(
      ResourceId id, Readiness readiness, int width, Palette palette, Theme theme) {
    Style style = ApplyText.style(readiness);
    String mark =
        switch (readiness) {
          case Readiness.Ready ignored -> theme.good();
          case Readiness.Failing ignored -> theme.bad();
          case Readiness.Progressing ignored -> theme.busy();
          case Readiness.Terminating ignored -> theme.busy();
          case Readiness.Absent ignored -> theme.busy();
        };
    String name = id.kindAndName();
    String message = readiness.message();
    int room = Math.max(0, width - name.length() - mark.length() - 6);
    String shown = message.length() > room ? message.substring(0, room) : message;
    return "  "
        + palette.paint(style, mark)
        + " "
        + palette.paint(Style.STRONG, name)
        + "  "
        + palette.paint(Style.FAINT, shown);
  }

  private static String cut(String text, int width, Palette palette, Style style) {
    return palette.paint(style, text.length() > width - 1 ? text.substring(0, width - 1) : text);
  }
}
