package dev.tend.sync.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RevisionTest {
  @Test
  void showsNothingThatATerminalWouldObey() {
    Revision revision =
        new Revision(
            "0123456789012345678901234567890123456789",
            Instant.EPOCH,
            "\u001b[31mred\u0007 \u202Eback\n");

    assertThat(revision.subject()).isEqualTo("[31mred back");
    assertThat(revision).hasToString("01234567 \"[31mred back\"");
  }
}
