package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an app was, how it is, and the way back. */
class HistoryAcceptanceIT {
  private static final String WEB =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: web, image: "example.com/web:TAG"}]}
      """;
  private static final String EXTRA =
      "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: extra}}\n";

  @TempDir Path home;

  private Launcher tend() {
    return new Launcher(home);
  }

  @AfterEach
  void stopSandbox() throws Exception {
    tend().run("sandbox", "down");
  }

  private static String[] apply(String... more) {
    List<String> words = new ArrayList<>(List.of("apply", "--sandbox", "--app", "shop", "--yes"));
    words.addAll(List.of(more));
    words.add("-");
    return words.toArray(String[]::new);
  }

  @Test
  void anAppGoesBackToWhatItWas() throws Exception {
    tend().feed(WEB.replace("TAG", "1"), apply()).exits(0);
    tend().feed(WEB.replace("TAG", "2") + EXTRA, apply()).exits(0);

    var history = tend().run("history", "--sandbox", "shop").exits(0);
    assertThat(history.out().lines().skip(1)).hasSize(2).allMatch(line -> line.contains("ready"));

    var preview = tend().run("rollback", "--sandbox", "shop", "--dry-run").exits(0);
    assertThat(preview.out())
        .contains("example.com/web:2 -> example.com/web:1")
        .contains("ConfigMap default/extra");

    var back = tend().run("rollback", "--sandbox", "shop", "--yes").exits(0);
    assertThat(back.out()).contains("updated    Deployment.apps default/web").contains("pruned");
    tend().feed(WEB.replace("TAG", "1"), "diff", "--sandbox", "--app", "shop", "-").exits(0);
    assertThat(tend().run("history", "--sandbox", "shop").exits(0).out())
        .contains("revision 1, stdin");
  }

  @Test
  void aRevisionThatChangesNothingInTheClusterTellsWhoseItIsToo() throws Exception {
    tend().feed(WEB.replace("TAG", "1") + EXTRA, apply()).exits(0);
    // Without --prune what is wanted no more stays: another revision, but nothing to do.
    tend().feed(WEB.replace("TAG", "1"), apply()).exits(0);

    var history = tend().run("history", "--sandbox", "shop").exits(0).out();
    assertThat(history.lines().skip(1)).hasSize(2).allMatch(line -> line.contains(" stdin"));
  }

  @Test
  void theWayBackMakesNothingAnewWithoutConsentAndTakesFieldsByForce() throws Exception {
    String first = WEB.replace("TAG", "1");
    tend().feed(first, apply()).exits(0);
    tend().feed(first.replace("app: web", "app: front"), apply()).exits(0);

    var refused = tend().run("rollback", "--sandbox", "shop").exits(1);
    assertThat(refused.out()).contains("can't be changed in place").contains("--yes");
    tend().run("rollback", "--sandbox", "shop", "--yes", "--force-conflicts").exits(0);
    tend().feed(first, "diff", "--sandbox", "--app", "shop", "-").exits(0);
  }

  @Test
  void whatFailsIsTakenBackWhereThatIsAskedFor() throws Exception {
    tend().feed(WEB.replace("TAG", "1"), apply()).exits(0);

    var failed =
        tend().feed(WEB.replace("TAG", "does-not-exist"), apply("--rollback-on-failure")).exits(1);

    assertThat(failed.err())
        .contains("back to revision 1 of app shop")
        .contains("The apply failed, and was taken back");
    assertThat(tend().run("status", "--sandbox", "shop").exits(0).out())
        .contains("revision 3: ready")
        .contains("all ready");
    assertThat(tend().run("status", "--sandbox").exits(0).out())
        .contains("default")
        .contains("shop");
  }

  @Test
  void aSavedPlanIsAppliedAsItWasShownOrNotAtAll() throws Exception {
    tend().feed(WEB.replace("TAG", "1"), apply()).exits(0);
    String plan = home.resolve("plan.json").toString();
    tend()
        .feed(
            WEB.replace("TAG", "2"), "diff", "--sandbox", "--app", "shop", "--save-plan", plan, "-")
        .exits(1);
    tend().feed(WEB.replace("TAG", "3"), apply()).exits(0);

    var refused = tend().run("apply", "--sandbox", "--plan", plan).exits(1);
    assertThat(refused.err())
        .contains("Nothing was applied", "the cluster has moved")
        .contains("\"example.com/web:3\" -> \"example.com/web:2\"");

    tend().run("rollback", "--sandbox", "shop", "--to", "1", "--yes").exits(0);
    assertThat(tend().run("apply", "--sandbox", "--plan", plan).exits(0).out())
        .contains("updated    Deployment.apps default/web");
    assertThat(tend().run("apply", "--sandbox", "--plan", plan).exits(0).out())
        .contains("1 unchanged, all ready");
  }

  @Test
  void aSavedPlanThatWasAppliedIsNotDoneBeforeItIsReady() throws Exception {
    String plan = home.resolve("plan.json").toString();
    tend()
        .feed(WEB.replace("TAG", "does-not-exist"), "diff", "--sandbox", "--save-plan", plan, "-")
        .exits(1);

    tend().run("apply", "--sandbox", "--plan", plan).exits(1);
    assertThat(tend().run("apply", "--sandbox", "--plan", plan).exits(1).out())
        .contains("1 unchanged, 0 of 1 ready");
  }

  @Test
  void statusSaysWhatIsWrong() throws Exception {
    tend().feed(WEB.replace("TAG", "does-not-exist"), apply("--timeout", "30s")).exits(1);

    var status = tend().run("status", "--sandbox", "shop").exits(1);

    assertThat(status.out())
        .contains("Deployment.apps default/web: 0 of 1 pod ready")
        .contains("can't get its image example.com/web:does-not-exist")
        .contains("try:");
    var unknown = tend().run("status", "--sandbox", "ship").exits(3);
    assertThat(unknown.err()).contains("no inventory of an app ship");
  }

  @Test
  void aRevisionOfGitIsASource() throws Exception {
    Path repository = home.resolve("work");
    Files.createDirectories(repository.resolve("web"));
    git(repository, "init", "-q");
    Path file = repository.resolve("web/web.yaml");
    Files.writeString(file, WEB.replace("TAG", "1"));
    git(repository, "add", ".");
    git(repository, "commit", "-q", "-m", "One");
    Files.writeString(file, WEB.replace("TAG", "2"));

    Launcher there = tend().in(repository);
    assertThat(there.run("render", "git:HEAD:web").exits(0).out()).contains("example.com/web:1");
    assertThat(there.run("diff", "web", "--against", "git:HEAD").exits(1).out())
        .contains("example.com/web:1 -> example.com/web:2");
    assertThat(there.run("render", "git:nowhere").exits(3).err()).contains("no revision nowhere");
    assertThat(there.run("render", "git:HEAD:nowhere").exits(3).err()).contains("no nowhere");
  }

  private static void git(Path folder, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    for (String setting :
        List.of("user.name=A", "user.email=a@example.com", "commit.gpgsign=false")) {
      command.addAll(List.of("-c", setting));
    }
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    assertThat(process.waitFor()).isZero();
  }
}
