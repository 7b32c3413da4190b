package dev.tend.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A media type and its parameters.
 *
 * @param name {@code application/json}, in lower case
 */
public record MediaType(String name, Map<String, String> parameters) {
  /** The types of a header, in its order. */
  public static List<MediaType> list(String header) {
    List<MediaType> types = new ArrayList<>();
    for (String entry : header.split(",", -1)) {
      String[] parts = entry.strip().split(";", -1);
      if (!parts[0].isBlank()) {
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
          int equals = parts[i].indexOf('=');
          if (equals > 0) {
            parameters.put(
                parts[i].substring(0, equals).strip(), parts[i].substring(equals + 1).strip());
          }
        }
        types.add(new MediaType(parts[0].strip().toLowerCase(Locale.ROOT), parameters));
      }
    }
    return types;
  }

  /** The kind into which the answer is to be transformed ({@code as=Table}), or empty. */
  public String as() {
    return parameters.getOrDefault("as", "");
  }
}
