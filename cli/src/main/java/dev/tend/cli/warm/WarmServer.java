package dev.tend.cli.warm;

import dev.tend.cli.output.Environment;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntBiFunction;

/** Runs commands for other processes of this user that ask over a socket in the file system. */
public final class WarmServer implements AutoCloseable {
  private static final int AT_ONCE = 8;
  private static final long RETRY_NANOS = 10_000_000;

  private final ServerSocketChannel channel;
  private final Path socket;
  private final String build;
  private final ToIntBiFunction<Environment, String[]> commands;
  private final Semaphore free = new Semaphore(AT_ONCE);

  private WarmServer(
      ServerSocketChannel channel, Path socket, ToIntBiFunction<Environment, String[]> commands) {
    this.channel = channel;
    this.socket = socket;
    this.build = Build.stamp();
    this.commands = commands;
  }

  /**
   * Serves from a folder that only its owner can enter, until it is closed.
   *
   * @param commands runs a command line in an environment and answers with its exit code
   * @return empty where the system has no such sockets, or the folder's path is too long for one:
   *     then every command runs in a process of its own, which is slower and nothing else
   */
  public static Optional<WarmServer> start(
      Path folder, ToIntBiFunction<Environment, String[]> commands) {
    Path socket = socket(folder);
    try {
      Files.deleteIfExists(socket);
      WarmServer server = new WarmServer(bound(socket), socket, commands);
      Thread.ofPlatform().daemon().name("commands").start(server::accept);
      return Optional.of(server);
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ServerSocketChannel bound(Path socket) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  static Path socket(Path folder) {
    return folder.resolve("commands.sock");
  }

  private void accept() {
    while (channel.isOpen()) {
      try {
        SocketChannel caller = channel.accept();
        Thread.ofPlatform().daemon().name("command").start(() -> serve(caller));
      } catch (IOException e) {
        // A caller that left at once, the end of this server, or too many open files for now.
        LockSupport.parkNanos(RETRY_NANOS);
      }
    }
  }

  private void serve(SocketChannel caller) {
    try (caller;
        Frames frames = new Frames(caller)) {
      Invocation invocation = frames.invocation();
      if (takes(invocation) && free.tryAcquire()) {
        try {
          new WarmCommand(frames, invocation, commands).run();
        } finally {
          free.release();
        }
      }
    } catch (IOException e) {
      // The caller is gone, and nobody else wants to know.
    }
  }

  /** The same code; who is refused runs its command itself. */
  private boolean takes(Invocation invocation) {
    return invocation.build().equals(build) && build.equals(Build.stamp());
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      // What is left is an entry that nobody answers at.
    }
  }
}
