package dev.tend.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a loop's memory is kept: {@code state.json} in a folder of the Sync's own, which one loop
 * holds at a time and anybody may read.
 */
public final class StateFile implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable Path folder;
  private final @Nullable FileChannel lock;

  private StateFile(@Nullable Path folder, @Nullable FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Keeps nothing: for dry runs. */
  public static StateFile forgetful() {
    return new StateFile(null, null);
  }

  /**
   * Takes hold of a state folder, made where there is none.
   *
   * @throws KnownFailure when another loop holds it
   */
  public static StateFile hold(Path folder) {
    Path file = folder.resolve("lock");
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock held = channel.tryLock();
      if (held != null) {
        return new StateFile(folder, channel);
      }
    } catch (OverlappingFileLockException heldByThisProcess) {
      // The same answer as for another process, below.
    } catch (IOException failure) {
      throw failed("keep the state of this Sync in " + folder, failure);
    }
    closeQuietly(channel);
    throw new KnownFailure(
        "cannot start: another tend sync of the same name is running (it holds " + file + ")",
        "stop it first, or give this Sync another metadata.name");
  }

  private static void closeQuietly(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException failure) {
      throw failed("let go of a lock", failure);
    }
  }

  /** What is remembered; empty where nothing is, or nothing that this version understands. */
  public static Optional<SyncMemory> read(Path folder) {
    Path file = folder.resolve("state.json");
    try {
      return Optional.of(SyncJsonReader.read(JSON.readTree(Files.readAllBytes(file))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      // Losing it costs one cycle that finds everything applied.
      return Optional.empty();
    } catch (IOException failure) {
      throw failed("read " + file, failure);
    }
  }

  Optional<SyncMemory> load() {
    return folder == null ? Optional.empty() : read(folder);
  }

  /** Replaces the file as a whole: a reader sees the old or the new one. */
  void save(SyncMemory memory) {
    if (folder == null) {
      return;
    }
    Path file = folder.resolve("state.json");
    Path unfinished = folder.resolve("state.json.unfinished");
    try {
      Files.writeString(unfinished, SyncJson.write(memory).toPrettyString() + "\n");
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw failed("write " + file, failure);
    }
  }

  private static KnownFailure failed(String what, IOException failure) {
    return new KnownFailure(
        "cannot " + what + ": " + failure.getMessage(),
        "may tend write there, and is there room on the disk?",
        failure);
  }

  @Override
  public void close() {
    closeQuietly(lock);
  }
}
