package dev.tend.cli.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * The file in which the background process says that it serves: its number and when it started, so
 * that a stranger which got the same number later isn't taken for it.
 */
public record ProcessFile(Path file) {
  /** Says that this process serves now. */
  public void write() {
    ProcessHandle self = ProcessHandle.current();
    try {
      Path fresh = Files.createTempFile(file.getParent(), "process", ".new");
      try {
        Files.writeString(fresh, self.pid() + " " + startOf(self) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process that wrote the file, while it lives. */
  public Optional<ProcessHandle> read() {
    try {
      String[] words = Files.readString(file).strip().split(" ", 2);
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(ProcessFile::isAtWork)
          .filter(process -> words.length == 2 && words[1].equals(startOf(process)));
    } catch (NoSuchFileException | NumberFormatException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether it hasn't ended. */
  static boolean isAtWork(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  /** Ended, but nobody asked how: as in containers whose first process collects no children. */
  private static boolean isZombie(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException e) {
      return false;
    }
  }

  /** Says so no more; what another process says of itself stays, and so does what can't be read. */
  void delete() {
    try {
      if (read().filter(ProcessHandle.current()::equals).isPresent()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      // It names a process that has ended, which is as good.
    }
  }

  private static String startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }
}
