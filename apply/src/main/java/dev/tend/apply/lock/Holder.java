package dev.tend.apply.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The process that holds a lock.
 *
 * @param name for people: {@code ann@laptop (process 4711)}
 * @param machine tells whether a process number means anything here; empty where that can't be told
 * @param started of the process, in milliseconds of the epoch: numbers are given out again
 */
public record Holder(String name, String machine, long process, long started) {

  /** This process. */
  public static Holder current(String user) {
    ProcessHandle self = ProcessHandle.current();
    return new Holder(
        "%s (process %d)".formatted(user, self.pid()), machineName(), self.pid(), started(self));
  }

  /** Whether it is known to have ended: a lease needn't run out then. */
  public boolean hasEnded() {
    if (machine.isEmpty() || !machine.equals(machineName())) {
      return false;
    }
    Optional<ProcessHandle> found = ProcessHandle.of(process).filter(ProcessHandle::isAlive);
    return found.isEmpty() || started(found.get()) != started;
  }

  private static long started(ProcessHandle handle) {
    return handle.info().startInstant().map(instant -> instant.toEpochMilli()).orElse(0L);
  }

  /** One run of a kernel, and the process numbers in force: two containers of one host differ. */
  private static String machineName() {
    try {
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return boot + " " + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }
}
