package dev.tend.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A resource of lines, perhaps compressed, each a name, a tab and a text; read when first asked.
 */
final class Lines {
  private final String resource;
  private volatile @Nullable SortedMap<String, Slice> slices;

  Lines(String resource) {
    this.resource = resource;
  }

  /** A part of a text's bytes, in UTF-8. */
  record Slice(byte[] bytes, int offset, int length) {}

  SortedSet<String> names() {
    return new TreeSet<>(slices().keySet());
  }

  Optional<Slice> find(String name) {
    return Optional.ofNullable(slices().get(name));
  }

  private SortedMap<String, Slice> slices() {
    SortedMap<String, Slice> known = slices;
    if (known == null) {
      known = split(inflate());
      slices = known;
    }
    return known;
  }

  private byte[] inflate() {
    try (InputStream in = Lines.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing: build the module with Maven");
      }
      return resource.endsWith(".gz")
          ? new GZIPInputStream(in, 1 << 16).readAllBytes()
          : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, Slice> split(byte[] bytes) {
    var slices = new TreeMap<String, Slice>();
    int start = 0;
    int tab = -1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\t' && tab < start) {
        tab = i;
      } else if (bytes[i] == '\n') {
        String name = new String(bytes, start, tab - start, StandardCharsets.UTF_8);
        slices.put(name, new Slice(bytes, tab + 1, i - tab - 1));
        start = i + 1;
      }
    }
    return slices;
  }
}
