package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherAcceptanceIT {
  @TempDir Path home;

  @Test
  void saysWhichTendItIs() throws Exception {
    var result = new Launcher(home).run("version").exits(0);

    assertThat(result.out()).startsWith("tend 0.").contains("Kubernetes schemas 1.34");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void helpTeachesTheExitCodes() throws Exception {
    var result = new Launcher(home).run("apply", "--help").exits(0);

    assertThat(result.out())
        .contains("Usage: tend apply", "--sandbox", "Exit codes:", "130")
        .doesNotContain("${");
  }

  @Test
  void aMissingCommandIsUsage() throws Exception {
    new Launcher(home).run().exits(2);
  }

  @Test
  void aMisspelledCommandIsUsageAndSaysWhatWasMeant() throws Exception {
    var result = new Launcher(home).run("aply").exits(2);

    assertThat(result.err()).contains("apply");
  }

  @Test
  void anArgumentThatCannotBeMeantIsUsageToo() throws Exception {
    new Launcher(home).run("render").exits(2);
    var result = new Launcher(home).run("rollout", "status", "web").exits(2);

    assertThat(result.err()).contains("'web' names no object", "KIND/NAME");
  }

  @Test
  void aClosedStdinIsAnEmptyOne() throws Exception {
    String tend = Launcher.distribution().resolve("bin/tend").toString();

    assertThat(exitCodeOf("sh", "-c", "exec \"$0\" render - <&-", tend)).isEqualTo(1);
  }

  @Test
  void saysClearlyWhenTheJavaItIsGivenIsNone() throws Exception {
    var result = new Launcher(home).with("TEND_JAVA_HOME", home.toString()).run("version").exits(3);

    assertThat(result.err()).contains("TEND_JAVA_HOME").contains("21 or newer");
  }

  @Test
  void runsFromAnotherFolderThroughALink() throws Exception {
    Path link = home.resolve("tend");
    Files.createSymbolicLink(link, Launcher.distribution().resolve("bin/tend"));

    assertThat(exitCodeOf(link.toString(), "version")).isZero();
  }

  private static int exitCodeOf(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("TEND_JAVA_HOME", System.getProperty("java.home"));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
