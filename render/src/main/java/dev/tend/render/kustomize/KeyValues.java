package dev.tend.render.kustomize;

import dev.tend.render.kustomize.load.Root;
import dev.tend.render.kustomize.model.BuildFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The data of a generator. */
final class KeyValues {
  private final Root root;
  private final Map<String, byte[]> values = new LinkedHashMap<>();

  KeyValues(Root root) {
    this.root = root;
  }

  Map<String, byte[]> read(Section fields) {
    fields.locatedEach("envs", this::environment);
    if (!fields.text("env").isEmpty()) {
      fields.located("env", () -> environment(fields.text("env")));
    }
    fields.locatedEach("literals", this::literal);
    fields.locatedEach("files", this::file);
    return values;
  }

  private int environment(String path) {
    String text = decoded(path, root.bytes(path));
    int number = 0;
    for (String line : text.split("\n", -1)) {
      String raw = number == 0 && line.startsWith("\ufeff") ? line.substring(1) : line;
      raw = raw.endsWith("\r") ? raw.substring(0, raw.length() - 1) : raw;
      number++;
      String entry = raw.stripLeading();
      if (entry.isEmpty() || entry.startsWith("#")) {
        continue;
      }
      int equals = entry.indexOf('=');
      String key = equals < 0 ? entry : entry.substring(0, equals);
      if (key.isEmpty()) {
        continue;
      }
      put(key, (equals < 0 ? "" : entry.substring(equals + 1)).getBytes(StandardCharsets.UTF_8));
    }
    return number;
  }

  private String decoded(String path, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BuildFailure(root.shown(path) + " is no text in UTF-8");
    }
  }

  private boolean literal(String source) {
    int equals = source.indexOf('=');
    if (equals <= 0) {
      throw new BuildFailure("The literal `" + source + "` is not of the form key=value");
    }
    String value = source.substring(equals + 1);
    char first = value.isEmpty() ? ' ' : value.charAt(0);
    boolean quoted =
        value.length() > 1
            && (first == '"' || first == '\'')
            && value.charAt(value.length() - 1) == first;
    String text = quoted ? value.substring(1, value.length() - 1) : value;
    put(source.substring(0, equals), text.getBytes(StandardCharsets.UTF_8));
    return true;
  }

  private boolean file(String source) {
    String[] parts = source.split("=", -1);
    if (parts.length > 2) {
      throw new BuildFailure("The file `" + source + "` has more than one = in it");
    }
    String path = parts[parts.length - 1];
    String key = parts.length == 2 ? parts[0] : path.substring(path.lastIndexOf('/') + 1);
    if (path.isEmpty() || key.isEmpty()) {
      throw new BuildFailure("The file `" + source + "` is not of the form path or key=path");
    }
    put(key, root.bytes(path));
    return true;
  }

  private void put(String key, byte[] value) {
    if (values.putIfAbsent(key, value) != null) {
      throw new BuildFailure("The key `" + key + "` stands twice in one generator");
    }
  }
}
