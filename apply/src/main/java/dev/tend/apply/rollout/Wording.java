package dev.tend.apply.rollout;

import dev.tend.manifest.ResourceId;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The small parts that sentences are made of. */
final class Wording {
  private static final Map<String, String> SHORT_NAMES =
      Map.of("Deployment", "deploy", "StatefulSet", "sts", "DaemonSet", "ds", "ReplicaSet", "rs");

  private Wording() {}

  /** {@code 1 pod}, {@code 2 pods}. */
  static String count(long number, String noun) {
    return number + " " + (number == 1 ? noun : noun + "s");
  }

  /** {@code 45s}, {@code 3m}, {@code 2h5m}. */
  static String brief(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 60) {
      return minutes + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
    }
    return minutes / 60 + "h" + (minutes % 60 == 0 ? "" : minutes % 60 + "m");
  }

  /** What to type for an object: {@code deploy/web -n shop}. */
  static String argument(ResourceId id) {
    String kind = SHORT_NAMES.getOrDefault(id.kind(), id.kind().toLowerCase(Locale.ROOT));
    return kind + "/" + id.name() + (id.namespace().isEmpty() ? "" : " -n " + id.namespace());
  }

  /** Foreign sentences become parts of ours. */
  static String withoutFinalStop(String sentence) {
    String text = sentence.strip();
    return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }
}
