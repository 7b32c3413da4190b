package dev.tend.schema.cel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A semantic version 2.0; what follows a plus doesn't order it. */
record SemanticVersion(long major, long minor, long patch, List<String> preRelease)
    implements Comparable<SemanticVersion> {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)"
              + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?"
              + "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  SemanticVersion {
    preRelease = List.copyOf(preRelease);
  }

  static SemanticVersion parse(String text) {
    if (text.isEmpty()) {
      throw new CelFault("Version string empty");
    }
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new CelFault(complaint(text));
    }
    List<String> pre =
        matcher.group(4) == null ? List.of() : Arrays.asList(matcher.group(4).split("\\.", -1));
    for (String part : pre) {
      if (part.length() > 1 && part.startsWith("0") && NUMBER.matcher(part).matches()) {
        throw new CelFault(
            "Numeric PreRelease version must not contain leading zeroes \"%s\"".formatted(part));
      }
    }
    return new SemanticVersion(
        number(matcher.group(1)), number(matcher.group(2)), number(matcher.group(3)), pre);
  }

  /** With a leading v, missing parts and leading zeros put right. */
  static SemanticVersion parseTolerant(String text) {
    List<String> parts =
        new ArrayList<>(Arrays.asList(text.replaceFirst("^v", "").split("\\.", 3)));
    parts.replaceAll(part -> part.length() > 1 ? withoutZeros(part) : part);
    if (parts.size() < 3) {
      if (parts.getLast().contains("+") || parts.getLast().contains("-")) {
        throw new CelFault("short version cannot contain PreRelease/Build meta data");
      }
      while (parts.size() < 3) {
        parts.add("0");
      }
    }
    return parse(String.join(".", parts));
  }

  private static String withoutZeros(String part) {
    String rest = part.replaceFirst("^0+", "");
    return rest.isEmpty() || !Character.isDigit(rest.charAt(0)) ? "0" + rest : rest;
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new CelFault("strconv.ParseUint: parsing \"%s\": value out of range".formatted(digits));
    }
  }

  private static String complaint(String text) {
    String[] parts = text.split("\\.", 3);
    if (parts.length != 3) {
      return "No Major.Minor.Patch elements found";
    }
    String[] names = {"major", "minor"};
    for (int i = 0; i < names.length; i++) {
      String name = i == 0 ? "Major" : "Minor";
      if (!NUMBER.matcher(parts[i]).matches()) {
        return "Invalid character(s) found in %s number \"%s\"".formatted(names[i], parts[i]);
      }
      if (parts[i].length() > 1 && parts[i].startsWith("0")) {
        return "%s number must not contain leading zeroes \"%s\"".formatted(name, parts[i]);
      }
    }
    String patch = parts[2].replaceFirst("[-+].*", "");
    if (!NUMBER.matcher(patch).matches()) {
      return "Invalid character(s) found in patch number \"%s\"".formatted(patch);
    }
    if (patch.length() > 1 && patch.startsWith("0")) {
      return "Patch number must not contain leading zeroes \"%s\"".formatted(patch);
    }
    return "Invalid character(s) found in prerelease \"%s\""
        .formatted(parts[2].substring(patch.length()));
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int compared = Long.compare(major, other.major);
    compared = compared == 0 ? Long.compare(minor, other.minor) : compared;
    compared = compared == 0 ? Long.compare(patch, other.patch) : compared;
    return compared == 0 ? comparePreRelease(other) : compared;
  }

  private int comparePreRelease(SemanticVersion other) {
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
    }
    for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
      int compared = compareParts(preRelease.get(i), other.preRelease.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return Integer.compare(preRelease.size(), other.preRelease.size());
  }

  private static int compareParts(String one, String other) {
    boolean number = NUMBER.matcher(one).matches();
    boolean otherNumber = NUMBER.matcher(other).matches();
    if (number && otherNumber) {
      return new BigInteger(one).compareTo(new BigInteger(other));
    }
    return number == otherNumber ? one.compareTo(other) : (number ? -1 : 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SemanticVersion version && compareTo(version) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(major * 31 + minor) * 31 + Long.hashCode(patch);
  }
}
