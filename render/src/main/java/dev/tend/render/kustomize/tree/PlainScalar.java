package dev.tend.render.kustomize.tree;

import dev.tend.manifest.WholeNumbers;
import java.util.regex.Pattern;

/**
 * What an unquoted scalar means to kustomize: YAML 1.2 with the octals of 1.1, and dates. (The
 * server and kubectl read YAML 1.1 instead; see {@code manifest}.)
 */
public final class PlainScalar {
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private PlainScalar() {}

  public static Tag resolve(String text) {
    if (text.isEmpty()) {
      return Tag.NULL;
    }
    char first = text.charAt(0);
    if (first >= '0' && first <= '9' || first == '+' || first == '-' || first == '.') {
      return numeric(text, first);
    }
    return switch (text) {
      case "~", "null", "Null", "NULL" -> Tag.NULL;
      case "true", "True", "TRUE", "false", "False", "FALSE" -> Tag.BOOLEAN;
      case "<<" -> Tag.MERGE;
      default -> Tag.STRING;
    };
  }

  private static Tag numeric(String text, char first) {
    if (isSpecialFloat(text)) {
      return Tag.FLOAT;
    }
    if (first == '.') {
      return FLOAT.matcher(text).matches() ? Tag.FLOAT : Tag.STRING;
    }
    if (Timestamps.parse(text).isPresent()) {
      return Tag.TIMESTAMP;
    }
    String digits = text.indexOf('_') < 0 ? text : text.replace("_", "");
    if (WholeNumbers.parse(digits).isPresent()) {
      return Tag.INTEGER;
    }
    return FLOAT.matcher(digits).matches() ? Tag.FLOAT : Tag.STRING;
  }

  static boolean isSpecialFloat(String text) {
    return switch (text) {
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> true;
      case "-.inf", "-.Inf", "-.INF", ".nan", ".NaN", ".NAN" -> true;
      default -> false;
    };
  }
}
