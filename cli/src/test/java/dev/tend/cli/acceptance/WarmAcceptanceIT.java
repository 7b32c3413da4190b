package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command says and does the same in the sandbox's process as in one of its own. */
class WarmAcceptanceIT {
  @TempDir Path home;

  private Launcher tend(String warm) {
    return new Launcher(home).in(home.resolve("work")).with("TEND_WARM", warm);
  }

  @AfterEach
  void stopSandbox() throws Exception {
    tend("on").run("sandbox", "down");
  }

  @Test
  void theProcessThatRunsACommandMakesNoDifference() throws Exception {
    Path work = Files.createDirectories(home.resolve("work"));
    Files.writeString(
        work.resolve("good.yaml"),
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: good}, data: {a: b}}\n");
    Files.writeString(
        work.resolve("bad.yaml"),
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: bad
        dta: {}
        """);
    tend("on").run("sandbox", "up").exits(0);
    assertThat(home.resolve(".local/state/tend/sandbox/commands.sock")).exists();

    for (List<String> words :
        List.of(
            List.of("render", "good.yaml"),
            List.of("render", "nothing.yaml"),
            List.of("render", "--no-such-option"),
            List.of("render", "--help"),
            List.of("validate", "good.yaml", "bad.yaml"),
            List.of("validate", "-o", "json", "bad.yaml"),
            List.of("diff", "--sandbox", "good.yaml"),
            List.of("diff", "--sandbox", "--against", "bad.yaml", "good.yaml"),
            List.of("apply", "--sandbox", "--dry-run", "good.yaml"),
            List.of("apply", "--sandbox", "bad.yaml"),
            List.of("status", "--sandbox", "none"))) {
      String[] arguments = words.toArray(String[]::new);
      Launcher.Result here = tend("off").run(arguments);
      assertThat(tend("on").run(arguments)).as(String.join(" ", words)).isEqualTo(here);
    }

    tend("on")
        .feed(Files.readString(work.resolve("good.yaml")), "apply", "--sandbox", "-")
        .exits(0);
    assertThat(tend("off").run("diff", "--sandbox", "good.yaml").exits(0).out()).isEmpty();
    assertThat(tend("on").run("render", "--output-dir", "out", "good.yaml").exits(0).err())
        .isNotNull();
    assertThat(work.resolve("out")).isNotEmptyDirectory();
  }
}
