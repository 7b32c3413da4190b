package dev.tend.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.apply.ApplyEvent;
import dev.tend.apply.rollout.Diagnosis;
import dev.tend.apply.rollout.Readiness;
import dev.tend.manifest.ResourceId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Instant START = TestConsole.NOW;
  private final Progress progress = new Progress(START);

  private static ResourceId deployment(String name) {
    return new ResourceId("apps", "Deployment", "shop", name);
  }

  private List<String> lines(int width, int height) {
    return progress.lines(START.plusSeconds(7), width, height, Palette.NONE, Theme.ASCII);
  }

  @Test
  void countsObjectsWhileTheyAreApplied() {
    progress.add(new ApplyEvent.Started(3, "sandbox"));
    progress.add(new ApplyEvent.Applied(deployment("web"), ApplyEvent.Action.CREATED, List.of()));

    assertThat(lines(80, 24)).singleElement().asString().contains("1 of 3 objects").contains("7s");
  }

  @Test
  void showsWhatIsNotReadyAndWhy() {
    progress.add(new ApplyEvent.Progressed(deployment("api"), new Readiness.Ready("1 of 1 pods")));
    progress.add(
        new ApplyEvent.Progressed(
            deployment("web"), new Readiness.Progressing("0 of 3 pods ready")));
    progress.add(
        new ApplyEvent.Diagnosed(
            deployment("web"),
            new Diagnosis(
                deployment("web"),
                "ImagePull",
                "container web can't pull nginx:typo",
                List.of(),
                List.of(),
                true)));

    List<String> lines = lines(80, 24);

    assertThat(lines.getFirst()).contains("1 of 2 ready");
    assertThat(lines.subList(1, lines.size()))
        .containsExactly(
            "  .. Deployment/web  0 of 3 pods ready", "      container web can't pull nginx:typo");
  }

  @Test
  void fitsIntoTheTerminal() {
    for (int i = 0; i < 50; i++) {
      progress.add(
          new ApplyEvent.Progressed(
              deployment("service-with-a-long-name-" + i),
              new Readiness.Progressing("message ".repeat(40))));
    }

    List<String> lines = lines(60, 10);

    assertThat(lines).hasSizeLessThanOrEqualTo(10);
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60));
    assertThat(lines.getLast()).contains("and 42 more");
  }
}
