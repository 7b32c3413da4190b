package dev.tend.sandbox.store;

import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.tls.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The right to use a folder: one process has it at a time. */
public final class StateFolder implements AutoCloseable {
  private static final int LONGEST_NUMBER = 32;

  private final FileChannel channel;

  private StateFolder(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder, which must exist. The right ends with the process at the latest.
   *
   * @throws KnownFailure where somebody else has it
   */
  public static StateFolder lock(Path folder) {
    try {
      FileChannel channel =
          OwnerOnly.open(
              folder.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        String holder = holder(channel);
        channel.close();
        throw new KnownFailure(
            "Another sandbox%s runs on the state in %s".formatted(holder, folder),
            "Stop it first (tend sandbox down), or choose another state folder");
      }
      sign(channel);
      return new StateFolder(channel);
    } catch (IOException e) {
      throw new KnownFailure(
          "The sandbox can't use the state folder %s: %s".formatted(folder, e.getMessage()),
          "Check that the folder can be written",
          e);
    }
  }

  /** The number of the process that took the folder last; empty where none has. */
  public static OptionalLong lastHolder(Path folder) {
    try {
      String text = Files.readString(folder.resolve("lock")).strip();
      return text.matches("[0-9]{1,18}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static void sign(FileChannel channel) throws IOException {
    String text = ProcessHandle.current().pid() + "\n";
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  /** {@code " (process 1234)"}, as the one who has it wrote; empty where that can't be read. */
  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_NUMBER);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    return text.matches("[0-9]+") ? " (process %s)".formatted(text) : "";
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock goes with the process.
    }
  }
}
