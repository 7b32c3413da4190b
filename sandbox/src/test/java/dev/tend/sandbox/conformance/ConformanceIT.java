package dev.tend.sandbox.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays the transcripts in {@code testdata/conformance}, which a real server recorded, against the
 * sandbox; docs/sandbox.md says how to record.
 */
class ConformanceIT {
  private static final Pattern RECORDED_WITH = Pattern.compile("kubectl v1\\.(\\d+)\\.");

  /** The versions of kubectl whose words the transcripts know. */
  private static final KubectlRange KNOWN = KubectlRange.parse("1.27..1.34");

  private static final int MIDDLE = 30;

  @TempDir private Path work;

  private final Settings settings = Settings.fromSystem();
  private final List<Round> rounds = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (Round round : rounds) {
      round.close();
    }
    rounds.clear();
  }

  @TestFactory
  Stream<DynamicContainer> kubectlIsAnsweredAsByARealServer() {
    List<Kubectl> installed =
        Kubectl.installed().stream().filter(one -> KNOWN.contains(one.minor())).toList();
    assumeFalse(installed.isEmpty(), "skipped: no kubectl of version " + KNOWN + " is on PATH");
    List<Transcript> all = Transcripts.read(settings.only());
    List<Transcript> smoke =
        all.stream().filter(one -> one.area().equals(Transcripts.SMOKE)).toList();
    List<Transcript> others =
        all.stream().filter(one -> !one.area().equals(Transcripts.SMOKE)).toList();
    List<DynamicContainer> containers = new ArrayList<>();
    for (boolean rbac : List.of(false, true)) {
      List<Transcript> some = others.stream().filter(one -> one.rbac() == rbac).toList();
      if (!some.isEmpty()) {
        containers.add(round(recorder(installed, some), some, rbac));
      }
    }
    if (!smoke.isEmpty()) {
      chosen(installed).forEach(kubectl -> containers.add(round(kubectl, smoke, false)));
    }
    return containers.stream();
  }

  /** The kubectl of the recordings where it is installed, else the newest. */
  private Kubectl recorder(List<Kubectl> installed, List<Transcript> transcripts) {
    int wanted = transcripts.stream().mapToInt(ConformanceIT::minor).max().orElse(-1);
    return installed.stream()
        .filter(one -> one.minor() == wanted && !settings.record())
        .findFirst()
        .orElse(installed.getLast());
  }

  private List<Kubectl> chosen(List<Kubectl> installed) {
    int last = installed.size() - 1;
    return IntStream.rangeClosed(0, last)
        .filter(
            i ->
                settings.everyKubectl()
                    || i == 0
                    || i == last
                    || installed.get(i).minor() == MIDDLE)
        .mapToObj(installed::get)
        .sorted(Comparator.comparing(Kubectl::minor).reversed())
        .toList();
  }

  /** The minor version of the kubectl it was recorded with; -1 where it wasn't. */
  private static int minor(Transcript transcript) {
    Matcher matcher = RECORDED_WITH.matcher(transcript.recorded());
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
  }

  private boolean isPlayedBy(Kubectl kubectl, Transcript transcript) {
    return transcript.area().equals(Transcripts.SMOKE)
        || settings.anyKubectl()
        || settings.record()
        || minor(transcript) == kubectl.minor();
  }

  private DynamicContainer round(Kubectl kubectl, List<Transcript> transcripts, boolean rbac) {
    return DynamicContainer.dynamicContainer(
        "kubectl " + kubectl.version() + (rbac ? ", with roles" : ""),
        Stream.of(kubectl).flatMap(one -> tests(one, transcripts, rbac)));
  }

  private Stream<DynamicTest> tests(Kubectl kubectl, List<Transcript> transcripts, boolean rbac) {
    // The rounds follow each other: what an earlier one started is no longer needed.
    try {
      stop();
      Path folder = Files.createTempDirectory(work, "round");
      ExpectedDifferences expected = expectedDifferences();
      List<Transcript> played =
          transcripts.stream().filter(one -> isPlayedBy(kubectl, one)).toList();
      Round round = Round.start(kubectl, played, rbac, settings, expected, folder);
      rounds.add(round);
      return transcripts.stream()
          .map(
              transcript ->
                  DynamicTest.dynamicTest(
                      transcript.title(), () -> check(transcript, round, expected)));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A real server has none. */
  private ExpectedDifferences expectedDifferences() {
    return settings.kubeconfig().isPresent()
        ? ExpectedDifferences.read("")
        : Transcripts.expectedDifferences();
  }

  private void check(Transcript transcript, Round round, ExpectedDifferences expected)
      throws Exception {
    if (settings.record()) {
      int newest = Kubectl.installed().getLast().minor();
      List<Player.Played> played = round.result(transcript);
      Transcripts.write(Recording.of(transcript, played, round.place(), newest));
      return;
    }
    assertThat(transcript.recorded()).as("what it was recorded with").isNotEmpty();
    assumeTrue(
        isPlayedBy(round.place().kubectl(), transcript),
        "skipped: it was recorded with %s, whose words another kubectl may not use"
            .formatted(transcript.recorded()));
    List<String> complaints = expected.complaints(transcript, round.result(transcript));
    assertThat(complaints)
        .withFailMessage(() -> transcript.title() + "\n" + String.join("\n\n", complaints))
        .isEmpty();
  }
}
