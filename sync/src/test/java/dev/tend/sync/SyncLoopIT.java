package dev.tend.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tend.manifest.KnownFailure;
import dev.tend.sync.git.GitEnvironment;
import dev.tend.sync.git.GitSource;
import dev.tend.sync.git.TestRemote;
import dev.tend.sync.spec.AppPattern;
import dev.tend.sync.spec.GitAuth;
import dev.tend.sync.spec.GitRef;
import dev.tend.sync.spec.GitSpec;
import dev.tend.sync.spec.RemoteUrl;
import dev.tend.sync.spec.SyncSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncLoopIT {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path temp;
  private final TestWaiter waiter = new TestWaiter();
  private final TestReconciliation cluster = new TestReconciliation();
  private final List<SyncEvent> events = new ArrayList<>();
  private TestRemote remote;
  private StateFile state;
  private SyncLoop loop;

  @BeforeEach
  void create() {
    remote = new TestRemote(temp.resolve("remote.git"));
    remote.file("apps/api/a.yaml", "api1").file("apps/web/a.yaml", "web1").commit("First");
    start(false, "apps/*");
  }

  private void start(boolean correctDrift, String... patterns) {
    if (state != null) {
      state.close();
    }
    state = StateFile.hold(temp.resolve("state"));
    SyncSpec spec = spec(correctDrift, patterns);
    GitEnvironment environment = new GitEnvironment(Map.of(), temp);
    loop =
        new SyncLoop(
            spec,
            new GitSource(spec.git(), temp.resolve("cache"), environment),
            cluster,
            state,
            waiter.timing(),
            events::add);
  }

  private SyncSpec spec(boolean correctDrift, String... patterns) {
    return new SyncSpec(
        "prod",
        new GitSpec(
            RemoteUrl.parse("remote.git", temp),
            new GitRef.Branch("main"),
            new GitAuth.None(),
            Duration.ofSeconds(30)),
        MINUTE,
        Stream.of(patterns).map(AppPattern::new).toList(),
        new SyncSpec.Drift(correctDrift, MINUTE));
  }

  @AfterEach
  void close() {
    state.close();
    remote.close();
  }

  private AppMemory app(String name) {
    return Optional.ofNullable(loop.memory().apps().get(name)).orElseThrow();
  }

  private List<String> names() {
    List<String> names = events.stream().map(event -> event.getClass().getSimpleName()).toList();
    events.clear();
    return names;
  }

  private <E extends SyncEvent> List<E> told(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void appliesEveryAppOfANewCommitAndNothingForTheSameOne() {
    assertThat(loop.runOnce().applied()).isEqualTo(2);
    assertThat(cluster.calls()).containsExactly("api=api1", "web=web1");
    assertThat(names())
        .containsExactly(
            "RevisionFound",
            "AppStarted",
            "AppReconciled",
            "AppStarted",
            "AppReconciled",
            "RevisionFinished");

    assertThat(loop.runOnce().unchanged()).isTrue();
    assertThat(cluster.calls()).isEmpty();
    assertThat(names()).containsExactly("RevisionUnchanged");
  }

  @Test
  void takesCommitsAsTheyComeAtTheInterval() {
    waiter
        .then(() -> assertThat(cluster.calls()).containsExactly("api=api1", "web=web1"))
        .then(
            () -> {
              assertThat(cluster.calls()).isEmpty();
              remote.file("apps/web/a.yaml", "web2").commit("Second");
            })
        .then(
            () -> {
              assertThat(cluster.calls()).containsExactly("api=api1", "web=web2");
              loop.stop();
            });

    loop.run();

    assertThat(waiter.waits()).containsExactly(MINUTE, MINUTE, MINUTE);
    assertThat(events.getLast()).isInstanceOf(SyncEvent.Stopped.class);
    assertThat(told(SyncEvent.RevisionFound.class))
        .extracting(found -> found.revision().subject(), found -> found.previous().isPresent())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("First", false),
            org.assertj.core.groups.Tuple.tuple("Second", true));
  }

  @Test
  void looksAgainAtOnceWhenACycleTookLongerThanTheInterval() {
    cluster.during(() -> waiter.pass(MINUTE));
    waiter.then(loop::stop);

    loop.run();

    assertThat(waiter.waits().getFirst()).isNegative();
  }

  @Test
  void neverMixesACommitThatArrivesMeanwhileIntoTheOneInHand() {
    cluster.during(
        () -> {
          cluster.during(() -> {});
          remote
              .file("apps/api/a.yaml", "api2")
              .file("apps/web/a.yaml", "web2")
              .commit("Meanwhile");
        });
    waiter
        .then(() -> assertThat(cluster.calls()).containsExactly("api=api1", "web=web1"))
        .then(
            () -> {
              assertThat(cluster.calls()).containsExactly("api=api2", "web=web2");
              loop.stop();
            });

    loop.run();
  }

  @Test
  void refusesABrokenAppAppliesTheOthersAndTriesOnlyThatOneAgain() {
    remote.file("apps/api/a.yaml", "broken").commit("Break the API");
    waiter
        .then(() -> assertThat(cluster.calls()).containsExactly("api=broken!", "web=web1"))
        .then(
            () -> {
              assertThat(cluster.calls()).containsExactly("api=broken!");
              remote.file("apps/api/a.yaml", "api2").commit("Mend the API");
            })
        .then(
            () -> {
              assertThat(cluster.calls()).containsExactly("api=api2", "web=web1");
              loop.stop();
            });

    loop.run();
  }

  @Test
  void remembersWhatStandsWhenALaterCommitIsRefused() {
    loop.runOnce();
    String first = app("api").revision();
    remote.file("apps/api/a.yaml", "broken").commit("Break the API");

    SyncResult result = loop.runOnce();

    assertThat(result.refused()).isEqualTo(1);
    assertThat(result.isComplete()).isFalse();
    AppMemory api = app("api");
    assertThat(api.ending()).isEqualTo(AppMemory.Ending.REFUSED);
    assertThat(api.summary()).isEqualTo("it says broken");
    assertThat(api.applied().orElseThrow().revision())
        .isEqualTo(first)
        .isNotEqualTo(api.revision());
  }

  @Test
  void goesOnAfterABugInOneApp() {
    remote.file("apps/api/a.yaml", "bug").commit("Meet a bug");

    SyncResult result = loop.runOnce();

    assertThat(result.refused()).isEqualTo(1);
    assertThat(result.applied()).isEqualTo(1);
    assertThat(told(SyncEvent.Crashed.class)).hasSize(1);
  }

  @Test
  void triesAnAppAgainThatIsNotReady() {
    remote.file("apps/api/a.yaml", "slow").commit("Slow down");

    assertThat(loop.runOnce().unready()).isEqualTo(1);
    cluster.calls();
    assertThat(loop.runOnce().isComplete()).isFalse();
    assertThat(cluster.calls()).containsExactly("api=slow");
  }

  @Test
  void refusesACommitWholeThatCannotBeLaidOutSafelyAndGoesOn() {
    waiter
        .then(
            () -> {
              cluster.calls();
              remote
                  .file("apps/web/a.yaml", "web2")
                  .link("apps/web/evil.yaml", "../../../../etc/passwd")
                  .commit("Attack");
            })
        .then(() -> assertThat(cluster.calls()).isEmpty())
        .then(
            () -> {
              assertThat(cluster.calls()).isEmpty();
              assertThat(loop.memory().refusal()).hasSize(1);
              remote.remove("apps/web/evil.yaml").commit("Undo");
            })
        .then(
            () -> {
              assertThat(cluster.calls()).containsExactly("api=api1", "web=web2");
              assertThat(loop.memory().refusal()).isEmpty();
              loop.stop();
            });

    loop.run();

    assertThat(told(SyncEvent.RevisionRefused.class)).hasSize(1);
  }

  @Test
  void refusesACommitWithoutAnyApp() {
    loop.runOnce();
    cluster.calls();
    remote.remove("apps").file("README.md", "gone").commit("Remove all");

    assertThat(loop.runOnce().isComplete()).isFalse();
    assertThat(cluster.calls()).isEmpty();
    assertThat(told(SyncEvent.AppGone.class)).isEmpty();
    assertThat(loop.memory().apps()).containsOnlyKeys("api", "web");
  }

  @Test
  void appliesTheRestWhenOnePatternMatchesNothing() {
    start(false, "apps/*", "extras/*");

    SyncResult result = loop.runOnce();

    assertThat(result.applied()).isEqualTo(2);
    assertThat(result.isComplete()).isFalse();
    assertThat(told(SyncEvent.ProblemFound.class))
        .extracting(found -> found.problem().rule())
        .containsExactly("sync/no-match");
  }

  @Test
  void refusesAnAppFromWhoseFolderSomethingWasLeftOut() {
    remote
        .file(
            "apps/web/logo.png",
            "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12\n")
        .commit("Add a logo");

    assertThat(loop.runOnce().refused()).isEqualTo(1);
    assertThat(cluster.calls()).containsExactly("api=api1");
  }

  @Test
  void tellsOnceThatAnAppIsGoneAndLeavesItAlone() {
    loop.runOnce();
    remote.remove("apps/api").commit("Remove the API");
    loop.runOnce();
    loop.runOnce();

    assertThat(told(SyncEvent.AppGone.class))
        .extracting(SyncEvent.AppGone::app)
        .containsExactly("api");
    assertThat(loop.memory().apps()).containsOnlyKeys("web");
  }

  @Test
  void followsAForcePushBack() {
    String first = loop.runOnce().revision().id();
    remote.file("apps/web/a.yaml", "web2").commit("Second");
    loop.runOnce();
    cluster.calls();
    remote.point("refs/heads/main", first);

    loop.runOnce();

    assertThat(cluster.calls()).containsExactly("api=api1", "web=web1");
  }

  @Test
  void backsOffLongerEachTimeWhileTheRemoteIsAwayAndTakesUpAgain() {
    waiter
        .then(() -> remote.move(true))
        .then(() -> assertThat(loop.memory().fault().orElseThrow().message()).contains("fetch"))
        .then(() -> {})
        .then(() -> remote.move(false))
        .then(
            () -> {
              assertThat(loop.memory().fault()).isEmpty();
              loop.stop();
            });

    loop.run();

    assertThat(waiter.waits())
        .containsExactly(
            MINUTE, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(40), MINUTE);
    assertThat(told(SyncEvent.FetchFailed.class))
        .extracting(SyncEvent.FetchFailed::failures)
        .containsExactly(1, 2, 3);
    assertThat(cluster.calls()).containsExactly("api=api1", "web=web1");
  }

  @Test
  void keepsWhatStandsWhenTheBranchIsDeleted() {
    loop.runOnce();
    cluster.calls();
    remote.delete("refs/heads/main");

    assertThatExceptionOfType(KnownFailure.class).isThrownBy(loop::runOnce);

    assertThat(cluster.calls()).isEmpty();
    assertThat(loop.memory().apps()).hasSize(2);
    assertThat(loop.memory().fault()).isPresent();
  }

  @Test
  void putsDriftRightInEachCycleIfAsked() {
    start(true, "apps/*");
    loop.runOnce();
    cluster.calls();
    events.clear();

    assertThat(loop.runOnce().applied()).isEqualTo(2);
    assertThat(cluster.calls()).containsExactly("api=api1", "web=web1");
    assertThat(told(SyncEvent.AppStarted.class))
        .extracting(SyncEvent.AppStarted::reason)
        .containsOnly(SyncEvent.Reason.DRIFT);
    assertThat(told(SyncEvent.RevisionFound.class)).isEmpty();
  }

  @Test
  void redoesNothingAfterARestart() {
    loop.runOnce();
    cluster.calls();
    start(false, "apps/*");

    assertThat(loop.runOnce().unchanged()).isTrue();
    assertThat(cluster.calls()).isEmpty();
  }

  @Test
  void appliesWhatAChangedSyncFileAddsAndNothingElse() {
    start(false, "apps/web");
    loop.runOnce();
    cluster.calls();
    start(false, "apps/*");

    loop.runOnce();

    assertThat(cluster.calls()).containsExactly("api=api1");
  }

  @Test
  void finishesTheAppInHandWhenStoppedAndDoesTheRestAfterARestart() {
    cluster.during(loop::stop);

    loop.run();

    assertThat(cluster.calls()).containsExactly("api=api1");
    assertThat(told(SyncEvent.AppSkipped.class))
        .extracting(SyncEvent.AppSkipped::app)
        .containsExactly("web");
    assertThat(loop.memory().state()).isInstanceOf(SyncState.Stopped.class);
    assertThat(StateFile.read(temp.resolve("state")).orElseThrow()).isEqualTo(loop.memory());

    cluster.during(() -> {});
    start(false, "apps/*");
    assertThat(loop.runOnce().isComplete()).isTrue();
    assertThat(cluster.calls()).containsExactly("web=web1");
  }

  @Test
  void showsItsStateToOthersWhileItWorks() {
    List<SyncState> seen = new ArrayList<>();
    cluster.during(() -> seen.add(StateFile.read(temp.resolve("state")).orElseThrow().state()));

    loop.runOnce();

    assertThat(seen)
        .extracting(
            state -> state instanceof SyncState.Reconciling now ? now.app() : Optional.empty())
        .containsExactly(Optional.of("api"), Optional.of("web"));
  }

  @Test
  void refusesToRunTwiceAtOnce() {
    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> StateFile.hold(temp.resolve("state")))
        .withMessageContaining("another tend sync of the same name is running");
  }

  @Test
  void leavesNoTraceOfADryRun() {
    SyncSpec spec = spec(false, "apps/*");
    SyncLoop dry =
        new SyncLoop(
            spec,
            new GitSource(spec.git(), temp.resolve("cache"), new GitEnvironment(Map.of(), temp)),
            cluster,
            StateFile.forgetful(),
            waiter.timing(),
            events::add);

    assertThat(dry.runOnce().applied()).isEqualTo(2);
    assertThat(StateFile.read(temp.resolve("state"))).isEmpty();
  }
}
