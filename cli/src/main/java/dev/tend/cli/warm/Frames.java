package dev.tend.cli.warm;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What goes over the socket: an {@link Invocation}, then frames of a kind, a length and bytes. One
 * thread writes them all: a channel is closed when an interrupted thread writes to it, and those
 * who have something to say may be interrupted at any time.
 */
final class Frames implements AutoCloseable {
  /** What a frame says. The first five come from the process that runs the command. */
  enum Kind {
    /** I would run this; tell me to. Nothing has happened yet. */
    READY,
    OUT,
    ERR,
    /** The command wants to read its standard input. */
    WANT_INPUT,
    /** The exit code, one byte. */
    END,
    /** Run it. */
    RUN,
    /** Of standard input; without bytes its end. */
    INPUT,
    /** Why standard input can't be read. */
    INPUT_FAULT,
    /** Ctrl-C or SIGTERM. */
    INTERRUPT
  }

  record Frame(Kind kind, byte[] bytes) {}

  private static final byte[] NOTHING = {};
  private static final Frame LAST = new Frame(Kind.END, NOTHING);
  private static final Kind[] KINDS = Kind.values();
  private static final int LARGEST = 1 << 20;
  private static final int WAITING = 64;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final BlockingQueue<Frame> outgoing = new LinkedBlockingQueue<>(WAITING);
  private final Thread writer;
  private volatile boolean broken;

  Frames(SocketChannel channel) {
    this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
    this.writer = Thread.ofPlatform().daemon().name("frames").start(this::write);
  }

  /** Says what is to be run, before any frame. */
  void send(Invocation invocation) throws IOException {
    invocation.write(out);
    out.flush();
  }

  Invocation invocation() throws IOException {
    return Invocation.read(in);
  }

  void send(Kind kind) throws IOException {
    send(kind, NOTHING, 0, 0);
  }

  /**
   * Leaves a frame to be written, in turn.
   *
   * @throws IOException where the other side is gone
   */
  void send(Kind kind, byte[] bytes, int from, int length) throws IOException {
    send(new Frame(kind, Arrays.copyOfRange(bytes, from, from + length)));
  }

  private void send(Frame frame) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!broken) {
        try {
          outgoing.put(frame);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      throw new IOException("the other side is gone");
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void write() {
    try {
      for (Frame frame = outgoing.take(); frame != LAST; frame = outgoing.take()) {
        out.writeByte(frame.kind().ordinal());
        out.writeInt(frame.bytes().length);
        out.write(frame.bytes());
        if (outgoing.isEmpty()) {
          out.flush();
        }
      }
      out.flush();
    } catch (IOException | InterruptedException e) {
      broken = true;
      outgoing.clear();
    }
  }

  /** Waits until all frames are written. */
  @Override
  public void close() {
    boolean interrupted = Thread.interrupted();
    try {
      send(LAST);
      while (writer.isAlive()) {
        try {
          writer.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (IOException e) {
      // Nobody is there to whom anything could be written.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the next. */
  Frame next() throws IOException {
    int kind = in.readByte();
    int length = in.readInt();
    if (kind < 0 || kind >= KINDS.length || length < 0 || length > LARGEST) {
      throw new IOException("a frame of kind " + kind + " and length " + length);
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return new Frame(KINDS[kind], bytes);
  }

  /** A stream that leaves in frames; buffer it. */
  OutputStream stream(Kind kind) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        for (int start = from; start < from + length; start += LARGEST) {
          send(kind, bytes, start, Math.min(LARGEST, from + length - start));
        }
      }
    };
  }
}
