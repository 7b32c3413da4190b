package dev.tend.cli.output;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Servers quote the whole value of a field that can't be changed, as Go writes it down. */
public final class LongValues {
  private static final Pattern QUOTED =
      Pattern.compile("(Invalid value: )(.*?)(: field is immutable)", Pattern.DOTALL);
  private static final Pattern STRUCT = Pattern.compile("[&*\\[\\]\\w./-]*\\{");
  private static final Pattern DIFFERENCE = Pattern.compile("\\R[\\s\\u00a0]*(@@ |core\\.)");
  private static final int LONG = 80;
  private static final int HEAD = 40;

  private LongValues() {}

  /**
   * The message with {@code core.PodTemplateSpec{...}} in place of two pages, and without the
   * difference of two objects that some end with; for people.
   */
  public static String shorten(String message) {
    String shortened =
        QUOTED
            .matcher(message)
            .replaceAll(
                match -> {
                  String value = match.group(2);
                  String shown = value.length() > LONG ? head(value) : value;
                  return Matcher.quoteReplacement(match.group(1) + shown + match.group(3));
                });
    Matcher difference = DIFFERENCE.matcher(shortened);
    return difference.find() ? shortened.substring(0, difference.start()) : shortened;
  }

  private static String head(String value) {
    Matcher struct = STRUCT.matcher(value);
    if (struct.lookingAt() && struct.end() <= LONG && value.endsWith("}")) {
      return struct.group() + "...}";
    }
    return value.substring(0, HEAD) + "...";
  }
}
