package dev.tend.schema.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code 'a %s and %d'.format([x, y])} makes. */
final class TextFormat {
  private static final int PRECISION = 6;

  private TextFormat() {}

  /** A placeholder: what it makes of a value. */
  record Clause(char verb, int precision) {
    /**
     * @throws CelFault where it is for values of another type
     */
    String text(Object value) {
      return clause(verb, precision, value);
    }
  }

  static String of(String pattern, List<?> values) {
    StringBuilder text = new StringBuilder();
    int used = 0;
    for (Object piece : pieces(pattern)) {
      if (piece instanceof Clause clause) {
        if (used >= values.size()) {
          throw new CelFault("index %d out of range".formatted(used));
        }
        text.append(clause.text(values.get(used++)));
      } else {
        text.append(piece);
      }
    }
    return text.toString();
  }

  /** The placeholders of a pattern, in their order. */
  static List<Clause> clauses(String pattern) {
    return pieces(pattern).stream()
        .filter(Clause.class::isInstance)
        .map(Clause.class::cast)
        .toList();
  }

  /** Characters and clauses. */
  private static List<Object> pieces(String pattern) {
    List<Object> pieces = new ArrayList<>();
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c != '%') {
        pieces.add(c);
        continue;
      }
      at++;
      if (at >= pattern.length()) {
        throw new CelFault("unexpected end of string");
      }
      if (pattern.charAt(at) == '%') {
        pieces.add('%');
        continue;
      }
      int precision = PRECISION;
      if (pattern.charAt(at) == '.') {
        int end = at + 1;
        while (end < pattern.length() && Character.isDigit(pattern.charAt(end))) {
          end++;
        }
        if (end == pattern.length()) {
          throw new CelFault(
              "error while parsing precision: could not find end of precision specifier");
        }
        precision = end == at + 1 ? PRECISION : Integer.parseInt(pattern.substring(at + 1, end));
        at = end;
      }
      if ("sdfeboxX".indexOf(pattern.charAt(at)) < 0) {
        throw new CelFault(
            "could not parse formatting clause: unrecognized formatting clause \"%c\""
                .formatted(pattern.charAt(at)));
      }
      pieces.add(new Clause(pattern.charAt(at), precision));
    }
    return pieces;
  }

  private static String clause(char verb, int precision, Object value) {
    return switch (verb) {
      case 's' -> text(value);
      case 'd' -> {
        if (value instanceof Long || value instanceof UnsignedLong) {
          yield value.toString();
        }
        throw mismatch("decimal clause can only be used on integers", value);
      }
      case 'f' -> GoNumbers.fixed(fraction(value, "fixed-point"), precision);
      case 'e' -> GoNumbers.scientific(fraction(value, "scientific"), precision);
      case 'b' -> {
        if (value instanceof Boolean flag) {
          yield flag ? "1" : "0";
        }
        yield radix(value, 2, "only integers and bools can be formatted as binary");
      }
      case 'o' -> radix(value, 8, "octal clause can only be used on integers");
      case 'x' -> hex(value);
      default -> hex(value).toUpperCase(Locale.ROOT);
    };
  }

  private static double fraction(Object value, String clause) {
    if (value instanceof Double number) {
      return number;
    }
    if (value instanceof String text) {
      switch (text) {
        case "NaN":
          return Double.NaN;
        case "Infinity":
          return Double.POSITIVE_INFINITY;
        case "-Infinity":
          return Double.NEGATIVE_INFINITY;
        default:
      }
    }
    throw mismatch("%s clause can only be used on doubles".formatted(clause), value);
  }

  private static String radix(Object value, int radix, String complaint) {
    if (value instanceof Long number) {
      return Long.toString(number, radix);
    } else if (value instanceof UnsignedLong number) {
      return number.bigIntegerValue().toString(radix);
    }
    throw mismatch(complaint, value);
  }

  private static String hex(Object value) {
    if (value instanceof String text) {
      return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof CelByteString bytes) {
      return HexFormat.of().formatHex(bytes.toByteArray());
    }
    return radix(value, 16, "only integers, byte buffers, and strings can be formatted as hex");
  }

  private static CelFault mismatch(String rule, Object value) {
    return new CelFault(
        "error during formatting: %s, was given %s".formatted(rule, Values.typeName(value)));
  }

  /** As the %s clause writes it. */
  private static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case Double number -> GoNumbers.shortest(number);
      case CelByteString bytes -> bytes.toStringUtf8();
      case Duration duration -> Values.seconds(duration);
      case NullValue ignored -> "null";
      case List<?> list -> listed(list);
      case Map<?, ?> map -> mapped(map);
      case ObjectValue object -> mapped(object.fields());
      case Long number -> number.toString();
      case UnsignedLong number -> number.toString();
      case Boolean flag -> flag.toString();
      case Instant time -> Values.timestamp(time);
      default ->
          throw mismatch(
              "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps",
              value);
    };
  }

  private static String listed(List<?> list) {
    return "[" + String.join(", ", list.stream().map(TextFormat::literal).toList()) + "]";
  }

  private static String mapped(Map<?, ?> map) {
    List<String> entries = new ArrayList<>();
    map.forEach((key, value) -> entries.add(literal(key) + ":" + literal(value)));
    entries.sort(null);
    return "{" + String.join(", ", entries) + "}";
  }

  private static String literal(Object value) {
    return switch (value) {
      case String text -> Texts.quote(text);
      case CelByteString bytes -> "b" + Texts.quote(bytes.toStringUtf8());
      case Double number -> GoNumbers.plainFixed(number, PRECISION);
      case Duration duration -> "duration(" + Texts.quote(Values.seconds(duration)) + ")";
      case Instant time -> "timestamp(" + Texts.quote(Values.timestamp(time)) + ")";
      default -> text(value);
    };
  }
}
