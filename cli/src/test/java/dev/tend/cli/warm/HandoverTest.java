package dev.tend.cli.warm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private final Caller caller = new Caller(Path.of("nowhere"));

  @Test
  void whatTouchesNoClusterIsHandedOver() {
    assertThat(caller.suits("render", "app")).isTrue();
    assertThat(caller.suits("validate", "app")).isTrue();
  }

  @Test
  void otherClustersThanTheSandboxAreDealtWithHere() {
    assertThat(caller.suits("diff", "app")).isFalse();
    assertThat(caller.suits("diff", "--sandbox", "app")).isTrue();
    assertThat(caller.with("TEND_SANDBOX", "1").suits("diff", "app")).isTrue();
  }

  @Test
  void whatPaintsOnATerminalStaysWithIt() {
    assertThat(caller.suits("apply", "--sandbox", "app")).isTrue();
    assertThat(caller.at("012").suits("apply", "--sandbox", "app")).isFalse();
    assertThat(caller.at("012").suits("diff", "--sandbox", "app")).isTrue();
  }

  @Test
  void whatLeavesFilesOrSpeaksOfAnotherClusterStays() {
    assertThat(caller.suits("validate", "--fix", "app")).isFalse();
    assertThat(caller.suits("render", "--output-dir=out", "app")).isFalse();
    assertThat(caller.suits("validate", "--kubernetes-version", "server", "app")).isFalse();
    assertThat(caller.suits("validate", "--kubernetes-version=server", "app")).isFalse();
    assertThat(caller.suits("validate", "--kubeconfig=x", "app")).isFalse();
  }

  @Test
  void theUserMaySayNo() {
    assertThat(caller.with("TEND_WARM", "off").suits("render", "app")).isFalse();
  }

  @Test
  void whatStartsAndStopsProcessesIsNeverHandedOver() {
    assertThat(caller.suits("sandbox", "down")).isFalse();
    assertThat(caller.suits("sync", "--sandbox")).isFalse();
    assertThat(caller.suits()).isFalse();
  }
}
