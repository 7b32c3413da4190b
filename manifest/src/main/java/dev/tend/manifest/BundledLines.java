package dev.tend.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lines of a text that lies beside a class: a fact in each. */
public final class BundledLines {
  private BundledLines() {}

  /**
   * Without those that are empty or begin with a hash.
   *
   * @throws IllegalStateException where this build has no such file
   */
  public static List<String> read(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing: build the module with Maven");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * An object in a line.
   *
   * @throws IllegalStateException where it isn't one
   */
  public static ObjectNode object(String line) {
    return JsonTree.read(line)
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast)
        .orElseThrow(() -> new IllegalStateException("no object: " + line));
  }
}
