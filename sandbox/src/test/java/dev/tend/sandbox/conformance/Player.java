package dev.tend.sandbox.conformance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Plays a transcript, to compare it or to record it. */
final class Player {
  /** A step and what it said here, normalised. */
  record Played(Step step, Output actual) {
    boolean agrees() {
      return step.comparable(actual).equals(step.comparable(step.expected()));
    }
  }

  private static final Duration PATIENCE =
      Duration.ofSeconds(Integer.getInteger("conformance.patience", 60));

  /** For what isn't expected to come: an expected difference. */
  private static final Duration LITTLE_PATIENCE = Duration.ofSeconds(3);

  /** What has not changed for so long is recorded. */
  private static final Duration SETTLED = Duration.ofSeconds(3);

  /** What kubectl logs when asked to; no other line of its begins so. */
  private static final Pattern LOGGED = Pattern.compile("I\\d{4} \\d\\d:\\d\\d:.*");

  private static final Pattern WATCHES = Pattern.compile("watch=true.*200 OK");

  private final Place place;
  private final boolean recording;
  private final Predicate<Step> hopeless;

  /**
   * @param hopeless the steps that are expected to differ
   */
  Player(Place place, boolean recording, Predicate<Step> hopeless) {
    this.place = place;
    this.recording = recording;
    this.hopeless = hopeless;
  }

  List<Played> play(Transcript transcript) throws IOException, InterruptedException {
    Shell shell = place.shell(transcript);
    String namespace = transcript.namespace();
    place.namespaces().create(namespace, shell);
    Map<String, Shell.Running> background = new LinkedHashMap<>();
    try {
      List<Played> played = new ArrayList<>();
      Normaliser normaliser = new Normaliser(place.folder(transcript).toString());
      for (Step step : transcript.steps()) {
        if (step.clients().contains(place.kubectl().minor())) {
          played.add(new Played(step, run(step, shell, normaliser, background)));
        }
      }
      return played;
    } finally {
      background.values().forEach(Shell.Running::close);
      place.namespaces().delete(namespace, shell);
    }
  }

  private Output run(
      Step step, Shell shell, Normaliser normaliser, Map<String, Shell.Running> background)
      throws IOException, InterruptedException {
    String script = String.join("\n", step.command()) + "\n";
    return switch (step.mode()) {
      case ONCE -> step.comparable(normaliser.normalise(shell.run(script)));
      case EVENTUALLY -> until(step, () -> normaliser.normalise(shell.run(script)));
      case BACKGROUND -> {
        Shell.Running running = shell.start("exec " + logging(script));
        background.put(step.label(), running);
        awaitWatch(step, running);
        yield Output.NOTHING;
      }
      case COLLECT -> {
        Shell.Running running = background.remove(step.label());
        if (running == null) {
          throw new IOException("nothing runs as " + step.label());
        }
        try (running) {
          yield until(step, () -> normaliser.normalise(running.output().without(LOGGED)));
        }
      }
    };
  }

  /** As many watches say nothing when they stand, kubectl has to log its requests. */
  private static String logging(String script) throws IOException {
    if (!script.startsWith("kubectl ")) {
      throw new IOException("only kubectl runs in the background, and not: " + script);
    }
    return script.replaceFirst("kubectl ", "kubectl -v=6 ");
  }

  private static void awaitWatch(Step step, Shell.Running running)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (running.output().err().stream().noneMatch(line -> WATCHES.matcher(line).find())) {
      if (!running.process().isAlive() || System.nanoTime() > end) {
        throw new IOException("no watch stands of %s: %s".formatted(step, running.output()));
      }
      Thread.sleep(20);
    }
  }

  private interface Asking {
    Output ask() throws IOException, InterruptedException;
  }

  private Output until(Step step, Asking asking) throws IOException, InterruptedException {
    Duration patience = hopeless.test(step) && !recording ? LITTLE_PATIENCE : PATIENCE;
    long start = System.nanoTime();
    long changed = start;
    Output last = step.comparable(asking.ask());
    for (long pause = 100; ; pause = Math.min(800, pause * 2)) {
      long now = System.nanoTime();
      boolean done =
          recording
              ? now - changed > SETTLED.toNanos()
              : last.equals(step.comparable(step.expected()));
      if (done || now - start > patience.toNanos()) {
        return last;
      }
      Thread.sleep(pause);
      Output next = step.comparable(asking.ask());
      if (!next.equals(last)) {
        last = next;
        changed = System.nanoTime();
      }
    }
  }
}
