package dev.tend.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileIT {
  @TempDir Path folder;

  @Test
  void keepsTheLastMemoryAndLeavesNothingHalfWritten() {
    SyncMemory first = SyncMemory.empty("prod", "x", Instant.EPOCH);
    try (StateFile file = StateFile.hold(folder)) {
      file.save(first);
      file.save(first.finished(true));
    }

    assertThat(StateFile.read(folder)).contains(first.finished(true));
    assertThat(folder.resolve("state.json.unfinished")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "{\"version\": 2}", "{\"version\": 1}"})
  void startsAnewWhereItUnderstandsNothing(String text) throws IOException {
    Files.writeString(folder.resolve("state.json"), text);

    assertThat(StateFile.read(folder)).isEmpty();
  }

  @Test
  void canBeHeldAgainOnceItIsLetGo() {
    StateFile.hold(folder).close();
    StateFile.hold(folder).close();

    assertThat(StateFile.read(folder)).isEmpty();
  }
}
