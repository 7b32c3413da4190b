package dev.tend.sandbox.server;

import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/** Large documents, kept until the served kinds change. */
final class DocumentCache {
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /** A document and what tells it from others. */
  record Entry(long generation, byte[] bytes, String etag) {}

  Entry get(long generation, String name, Supplier<byte[]> document) {
    return entries.compute(
        name,
        (key, present) -> {
          if (present != null && present.generation() == generation) {
            return present;
          }
          byte[] bytes = document.get();
          CRC32C checksum = new CRC32C();
          checksum.update(bytes);
          String etag =
              "\"%s-%d\""
                  .formatted(HexFormat.of().toHexDigits((int) checksum.getValue()), bytes.length);
          return new Entry(generation, bytes, etag);
        });
  }
}
