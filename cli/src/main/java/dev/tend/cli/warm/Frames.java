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
import java.util.concurrent.locks.ReentrantLock;

/** What goes over the socket: an {@link Invocation}, then frames of a kind, a length and bytes. */
final class Frames {
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
    /** Ctrl-C or SIGTERM. */
    INTERRUPT
  }

  record Frame(Kind kind, byte[] bytes) {}

  private static final byte[] NOTHING = {};
  private static final Kind[] KINDS = Kind.values();

  private final ReentrantLock lock = new ReentrantLock();
  private final DataInputStream in;
  private final DataOutputStream out;

  Frames(SocketChannel channel) {
    this.in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
    this.out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
  }

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

  void send(Kind kind, byte[] bytes, int from, int length) throws IOException {
    lock.lock();
    try {
      out.writeByte(kind.ordinal());
      out.writeInt(length);
      out.write(bytes, from, length);
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next. */
  Frame next() throws IOException {
    int kind = in.readByte();
    if (kind < 0 || kind >= KINDS.length) {
      throw new IOException("a frame of kind " + kind);
    }
    int length = in.readInt();
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
        send(kind, bytes, from, length);
      }
    };
  }
}
