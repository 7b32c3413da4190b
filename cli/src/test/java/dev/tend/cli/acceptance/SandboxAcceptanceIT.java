package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox as a process: killed, damaged, doubled, and failing on purpose. */
class SandboxAcceptanceIT {
  private static final String MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: default}}\n";

  @TempDir Path home;

  private Launcher tend() {
    return new Launcher(home);
  }

  @AfterEach
  void stopSandbox() throws Exception {
    tend().run("sandbox", "down");
  }

  private Path file(String name) throws Exception {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(file -> file.endsWith(Path.of("sandbox", name)))
          .findFirst()
          .orElseThrow();
    }
  }

  private long process() throws Exception {
    return Long.parseLong(Files.readString(file("process")).split(" ")[0]);
  }

  private void kill() throws Exception {
    ProcessHandle process = ProcessHandle.of(process()).orElseThrow();
    process.destroyForcibly();
    // It may stay as a zombie where nobody collects it: what counts is that it lets go of its
    // state.
    try (FileChannel lock = FileChannel.open(file("lock"), StandardOpenOption.WRITE)) {
      while (lock.tryLock() == null) {
        Thread.sleep(20);
      }
    }
  }

  private void apply(String... names) throws Exception {
    StringBuilder yaml = new StringBuilder();
    for (String name : names) {
      yaml.append("---\n").append(MAP.formatted(name));
    }
    tend().feed(yaml.toString(), "apply", "--sandbox", "--yes", "-").exits(0);
  }

  @Test
  void theStateOutlivesAKillAndATornWriteIsSaidOnce() throws Exception {
    tend().run("sandbox", "up").exits(0);
    apply("kept");
    kill();
    Files.writeString(file("objects.log"), "0badf00d {\"rev", StandardOpenOption.APPEND);

    var up = tend().run("sandbox", "up").exits(0);
    assertThat(up.err()).contains("notice: the last write before the sandbox ended was not whole");
    var diff = tend().feed(MAP.formatted("kept"), "diff", "--sandbox", "-").exits(0);
    assertThat(diff.err()).contains("no differences");
    tend().run("sandbox", "down").exits(0);
    assertThat(tend().run("sandbox", "up").exits(0).err()).doesNotContain("notice");
  }

  @Test
  void damageIsNamedWithItsPlaceAndAWayOn() throws Exception {
    tend().run("sandbox", "up").exits(0);
    apply("kept");
    kill();
    Path log = file("objects.log");
    byte[] bytes = Files.readAllBytes(log);
    bytes[100] ^= 1;
    Files.write(log, bytes);

    var up = tend().run("sandbox", "up").exits(3);
    assertThat(up.err())
        .contains("The sandbox's state is damaged: " + log + " at byte 0: ")
        .contains("try: Start from an empty state with: tend sandbox reset");
    assertThat(Files.readAllBytes(log)).isEqualTo(bytes);
    tend().run("sandbox", "reset").exits(0);
    tend().run("sandbox", "up").exits(0);
  }

  @Test
  void aSecondProcessIsToldOfTheFirstAndLeavesItAlone() throws Exception {
    tend().run("sandbox", "up").exits(0);
    long first = process();
    var second = tend().run("sandbox", "up", "--foreground").exits(3);
    assertThat(second.err())
        .contains("Another sandbox (process " + first + ") runs on the state in ");
    assertThat(tend().run("sandbox", "status").exits(0).out())
        .contains("running     yes (process " + first + ")");
    apply("still-served");
  }

  @Test
  void whoeverStartsItAtTheSameTimeHasTheSameOne() throws Exception {
    List<Path> told = List.of(home.resolve("one"), home.resolve("two"), home.resolve("three"));
    List<Process> starts = new ArrayList<>();
    for (Path err : told) {
      starts.add(tend().start(home.resolve("nothing"), err, "sandbox", "up"));
    }
    for (int i = 0; i < starts.size(); i++) {
      assertThat(starts.get(i).waitFor(180, TimeUnit.SECONDS)).isTrue();
      assertThat(starts.get(i).exitValue()).as(Files.readString(told.get(i))).isZero();
      assertThat(told.get(i)).content().contains("running     yes (process " + process() + ")");
    }
  }

  @Test
  void aVersionIsKeptAndGoesUpOnly() throws Exception {
    tend().run("sandbox", "up", "--kubernetes-version", "1.28").exits(0);
    assertThat(tend().run("sandbox", "status").exits(0).out()).contains("version     1.28");
    var other = tend().run("sandbox", "up", "--kubernetes-version", "1.30").exits(3);
    assertThat(other.err())
        .contains("the sandbox is running as Kubernetes 1.28, not 1.30")
        .contains("try: stop it first: tend sandbox down\n");
    // An older one can't read the state, and a reset of a running one stays at its version.
    assertThat(tend().run("sandbox", "up", "--kubernetes-version", "1.26").exits(3).err())
        .contains("tend sandbox down, then tend sandbox reset");
    assertThat(tend().run("sandbox", "up", "--kubernetes-version", "1.20").exits(2).err())
        .contains("take 1.24 to 1.36");

    tend().run("sandbox", "down").exits(0);
    var older = tend().run("sandbox", "up", "--kubernetes-version", "1.27").exits(3);
    assertThat(older.err()).contains("is of Kubernetes 1.28 and can't be served as 1.27");
    tend().run("sandbox", "up").exits(0);
    assertThat(tend().run("sandbox", "status").exits(0).out()).contains("version     1.28");
  }

  @Test
  void whatASandboxThatIsThereDoesNotBecomeIsSaid() throws Exception {
    var first = tend().run("sandbox", "up", "--nodes", "2").exits(0);
    assertThat(first.err()).doesNotContain("not changed");

    var again = tend().run("sandbox", "up", "--nodes", "5", "--rbac", "-o", "json").exits(0);
    assertThat(again.err())
        .contains("not changed: --rbac, which holds from a start on; first tend sandbox down,")
        .contains("not changed: --nodes, which holds for a fresh state;");
    assertThat(again.out()).contains("\"kind\" : \"Sandbox\"").contains("\"running\" : true");

    assertThat(tend().run("sandbox", "kubeconfig", "-o", "json").exits(0).out())
        .contains("\"kind\" : \"Config\"")
        .contains("\"server\" : \"https://127.0.0.1:");

    tend().run("sandbox", "down").exits(0);
    assertThat(tend().run("sandbox", "up", "--nodes", "5", "--rbac").exits(0).err())
        .contains("not changed: --nodes")
        .doesNotContain("not changed: --rbac");
  }

  @Test
  void requestsThatFailByRuleAreTriedAgain() throws Exception {
    Path rules = home.resolve("rules.yaml");
    Files.writeString(
        rules,
        """
        apiVersion: sandbox.tend.dev/v1alpha1
        kind: ApiFaults
        metadata: {name: flaky}
        rules:
        - match: {verbs: [patch, create], resources: [configmaps]}
          every: 2
          status: 429
          retryAfter: 1
        - match: {verbs: [get, list], resources: [configmaps]}
          every: 3
          status: 503
          retryAfter: 1
        """);
    tend().run("sandbox", "up", "--rbac", "--rules", rules.toString()).exits(0);
    apply("a", "b", "c");
    assertThat(tend().feed(MAP.formatted("b"), "diff", "--sandbox", "-").exits(0).err())
        .contains("no differences");
  }
}
