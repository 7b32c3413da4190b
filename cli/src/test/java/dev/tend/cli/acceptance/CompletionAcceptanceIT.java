package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionAcceptanceIT {
  @TempDir Path home;

  private static Path checkedIn(String shell) {
    return Launcher.repository().resolve("completions/tend." + shell);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void theScriptThatIsCheckedInIsTheOneThatTendPrints(String shell) throws Exception {
    var result = new Launcher(home).run("completion", shell).exits(0);

    assertThat(Files.readString(checkedIn(shell))).isEqualTo(result.out());
  }

  @Test
  void bashCompletesCommandsOptionsAndClosedValues() throws Exception {
    assertThat(bash("tend", "")).contains("apply", "diff", "sandbox", "completion");
    assertThat(bash("tend", "sandbox", ""))
        .containsExactly("up", "down", "status", "reset", "kubeconfig");
    assertThat(bash("tend", "validate", "--output", "")).contains("text", "sarif", "junit");
    assertThat(bash("tend", "apply", "--sand")).containsExactly("--sandbox");
    assertThat(bash("tend", "completion", "")).contains("bash", "zsh", "fish");
  }

  private List<String> bash(String... words) throws IOException, InterruptedException {
    String quoted = "'" + String.join("' '", words) + "'";
    String script =
        "source "
            + checkedIn("bash")
            + "\nCOMP_WORDS=("
            + quoted
            + "); COMP_CWORD="
            + (words.length - 1)
            + "; _tend; printf '%s\\n' \"${COMPREPLY[@]}\"";
    return lines("bash", "--norc", "-c", script);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void theShellTakesItsScript(String shell) throws Exception {
    Assumptions.assumeTrue(installed(shell), shell + " is not installed");

    assertThat(lines(shell, "-n", checkedIn(shell).toString())).isEmpty();
  }

  private static boolean installed(String program) {
    for (String folder : System.getenv("PATH").split(":")) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  private List<String> lines(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", "");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    process.waitFor();
    return Files.readAllLines(out).stream().filter(line -> !line.isBlank()).toList();
  }
}
