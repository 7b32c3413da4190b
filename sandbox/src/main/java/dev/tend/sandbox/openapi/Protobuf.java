package dev.tend.sandbox.openapi;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes a protobuf message, field by field. Values that are absent or zero are left out. */
final class Protobuf {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  byte[] bytes() {
    return out.toByteArray();
  }

  Protobuf text(int field, String value) {
    return value.isEmpty() ? this : delimited(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Protobuf flag(int field, boolean value) {
    return value ? number(field, 1) : this;
  }

  Protobuf number(int field, long value) {
    if (value != 0) {
      tag(field, VARINT);
      varint(value);
    }
    return this;
  }

  Protobuf fraction(int field, double value) {
    if (value != 0) {
      tag(field, FIXED64);
      out.writeBytes(
          ByteBuffer.allocate(Double.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putDouble(value)
              .array());
    }
    return this;
  }

  /** A message within this one; it is there even if it is empty. */
  Protobuf message(int field, Consumer<Protobuf> content) {
    Protobuf inner = new Protobuf();
    content.accept(inner);
    return delimited(field, inner.bytes());
  }

  private Protobuf delimited(int field, byte[] value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void tag(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
