package dev.tend.sandbox.conformance;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Makes a transcript of what was played. */
final class Recording {
  private Recording() {}

  /**
   * @param newest the minor version of the newest kubectl: an older one records only what that one
   *     doesn't play
   */
  static Transcript of(Transcript transcript, List<Player.Played> played, Place place, int newest) {
    int minor = place.kubectl().minor();
    Map<Step, Output> outputs = new IdentityHashMap<>();
    played.forEach(one -> outputs.put(one.step(), one.actual()));
    List<Step> steps =
        transcript.steps().stream()
            .map(
                step -> {
                  Output output = outputs.get(step);
                  boolean ours = minor == newest || !step.clients().contains(newest);
                  return output != null && ours ? step.expecting(output) : step;
                })
            .toList();
    return new Transcript(
        transcript.area(),
        transcript.name(),
        transcript.head(),
        minor == newest ? place.versions() : transcript.recorded(),
        transcript.rbac(),
        transcript.alone(),
        steps,
        transcript.tail());
  }
}
