package dev.tend.sandbox.structure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds fields that stand twice in one object of a JSON text. */
public final class DuplicateFields {
  private final JsonParser parser;
  private final List<String> found = new ArrayList<>();

  private DuplicateFields(JsonParser parser) {
    this.parser = parser;
  }

  /** Their paths as the server spells them, in order; none where the text isn't JSON. */
  public static List<String> in(byte[] json) {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      DuplicateFields search = new DuplicateFields(parser);
      search.value("", parser.nextToken());
      return search.found;
    } catch (IOException e) {
      return List.of();
    }
  }

  private void value(String path, JsonToken token) throws IOException {
    if (token == JsonToken.START_OBJECT) {
      Set<String> names = new HashSet<>();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        String at = path.isEmpty() ? name : path + "." + name;
        if (!names.add(name) && !found.contains(at)) {
          found.add(at);
        }
        value(at, parser.nextToken());
      }
    } else if (token == JsonToken.START_ARRAY) {
      int position = 0;
      JsonToken item;
      while ((item = parser.nextToken()) != JsonToken.END_ARRAY && item != null) {
        value(path + "[" + position++ + "]", item);
      }
    }
  }
}
