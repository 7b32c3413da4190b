package dev.tend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoldersTest {
  @Test
  void standBelowHomeWhereNothingElseIsSaid() {
    Folders folders = Folders.from(Map.of("HOME", "/home/ada"));

    assertThat(folders.sandbox()).isEqualTo(Path.of("/home/ada/.local/state/tend/sandbox"));
    assertThat(folders.git()).isEqualTo(Path.of("/home/ada/.cache/tend/git"));
    assertThat(folders.config()).isEqualTo(Path.of("/home/ada/.config/tend"));
  }

  @Test
  void followTheXdgVariables() {
    Folders folders = Folders.from(Map.of("HOME", "/home/ada", "XDG_STATE_HOME", "/var/other"));

    assertThat(folders.sandbox()).isEqualTo(Path.of("/var/other/tend/sandbox"));
  }

  @Test
  void ignoreRelativeValuesAsTheXdgRulesSay() {
    Folders folders = Folders.from(Map.of("HOME", "/home/ada", "XDG_STATE_HOME", "state"));

    assertThat(folders.state()).isEqualTo(Path.of("/home/ada/.local/state/tend"));
  }
}
