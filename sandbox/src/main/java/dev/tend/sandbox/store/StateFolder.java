package dev.tend.sandbox.store;

import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The right to use a folder: one process has it at a time. */
public final class StateFolder implements AutoCloseable {
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
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new KnownFailure(
            "Another sandbox runs on the state in " + folder,
            "Stop it first (tend sandbox down), or choose another state folder");
      }
      return new StateFolder(channel);
    } catch (IOException e) {
      throw new KnownFailure(
          "The sandbox can't use the state folder %s: %s".formatted(folder, e.getMessage()),
          "Check that the folder can be written",
          e);
    }
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
