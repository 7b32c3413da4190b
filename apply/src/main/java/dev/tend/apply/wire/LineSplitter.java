package dev.tend.apply.wire;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.function.Consumer;

/** Cuts what is written to it into lines. */
public final class LineSplitter extends OutputStream {
  private final Consumer<byte[]> lines;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

  /**
   * @param lines takes each line, without its end, once it is there
   */
  public LineSplitter(Consumer<byte[]> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void write(int next) {
    write(new byte[] {(byte) next}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int start = offset;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        partial.write(bytes, start, i - start);
        lines.accept(partial.toByteArray());
        partial.reset();
        start = i + 1;
      }
    }
    partial.write(bytes, start, offset + length - start);
  }

  /** What came after the last line's end. */
  public synchronized byte[] remainder() {
    return partial.toByteArray();
  }
}
