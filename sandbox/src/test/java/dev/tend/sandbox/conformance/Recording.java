package dev.tend.sandbox.conformance;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes a transcript of what was played. */
final class Recording {
  /** What is asked about in vain is what this area is about. */
  private static final String ERRORS = "errors";

  private static final Pattern VAIN = Pattern.compile("\\(NotFound\\)|^No resources found");

  private Recording() {}

  /** Where most of a transcript finds nothing, what it meant to make was refused by mistake. */
  private static void refuseVain(Transcript transcript, List<Player.Played> played) {
    List<Player.Played> vain = played.stream().filter(Recording::isVain).toList();
    if (vain.size() * 2 > played.size() && !transcript.area().equals(ERRORS)) {
      throw new IllegalStateException(
          "%s is not recorded: %d of its %d commands find nothing, first %s says %s"
              .formatted(
                  transcript.title(),
                  vain.size(),
                  played.size(),
                  vain.getFirst().step().title(),
                  vain.getFirst().actual().err()));
    }
  }

  private static boolean isVain(Player.Played one) {
    return one.actual().err().stream().anyMatch(line -> VAIN.matcher(line).find());
  }

  /**
   * @param newest the minor version of the newest kubectl: an older one records only what that one
   *     doesn't play
   */
  static Transcript of(Transcript transcript, List<Player.Played> played, Place place, int newest) {
    int minor = place.kubectl().minor();
    Map<Step, Output> outputs = new IdentityHashMap<>();
    played.forEach(one -> outputs.put(one.step(), one.actual()));
    refuseVain(transcript, played);
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
