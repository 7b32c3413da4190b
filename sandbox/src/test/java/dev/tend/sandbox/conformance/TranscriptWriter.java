package dev.tend.sandbox.conformance;

import java.util.ArrayList;
import java.util.List;

/** Writes transcripts as they are read. */
final class TranscriptWriter {
  private TranscriptWriter() {}

  static String write(Transcript transcript) {
    List<String> lines = new ArrayList<>(transcript.head());
    if (!transcript.recorded().isEmpty()) {
      lines.add("@ " + transcript.recorded());
    }
    if (transcript.rbac()) {
      lines.add("% rbac");
    }
    if (transcript.alone()) {
      lines.add("% alone");
    }
    for (Step step : transcript.steps()) {
      lines.add("");
      lines.addAll(step.comments());
      directives(step, lines);
      for (int i = 0; i < step.command().size(); i++) {
        lines.add((i == 0 ? "$ " : "") + step.command().get(i));
      }
      lines.addAll(step.expected().lines());
    }
    if (!transcript.tail().isEmpty()) {
      lines.add("");
      lines.addAll(transcript.tail());
    }
    return String.join("\n", lines) + "\n";
  }

  private static void directives(Step step, List<String> lines) {
    if (!step.clients().equals(KubectlRange.ALL)) {
      lines.add("% kubectl " + step.clients());
    }
    if (step.sorted()) {
      lines.add("% sorted");
    }
    if (step.distinct()) {
      lines.add("% distinct");
    }
    switch (step.mode()) {
      case ONCE -> {}
      case EVENTUALLY -> lines.add("% eventually");
      case BACKGROUND -> lines.add("% background " + step.label());
      case COLLECT -> lines.add("% collect " + step.label());
    }
  }
}
