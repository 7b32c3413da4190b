package dev.tend.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.tls.OwnerOnly;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalIT {
  private static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");

  @TempDir Path folder;

  private Storage open() {
    return new Storage(new FileJournal(folder));
  }

  private static ObjectNode put(Storage storage, String name) {
    ObjectNode object = Objects.configMap(name);
    return storage.put(Meta.id(object), null, object).orElseThrow();
  }

  @Test
  void aStoppedStorageComesBackAsItWas() {
    long revision;
    try (Storage storage = open()) {
      put(storage, "a");
      ObjectNode gone = put(storage, "b");
      assertThat(storage.remove(Meta.id(gone), gone)).isTrue();
      revision = storage.revision();
    }

    try (Storage storage = open()) {
      assertThat(storage.revision()).isEqualTo(revision);
      assertThat(storage.list(CONFIG_MAP, "").objects())
          .extracting(Meta::name)
          .containsExactly("a");
      assertThat(Meta.resourceVersion(put(storage, "c"))).isEqualTo(Long.toString(revision + 1));
    }
  }

  @Test
  void whatCanNotBeFoldedWhenItStopsStaysInTheLog() throws IOException {
    Path inTheWay = Files.createDirectory(folder.resolve("objects.snapshot.next"));
    Path child = Files.createFile(inTheWay.resolve("file"));
    try (Storage storage = new Storage(new FileJournal(folder))) {
      put(storage, "a");
    } finally {
      Files.delete(child);
      Files.delete(inTheWay);
    }

    try (Storage storage = open()) {
      assertThat(storage.list(CONFIG_MAP, "").objects())
          .extracting(Meta::name)
          .containsExactly("a");
    }
  }

  @Test
  void nobodyButTheOwnerReadsWhatIsStored() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path log = Files.createFile(folder.resolve("objects.log"));
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));
    FileJournal journal = new FileJournal(folder, 1);
    StateFolder lock = StateFolder.lock(folder);
    try (lock;
        Storage storage = new Storage(journal)) {
      put(storage, "a");
      put(storage, "b");
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .extracting(file -> String.valueOf(file.getFileName()))
          .contains("objects.log", "objects.snapshot", "lock");
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .as(file.toString())
                      .isEqualTo("rw-------"));
    }
  }

  @Test
  void aStateFolderIsClosedToOthersThoughItWasOpen() throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path state = Files.createDirectory(folder.resolve("state"));
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwxr-xr-x"));

    OwnerOnly.createFolder(state);
    OwnerOnly.createFolder(folder.resolve("fresh"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("fresh"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aStorageThatWasNeverClosedComesBackFromItsLog() {
    Storage killed = open();
    put(killed, "a");
    ObjectNode gone = put(killed, "b");
    assertThat(killed.remove(Meta.id(gone), gone)).isTrue();

    try (Storage storage = open()) {
      assertThat(storage.revision()).isEqualTo(killed.revision());
      assertThat(storage.list(CONFIG_MAP, "").objects())
          .extracting(Meta::name)
          .containsExactly("a");
    }
  }

  @Test
  void aTornLastRecordIsDroppedAndKeptAside() throws Exception {
    Storage killed = open();
    put(killed, "a");
    put(killed, "b");
    Path log = folder.resolve("objects.log");
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, java.util.Arrays.copyOf(whole, whole.length - 10));

    try (Storage storage = open()) {
      assertThat(storage.list(CONFIG_MAP, "").objects())
          .extracting(Meta::name)
          .containsExactly("a");
      put(storage, "c");
    }
    assertThat(folder.resolve("objects.log.damaged")).exists();
    try (Storage storage = open()) {
      assertThat(storage.list(CONFIG_MAP, "").objects())
          .extracting(Meta::name)
          .containsExactly("a", "c");
    }
  }

  @Test
  void aRecordWithAFlippedBitEndsTheLog() throws Exception {
    Storage killed = open();
    put(killed, "a");
    int end = Files.readAllBytes(folder.resolve("objects.log")).length;
    put(killed, "b");
    byte[] bytes = Files.readAllBytes(folder.resolve("objects.log"));
    bytes[end + 40] ^= 1;
    Files.write(folder.resolve("objects.log"), bytes);

    try (Storage storage = open()) {
      assertThat(storage.list(CONFIG_MAP, "").objects())
          .extracting(Meta::name)
          .containsExactly("a");
    }
  }

  @Test
  void recordsThatTheSnapshotHasAlreadyAreSkipped() throws Exception {
    Storage first = open();
    ObjectNode a = put(first, "a");
    assertThat(first.remove(Meta.id(a), a)).isTrue();
    byte[] log = Files.readAllBytes(folder.resolve("objects.log"));
    first.close();
    // As after a crash between the snapshot and the end of its log.
    Files.write(folder.resolve("objects.log"), log, StandardOpenOption.TRUNCATE_EXISTING);

    try (Storage storage = open()) {
      assertThat(storage.list(CONFIG_MAP, "").objects()).isEmpty();
      assertThat(storage.revision()).isEqualTo(3);
    }
  }

  @Test
  void aDamagedSnapshotIsSaidSo() throws Exception {
    try (Storage storage = open()) {
      put(storage, "a");
    }
    Path snapshot = folder.resolve("objects.snapshot");
    byte[] whole = Files.readAllBytes(snapshot);
    Files.write(snapshot, java.util.Arrays.copyOf(whole, whole.length / 2));

    assertThatThrownBy(this::open)
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("The sandbox's state is damaged");
  }

  @Test
  void aRecordThatCanNotBeReadAmongOthersIsNamedAndNothingIsDropped() throws Exception {
    Storage killed = open();
    put(killed, "a");
    int start = Files.readAllBytes(log()).length;
    put(killed, "b");
    put(killed, "c");
    byte[] bytes = Files.readAllBytes(log());
    bytes[start + 40] ^= 1;
    Files.write(log(), bytes);

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            KnownFailure.class,
            failure -> {
              assertThat(failure)
                  .hasMessage(
                      "The sandbox's state is damaged: %s at byte %d: 1 readable records follow"
                          + " what can't be read",
                      log(), start);
              assertThat(failure.hint()).contains("tend sandbox reset", "truncate -s " + start);
            });
    assertThat(Files.readAllBytes(log())).isEqualTo(bytes);
  }

  @Test
  void aRecordThatIsMissingIsNamed() throws Exception {
    Storage killed = open();
    put(killed, "a");
    int start = Files.readAllBytes(log()).length;
    put(killed, "b");
    int end = Files.readAllBytes(log()).length;
    put(killed, "c");
    byte[] bytes = Files.readAllBytes(log());
    byte[] without = new byte[bytes.length - (end - start)];
    System.arraycopy(bytes, 0, without, 0, start);
    System.arraycopy(bytes, end, without, start, bytes.length - end);
    Files.write(log(), without);

    assertThatThrownBy(this::open)
        .isInstanceOf(KnownFailure.class)
        .hasMessageEndingWith("at byte %d: changes 3 to 3 are missing".formatted(start));
  }

  @Test
  void aTornTailIsSaidOnce() throws Exception {
    Storage killed = open();
    put(killed, "a");
    byte[] whole = Files.readAllBytes(log());
    Files.write(log(), java.util.Arrays.copyOf(whole, whole.length - 10));

    FileJournal journal = new FileJournal(folder);
    new Storage(journal).close();
    assertThat(journal.recovery().orElseThrow())
        .isEqualTo(
            "the last write before the sandbox ended was not whole and is dropped: %d bytes at the"
                    .formatted(whole.length - 10)
                + " end of %s, kept in objects.log.damaged".formatted(log()));
    FileJournal again = new FileJournal(folder);
    new Storage(again).close();
    assertThat(again.recovery()).isEmpty();
  }

  @Test
  void aLogThatGrowsBecomesASnapshotThatSaysTheSame() throws Exception {
    Storage killed = new Storage(new FileJournal(folder, 10_000));
    ObjectNode live = put(killed, "a");
    long largest = 0;
    for (int i = 0; i < 500; i++) {
      ObjectNode next = live.deepCopy();
      next.withObject("/data").put("count", Integer.toString(i));
      live = killed.put(Meta.id(live), live, next).orElseThrow();
      largest = Math.max(largest, Files.size(log()));
    }
    assertThat(largest).isLessThan(11_000);
    assertThat(folder.resolve("objects.snapshot")).exists();

    try (Storage storage = new Storage(new FileJournal(folder, 10_000))) {
      assertThat(storage.revision()).isEqualTo(killed.revision());
      assertThat(storage.list(CONFIG_MAP, "").objects()).containsExactly(live);
    }
  }

  private Path log() {
    return folder.resolve("objects.log");
  }

  @Test
  void oneProcessHasAFolderAtATime() {
    try (StateFolder held = StateFolder.lock(folder)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> StateFolder.lock(folder))
          .isInstanceOf(KnownFailure.class)
          .hasMessage(
              "Another sandbox (process %d) runs on the state in %s"
                  .formatted(ProcessHandle.current().pid(), folder));
    }
    StateFolder.lock(folder).close();
  }
}
