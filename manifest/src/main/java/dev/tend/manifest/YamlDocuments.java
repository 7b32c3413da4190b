package dev.tend.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a source at its document markers, before anything is parsed: so a document that can't be
 * read takes no other with it.
 */
final class YamlDocuments {
  private YamlDocuments() {}

  /** The documents that hold more than comments. */
  static List<YamlDocument> of(SourceText source) {
    String text = source.text();
    int start = text.startsWith("\ufeff") ? 1 : 0;
    if (firstCharacter(text, start) == '{') {
      List<YamlDocument> documents = json(source, start);
      if (!documents.isEmpty()) {
        return documents;
      }
    }
    return yaml(source, start);
  }

  private static List<YamlDocument> yaml(SourceText source, int begin) {
    String text = source.text();
    List<YamlDocument> documents = new ArrayList<>();
    int start = begin;
    int startLine = 0;
    int line = 0;
    boolean content = false;
    boolean directives = false;
    for (int at = begin; at < text.length(); ) {
      int next = text.indexOf('\n', at) + 1;
      int end = next == 0 ? text.length() : next;
      boolean opens = isMarker(text, at, end, '-');
      boolean closes = isMarker(text, at, end, '.');
      if (opens && !directives) {
        if (content) {
          documents.add(document(source, start, at, documents.size() + 1, startLine));
        }
        start = at;
        startLine = line;
        content = false;
      }
      directives = (directives || !content && text.charAt(at) == '%') && !opens;
      content |= !closes && !directives && holdsContent(text, opens ? at + 3 : at, end);
      line++;
      at = end;
      if (closes) {
        if (content) {
          documents.add(document(source, start, at, documents.size() + 1, startLine));
        }
        start = at;
        startLine = line;
        content = false;
      }
    }
    if (content) {
      documents.add(document(source, start, text.length(), documents.size() + 1, startLine));
    }
    return documents;
  }

  private static YamlDocument document(SourceText source, int from, int to, int number, int line) {
    String text = source.text().substring(from, to);
    return new YamlDocument(source, text, number, line, 0, false);
  }

  private static boolean isMarker(String text, int at, int end, char sign) {
    return end - at >= 3
        && text.charAt(at) == sign
        && text.charAt(at + 1) == sign
        && text.charAt(at + 2) == sign
        && (end - at == 3 || " \t\r\n".indexOf(text.charAt(at + 3)) >= 0);
  }

  private static boolean holdsContent(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '#') {
        return false;
      }
      if (" \t\r\n".indexOf(c) < 0) {
        return true;
      }
    }
    return false;
  }

  private static char firstCharacter(String text, int start) {
    for (int i = start; i < text.length(); i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return text.charAt(i);
      }
    }
    return ' ';
  }

  /** One document for each object of a JSON stream; none where it isn't strict JSON. */
  private static List<YamlDocument> json(SourceText source, int start) {
    String text = source.text();
    List<YamlDocument> documents = new ArrayList<>();
    int line = 0;
    int lineStart = start;
    int seen = start;
    try (JsonParser parser = new JsonFactory().createParser(text.substring(start))) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        int from = start + (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        int to = start + (int) parser.currentLocation().getCharOffset();
        for (int i = seen; i < from; i++) {
          if (text.charAt(i) == '\n') {
            line++;
            lineStart = i + 1;
          }
        }
        seen = from;
        String one = text.substring(from, to);
        int number = documents.size() + 1;
        documents.add(new YamlDocument(source, one, number, line, from - lineStart, true));
      }
      return parser.currentToken() == null ? documents : List.of();
    } catch (IOException notJson) {
      return List.of();
    }
  }
}
