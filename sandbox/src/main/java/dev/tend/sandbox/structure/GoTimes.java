package dev.tend.sandbox.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times, as a server reads them and tells of what it can't. */
final class GoTimes {
  /** A part of a layout, and what it takes. */
  private record Part(String layout, Pattern syntax) {
    Part(String layout, String syntax) {
      this(layout, Pattern.compile(syntax));
    }
  }

  private static final List<Part> MINUTES =
      List.of(
          new Part("2006", "[0-9]{4}"),
          new Part("-", "-"),
          new Part("01", "[0-9]{2}"),
          new Part("-", "-"),
          new Part("02", "[0-9]{2}"),
          new Part("T", "T"),
          new Part("15", "[0-9]{1,2}"),
          new Part(":", ":"),
          new Part("04", "[0-9]{2}"),
          new Part(":", ":"));

  private static final List<Part> PARTS =
      parts(new Part("05", "[0-9]{2}(\\.[0-9]+)?"), new Part("Z07:00", "Z|[-+][0-9]{2}:[0-9]{2}"));

  private static final List<Part> MICRO_PARTS =
      parts(
          new Part("05", "[0-9]{2}"),
          new Part(".000000", "\\.[0-9]{6}"),
          new Part("Z07:00", "Z|[-+][0-9]{2}:[0-9]{2}"));

  private GoTimes() {}

  private static List<Part> parts(Part... seconds) {
    List<Part> parts = new ArrayList<>(MINUTES);
    parts.addAll(List.of(seconds));
    return List.copyOf(parts);
  }

  /** What is wrong with it. */
  static Optional<String> problem(String text, boolean micro) {
    String layout = micro ? "2006-01-02T15:04:05.000000Z07:00" : "2006-01-02T15:04:05Z07:00";
    if (text.isEmpty() && !micro) {
      return Optional.empty();
    }
    String rest = text;
    for (Part part : micro ? MICRO_PARTS : PARTS) {
      Matcher matcher = part.syntax.matcher(rest);
      if (!matcher.lookingAt()) {
        return Optional.of(
            "parsing time \"%s\" as \"%s\": cannot parse \"%s\" as \"%s\""
                .formatted(text, layout, rest, part.layout));
      }
      rest = rest.substring(matcher.end());
    }
    return rest.isEmpty()
        ? Optional.empty()
        : Optional.of("parsing time \"%s\": extra text: \"%s\"".formatted(text, rest));
  }
}
