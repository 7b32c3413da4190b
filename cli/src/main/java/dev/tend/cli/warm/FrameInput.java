package dev.tend.cli.warm;

import dev.tend.cli.warm.Frames.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The standard input of another process, read when the command reads and no earlier. */
final class FrameInput extends InputStream {
  private final Frames frames;
  private final BlockingQueue<byte[]> pieces = new LinkedBlockingQueue<>();
  private volatile String fault = "";
  private byte[] piece = {};
  private int position;
  private boolean ended;

  FrameInput(Frames frames) {
    this.frames = frames;
  }

  /** The next piece; one without bytes is the end. */
  void add(byte[] bytes) {
    pieces.add(bytes);
  }

  /** There is no next piece. */
  void fail(String why) {
    fault = why;
    add(new byte[] {});
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == piece.length && !ended) {
      fetch();
    }
    if (ended) {
      return -1;
    }
    int count = Math.min(length, piece.length - position);
    System.arraycopy(piece, position, into, from, count);
    position += count;
    return count;
  }

  private void fetch() throws IOException {
    frames.send(Kind.WANT_INPUT);
    try {
      piece = pieces.take();
      if (!fault.isEmpty()) {
        throw new IOException(fault);
      }
      position = 0;
      ended = piece.length == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
