package dev.tend.sandbox.protobuf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one message, one after the other. */
final class Wire {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final ByteBuffer bytes;

  Wire(byte[] message) {
    this.bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A field as it stands: a number, or bytes. */
  record Value(int field, long number, byte[] content) {
    String text() {
      return new String(content, StandardCharsets.UTF_8);
    }

    boolean isTrue() {
      return number != 0;
    }
  }

  boolean hasMore() {
    return bytes.hasRemaining();
  }

  /**
   * @throws IllegalArgumentException where it isn't protobuf
   */
  Value next() {
    try {
      long tag = varint();
      int field = (int) (tag >>> 3);
      return switch ((int) (tag & 7)) {
        case VARINT -> new Value(field, varint(), new byte[0]);
        case FIXED64 -> new Value(field, bytes.getLong(), new byte[0]);
        case FIXED32 -> new Value(field, bytes.getInt(), new byte[0]);
        case DELIMITED -> {
          long length = varint();
          if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("a field ends beyond its message");
          }
          byte[] content = new byte[(int) length];
          bytes.get(content);
          yield new Value(field, 0, content);
        }
        default -> throw new IllegalArgumentException("an unknown wire type");
      };
    } catch (java.nio.BufferUnderflowException e) {
      throw new IllegalArgumentException("the message ends too early", e);
    }
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte b = bytes.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number is too long");
  }
}
