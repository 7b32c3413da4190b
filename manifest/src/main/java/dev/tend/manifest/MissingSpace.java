package dev.tend.manifest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises {@code key:value}, which YAML takes for one word. */
final class MissingSpace {
  private static final Pattern JOINED =
      Pattern.compile("(?:- +)*([A-Za-z_][A-Za-z0-9_.-]*):([^\\s:/]\\S*)(?: .*)?");

  private MissingSpace() {}

  /** The {@code key:value} that a text begins with. */
  static Optional<String> in(String text) {
    Matcher matcher = JOINED.matcher(text.strip().lines().findFirst().orElse(""));
    return matcher.matches()
        ? Optional.of(matcher.group(1) + ":" + matcher.group(2))
        : Optional.empty();
  }

  static String message(String word) {
    return "`" + word + "` has no space after its colon, so it is one word and no field";
  }

  /** What to write instead; empty where the text has no such word. */
  static String hint(String text) {
    return in(text).map(word -> "Write `" + word.replaceFirst(":", ": ") + "`").orElse("");
  }
}
