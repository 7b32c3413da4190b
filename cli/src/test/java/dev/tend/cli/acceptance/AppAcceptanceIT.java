package dev.tend.cli.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What belongs to an app, and what doesn't. */
class AppAcceptanceIT {
  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: login, namespace: default, creationTimestamp: null}
      stringData: {password: hunter2}
      """;

  @TempDir Path home;

  private Launcher tend() {
    return new Launcher(home);
  }

  @AfterEach
  void stopSandbox() throws Exception {
    tend().run("sandbox", "down");
  }

  @Test
  void stringDataThatWasAppliedIsNoDifference() throws Exception {
    tend().feed(SECRET, "apply", "--sandbox", "-").exits(0);

    tend().feed(SECRET, "diff", "--sandbox", "-").exits(0);

    String other = SECRET.replace("hunter2", "hunter3");
    var diff = tend().feed(other, "diff", "--sandbox", "-").exits(1);
    assertThat(diff.out()).contains(".data.password").doesNotContain("hunter");
  }

  @Test
  void anObjectOfOneAppIsNotTakenByAnother() throws Exception {
    tend().feed(SECRET, "apply", "--sandbox", "--app", "shop", "-").exits(0);

    var other = tend().feed(SECRET, "apply", "--sandbox", "--app", "blog", "-").exits(1);

    assertThat(other.out() + other.err())
        .contains("Secret default/login")
        .contains("the app shop")
        .contains("blog");
    tend().feed(SECRET, "diff", "--sandbox", "--app", "shop", "-").exits(0);
  }

  @Test
  void anObjectOfAnAppDoesNotLeaveItByBeingAppliedAlone() throws Exception {
    tend().feed(SECRET, "apply", "--sandbox", "--app", "shop", "-").exits(0);

    String other = SECRET.replace("hunter2", "hunter3");
    var alone = tend().feed(other, "apply", "--sandbox", "-").exits(1);

    assertThat(alone.err()).contains("Secret default/login", "the app shop", "--app", "adopt");
    tend().feed(SECRET, "diff", "--sandbox", "--app", "shop", "-").exits(0);

    String adopted = other.replace("null}", "null, annotations: {tend.dev/adopt: 'true'}}");
    tend().feed(adopted, "apply", "--sandbox", "-").exits(0);
  }
}
