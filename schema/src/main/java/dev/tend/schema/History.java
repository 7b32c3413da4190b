package dev.tend.schema;

import dev.tend.manifest.BundledLines;
import dev.tend.manifest.GroupVersionKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which versions of Kubernetes have which types, fields and values, so far as not all from {@link
 * KubernetesVersion#OLDEST} to {@link KubernetesVersion#NEWEST} have them.
 */
final class History {
  /**
   * The versions that have something.
   *
   * @param from the first one; null where the oldest has it already
   * @param to the last one; null where the newest still has it
   */
  record Span(@Nullable KubernetesVersion from, @Nullable KubernetesVersion to) {
    static final Span ALWAYS = new Span(null, null);

    private static Span parse(String text) {
      int dash = text.indexOf('-');
      String from = text.substring(0, dash);
      String to = text.substring(dash + 1);
      return new Span(
          from.isEmpty() ? null : KubernetesVersion.parse(from),
          to.isEmpty() ? null : KubernetesVersion.parse(to));
    }

    boolean holds(KubernetesVersion version) {
      return (from == null || version.compareTo(from) >= 0)
          && (to == null || version.compareTo(to) <= 0);
    }

    /** {@code Versions from 1.32 on have it}. */
    String words() {
      if (from == null) {
        return to == null ? "Every version has it" : "Versions up to " + to + " have it";
      } else if (from.equals(to)) {
        return "Only version " + from + " has it";
      }
      return to == null
          ? "Versions from " + from + " on have it"
          : "Versions from " + from + " to " + to + " have it";
    }
  }

  /**
   * How a kind at a version came and went; texts are minor versions, or empty.
   *
   * @param replacement an apiVersion, or empty
   */
  record Life(String introduced, String deprecated, String removed, String replacement) {
    boolean deprecatedAt(KubernetesVersion version) {
      return !deprecated.isEmpty() && KubernetesVersion.parse(deprecated).compareTo(version) <= 0;
    }

    /** As servers word it. */
    String warning(GroupVersionKind gvk) {
      StringBuilder text =
          new StringBuilder(
              "%s %s is deprecated in v%s+".formatted(gvk.apiVersion(), gvk.kind(), deprecated));
      if (!removed.isEmpty()) {
        text.append(", unavailable in v").append(removed).append('+');
      }
      if (!replacement.isEmpty()) {
        text.append("; use ").append(replacement).append(' ').append(gvk.kind());
      }
      return text.toString();
    }
  }

  private final Map<String, Span> types = new HashMap<>();
  private final Map<String, Span> fields = new HashMap<>();
  private final Map<String, SortedMap<String, Span>> values = new HashMap<>();
  private final SortedMap<String, Boolean> kinds = new TreeMap<>();
  private final Map<String, Life> lives = new HashMap<>();

  private History() {}

  /** Read when first asked for; what the class path holds never changes. */
  private static final class Lazy {
    static final History KNOWN = read();

    private Lazy() {}
  }

  static History known() {
    return Lazy.KNOWN;
  }

  private static History read() {
    History history = new History();
    BundledLines.read(History.class, "history.txt").forEach(line -> history.add(line.split(" ")));
    return history;
  }

  private void add(String[] words) {
    switch (words[0]) {
      case "TYPE" -> types.put(words[1], Span.parse(words[2]));
      case "FIELD" -> fields.put(words[1] + " " + words[2], Span.parse(words[3]));
      case "VALUE" ->
          values
              .computeIfAbsent(words[1] + " " + words[2], key -> new TreeMap<>())
              .put(words[3], Span.parse(words[4]));
      case "KIND" -> kinds.put(words[1], words[2].equals("namespaced"));
      case "LIFE" ->
          lives.put(
              words[1],
              new Life(
                  unlessDash(words[2]),
                  unlessDash(words[3]),
                  unlessDash(words[4]),
                  unlessDash(words[5]).replaceAll(":.*", "")));
      default -> throw new IllegalStateException("history.txt: " + words[0]);
    }
  }

  private static String unlessDash(String text) {
    return text.equals("-") ? "" : text;
  }

  Span type(String definition) {
    return types.getOrDefault(definition, Span.ALWAYS);
  }

  Span field(String definition, String property) {
    return fields.getOrDefault(definition + " " + property, Span.ALWAYS);
  }

  /** Whether some version has a field of this name that others lack. */
  Optional<Span> knownField(String definition, String property) {
    return Optional.ofNullable(fields.get(definition + " " + property));
  }

  /** Values of a field's enumeration that came or went. */
  SortedMap<String, Span> values(String definition, String property) {
    return values.getOrDefault(definition + " " + property, new TreeMap<>());
  }

  /** Definitions of kinds that the default version lacks, and whether they are namespaced. */
  SortedMap<String, Boolean> otherKinds() {
    return kinds;
  }

  Optional<Life> life(String definition) {
    return Optional.ofNullable(lives.get(definition));
  }
}
