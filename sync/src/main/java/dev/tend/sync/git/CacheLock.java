package dev.tend.sync.git;

import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;

/** Keeps a folder of the cache for one process, and in it for one thread, at a time. */
public final class CacheLock implements AutoCloseable {
  private static final long PAUSE_MILLIS = 20;

  private final FileChannel channel;

  private CacheLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for whoever has it.
   *
   * @param cancelled when to wait no longer
   * @throws KnownFailure when it can't be had
   */
  public static CacheLock of(Path folder, BooleanSupplier cancelled) {
    try {
      return taken(folder, cancelled);
    } catch (IOException e) {
      throw new KnownFailure(
          "cannot use the cache " + folder + ": " + e.getMessage(),
          "is there room on the disk, and may tend write to its cache folder?",
          e);
    }
  }

  private static CacheLock taken(Path folder, BooleanSupplier cancelled) throws IOException {
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (!isTaken(channel)) {
        if (cancelled.getAsBoolean()) {
          throw new KnownFailure(
              "cannot use the cache " + folder + ": another tend is at work in it",
              "try again when it has ended");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      return new CacheLock(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new KnownFailure("cannot use the cache " + folder + ": interrupted", "", e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException otherThread) {
      return false;
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
