package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A followed repository, from commit to cluster. */
class SyncAcceptanceIT {
  private static final String COLOUR =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings, namespace: default}
      data: {colour: RED}
      """;

  @TempDir Path home;

  private Path repository;
  private Path config;

  private Launcher tend() {
    return new Launcher(home);
  }

  @BeforeEach
  void makeRepository() throws Exception {
    repository = Files.createDirectories(home.resolve("ops"));
    git("init", "--quiet", "--initial-branch=main");
    Files.createDirectories(repository.resolve("shared"));
    Files.createDirectories(repository.resolve("apps/site"));
    Files.writeString(
        repository.resolve("apps/site/tend.yaml"),
        """
        apiVersion: tend.dev/v1alpha1
        kind: App
        metadata: {name: site}
        spec:
          namespace: default
          sources: [{files: ../../shared}]
        """);
    commit(COLOUR);
    config = home.resolve("sync.yaml");
    Files.writeString(
        config,
        """
        apiVersion: tend.dev/v1alpha1
        kind: Sync
        metadata: {name: ops}
        spec:
          git: {url: "file://%s", ref: {branch: main}}
          interval: 1s
          apps: [{path: apps/*}]
          drift: {correct: true}
        """
            .formatted(repository));
  }

  @AfterEach
  void stopSandbox() throws Exception {
    tend().run("sandbox", "down");
  }

  @Test
  void eachLookTakesACommitPutsDriftRightAndLeavesABrokenCommitAlone() throws Exception {
    assertThat(once(0)).contains("applied    site: changed 1 object: ConfigMap default/settings");
    assertThat(once(0)).as("nothing happened").isEmpty();

    tend().feed(COLOUR, "delete", "--sandbox", "--yes", "-").exits(0);
    assertThat(once(0)).contains("changed 1 object");

    commit(COLOUR.replace("data:", "date:"));
    assertThat(once(1)).contains("refused    site").contains("nothing was changed");
    tend().feed(COLOUR, "diff", "--sandbox", "--app", "site", "-").exits(0);

    commit(COLOUR.replace("RED", "BLUE"));
    assertThat(once(0)).contains("changed 1 object");
    tend().feed(COLOUR, "diff", "--sandbox", "--app", "site", "-").exits(1);
  }

  @Test
  void aDryRunLeavesAloneWhatALoopMayBeReading() throws Exception {
    assertThat(once(0)).contains("changed 1 object");
    Path checkouts = home.resolve(".cache/tend/git/ops/checkouts");
    List<Path> before = list(checkouts);
    Object made = Files.readAttributes(before.getFirst(), BasicFileAttributes.class).fileKey();

    for (String colour : List.of("BLUE", "GREEN")) {
      commit(COLOUR.replace("RED", colour));
      tend().run("sync", "--sandbox", "--dry-run", "-c", config.toString()).exits(0);
    }

    assertThat(list(checkouts)).isEqualTo(before);
    assertThat(Files.readAttributes(before.getFirst(), BasicFileAttributes.class).fileKey())
        .isEqualTo(made);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void theDaemonTakesACommitByItselfAndEndsWhenItIsTold() throws Exception {
    Path out = home.resolve("sync.log");
    Process daemon =
        tend().start(out, home.resolve("err"), "sync", "--sandbox", "-c", config.toString());
    try {
      await(daemon, out, "changed 1 object");
      commit(COLOUR.replace("RED", "BLUE"));
      await(daemon, out, "changed 1 object", "found", "changed 1 object", "finished");
      tend()
          .feed(COLOUR.replace("RED", "BLUE"), "diff", "--sandbox", "--app", "site", "-")
          .exits(0);
    } finally {
      daemon.destroy();
    }
    assertThat(daemon.waitFor(3, TimeUnit.MINUTES)).as("it ended").isTrue();
    assertThat(Files.readString(out)).endsWith("stopped\n");
  }

  /** What a single look printed to stdout. */
  private String once(int exitCode) throws Exception {
    return tend().run("sync", "--sandbox", "--once", "-c", config.toString()).exits(exitCode).out();
  }

  /** Waits until the log has these words, one after the other. */
  private static void await(Process daemon, Path log, String... words) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
    while (true) {
      String text = Files.readString(log);
      if (text.matches("(?s).*" + String.join(".*", words) + ".*")) {
        return;
      }
      assertThat(daemon.isAlive() && System.nanoTime() < end).as(text).isTrue();
      Thread.sleep(100);
    }
  }

  private void commit(String manifest) throws Exception {
    Files.writeString(repository.resolve("shared/settings.yaml"), manifest);
    git("add", "--all");
    git("-c", "user.name=Ann", "-c", "user.email=ann@example.com", "commit", "-qm", "change");
  }

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", repository.toString()));
    command.addAll(List.of(words));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
