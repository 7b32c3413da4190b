package dev.tend.schema.cel;

import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;

/** Functions of strings (version 2 of the extension), and of regular expressions. */
final class StringsLibrary {
  private static final CelType TEXTS = ListType.create(STRING);

  private StringsLibrary() {}

  static List<Function> functions() {
    return List.of(
        Function.member(
            "charAt",
            "string_char_at_int",
            STRING,
            List.of(STRING, INT),
            a -> Texts.charAt(text(a, 0), number(a, 1))),
        Function.member(
            "indexOf",
            "string_index_of_string",
            INT,
            List.of(STRING, STRING),
            a -> Texts.indexOf(text(a, 0), text(a, 1), 0)),
        Function.member(
            "indexOf",
            "string_index_of_string_int",
            INT,
            List.of(STRING, STRING, INT),
            a -> Texts.indexOf(text(a, 0), text(a, 1), number(a, 2))),
        Function.member(
            "lastIndexOf",
            "string_last_index_of_string",
            INT,
            List.of(STRING, STRING),
            a -> Texts.lastIndexOf(text(a, 0), text(a, 1))),
        Function.member(
            "lastIndexOf",
            "string_last_index_of_string_int",
            INT,
            List.of(STRING, STRING, INT),
            a -> Texts.lastIndexOf(text(a, 0), text(a, 1), number(a, 2))),
        Function.member(
            "join", "list_join", STRING, List.of(TEXTS), a -> Texts.join((List<?>) a[0], "")),
        Function.member(
            "join",
            "list_join_string",
            STRING,
            List.of(TEXTS, STRING),
            a -> Texts.join((List<?>) a[0], text(a, 1))),
        Function.member(
            "lowerAscii",
            "string_lower_ascii",
            STRING,
            List.of(STRING),
            a -> Texts.lowerAscii(text(a, 0))),
        Function.member(
            "upperAscii",
            "string_upper_ascii",
            STRING,
            List.of(STRING),
            a -> Texts.upperAscii(text(a, 0))),
        Function.member(
            "replace",
            "string_replace_string_string",
            STRING,
            List.of(STRING, STRING, STRING),
            a -> Texts.replace(text(a, 0), text(a, 1), text(a, 2), -1)),
        Function.member(
            "replace",
            "string_replace_string_string_int",
            STRING,
            List.of(STRING, STRING, STRING, INT),
            a -> Texts.replace(text(a, 0), text(a, 1), text(a, 2), number(a, 3))),
        Function.member(
            "split",
            "string_split_string",
            TEXTS,
            List.of(STRING, STRING),
            a -> Texts.split(text(a, 0), text(a, 1), -1)),
        Function.member(
            "split",
            "string_split_string_int",
            TEXTS,
            List.of(STRING, STRING, INT),
            a -> Texts.split(text(a, 0), text(a, 1), number(a, 2))),
        Function.member(
            "substring",
            "string_substring_int",
            STRING,
            List.of(STRING, INT),
            a -> Texts.substring(text(a, 0), number(a, 1))),
        Function.member(
            "substring",
            "string_substring_int_int",
            STRING,
            List.of(STRING, INT, INT),
            a -> Texts.substring(text(a, 0), number(a, 1), number(a, 2))),
        Function.member("trim", "string_trim", STRING, List.of(STRING), a -> text(a, 0).strip()),
        Function.member(
            "format",
            "string_format",
            STRING,
            List.of(STRING, ListType.create(SimpleType.DYN)),
            a -> TextFormat.of(text(a, 0), (List<?>) a[1])),
        Function.global(
            "strings.quote",
            "strings_quote",
            STRING,
            List.of(STRING),
            a -> Texts.quote(text(a, 0))),
        Function.member(
            "find",
            "string_find_string",
            STRING,
            List.of(STRING, STRING),
            a -> find(text(a, 0), text(a, 1))),
        Function.member(
            "findAll",
            "string_find_all_string",
            TEXTS,
            List.of(STRING, STRING),
            a -> findAll(text(a, 0), text(a, 1), -1)),
        Function.member(
            "findAll",
            "string_find_all_string_int",
            TEXTS,
            List.of(STRING, STRING, INT),
            a -> findAll(text(a, 0), text(a, 1), number(a, 2))));
  }

  private static String text(Object[] arguments, int index) {
    return (String) arguments[index];
  }

  private static long number(Object[] arguments, int index) {
    return (Long) arguments[index];
  }

  private static String find(String text, String regex) {
    Matcher matcher = compile(regex).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  private static List<String> findAll(String text, String regex, long limit) {
    List<String> found = new ArrayList<>();
    Matcher matcher = compile(regex).matcher(text);
    while ((limit < 0 || found.size() < limit) && matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new CelFault("Illegal regex: " + e.getMessage());
    }
  }
}
