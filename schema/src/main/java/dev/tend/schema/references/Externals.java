package dev.tend.schema.references;

import dev.tend.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What users say is elsewhere: {@code KIND/NAME} with {@code *} for anything, in either part. An
 * object's annotation speaks for its own references, an option for all.
 */
public final class Externals {
  /** Takes patterns, separated by commas or blanks. */
  public static final String ANNOTATION = "tend.dev/external";

  private final List<Pattern> patterns;

  private Externals(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * @param words as {@code Secret/db-*}; a word without a slash is a kind, and means all of it
   */
  public static Externals of(List<String> words) {
    List<Pattern> patterns = new ArrayList<>();
    for (String word : words) {
      for (String one : word.strip().split("[,\\s]+")) {
        if (!one.isEmpty()) {
          patterns.add(pattern(one.contains("/") || one.equals("*") ? one : one + "/*"));
        }
      }
    }
    return new Externals(List.copyOf(patterns));
  }

  private static Pattern pattern(String glob) {
    String text = glob.equals("*") ? "*/*" : glob;
    StringBuilder expression = new StringBuilder();
    for (String part : text.split("\\*", -1)) {
      expression.append(expression.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE);
  }

  boolean cover(Manifest from, String kind, String name) {
    String said = from.content().path("metadata").path("annotations").path(ANNOTATION).asText("");
    return matches(kind, name) || !said.isEmpty() && of(List.of(said)).matches(kind, name);
  }

  private boolean matches(String kind, String name) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(kind + "/" + name).matches());
  }
}
