package dev.tend.sandbox.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/** One record of a journal: a checksum, a space, a JSON object, a newline. */
final class JournalLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader READER = MAPPER.reader();
  private static final ObjectWriter WRITER = MAPPER.writer();
  private static final int CHECKSUM_DIGITS = 8;

  private JournalLine() {}

  static byte[] write(ObjectNode record) {
    try {
      byte[] json = WRITER.writeValueAsBytes(record);
      byte[] line = new byte[CHECKSUM_DIGITS + json.length + 2];
      byte[] checksum = checksum(json, 0, json.length);
      System.arraycopy(checksum, 0, line, 0, CHECKSUM_DIGITS);
      line[CHECKSUM_DIGITS] = ' ';
      System.arraycopy(json, 0, line, CHECKSUM_DIGITS + 1, json.length);
      line[line.length - 1] = '\n';
      return line;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can't be written", e);
    }
  }

  /** Reads the line between two positions, its newline excluded; empty where it isn't whole. */
  static Optional<ObjectNode> read(byte[] bytes, int start, int end) {
    int json = start + CHECKSUM_DIGITS + 1;
    if (json > end) {
      return Optional.empty();
    }
    byte[] expected = checksum(bytes, json, end - json);
    for (int i = 0; i < CHECKSUM_DIGITS; i++) {
      if (bytes[start + i] != expected[i]) {
        return Optional.empty();
      }
    }
    try {
      JsonNode node = READER.readTree(bytes, json, end - json);
      return node instanceof ObjectNode record ? Optional.of(record) : Optional.empty();
    } catch (java.io.IOException e) {
      return Optional.empty();
    }
  }

  /** Where the line that starts there ends: at its newline; -1 where there is none. */
  static int end(byte[] bytes, int start) {
    for (int i = start; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static byte[] checksum(byte[] bytes, int offset, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, length);
    return HexFormat.of().toHexDigits((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII);
  }
}
