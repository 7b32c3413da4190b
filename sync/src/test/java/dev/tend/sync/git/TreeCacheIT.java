package dev.tend.sync.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tend.manifest.KnownFailure;
import dev.tend.sync.spec.RemoteUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreeCacheIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path temp;
  private TestRemote remote;
  private String first;

  @BeforeEach
  void create() {
    remote = new TestRemote(temp.resolve("remote.git"));
    first = remote.file("a", "1").commit("First");
    remote.annotatedTag("v1", first).point("refs/pull/7/head", first);
    remote.file("a", "2").commit("Second");
  }

  @AfterEach
  void close() {
    remote.close();
  }

  private Path folder(Clock clock, String url, String ref, boolean submodules) {
    return folder(clock, url, ref, submodules, TIMEOUT);
  }

  private Path folder(Clock clock, String url, String ref, boolean submodules, Duration timeout) {
    TreeCache cache =
        new TreeCache(temp.resolve("cache"), new GitEnvironment(Map.of(), temp), clock);
    RemoteUrl parsed = RemoteUrl.parse(url, temp);
    return cache.folder(new TreeCache.Wanted(parsed, ref, submodules, timeout));
  }

  private Path folder(String ref) {
    return folder(Clock.systemUTC(), "remote.git", ref, true);
  }

  private static KnownFailure failure(Callable<Path> fetch) {
    return assertThatExceptionOfType(KnownFailure.class).isThrownBy(fetch::call).actual();
  }

  @ParameterizedTest
  @CsvSource({"'',2", "main,2", "refs/heads/main,2", "heads/main,2", "v1,1", "pull/7/head,1"})
  void aNameMeansWhatItMeansToGit(String ref, String content) {
    assertThat(folder(ref).resolve("a")).hasContent(content);
  }

  @Test
  void aTagWinsOverABranchOfItsName() {
    remote.point("refs/heads/v1", remote.commit("Third"));
    assertThat(folder("v1").resolve("a")).hasContent("1");
  }

  @Test
  void anUnknownNameIsCompared() {
    KnownFailure failure = failure(() -> folder("mian"));
    assertThat(failure.message()).contains("no branch or tag mian");
    assertThat(failure.hint()).contains("main");
  }

  @Test
  void aCommitThatIsHereIsNotAskedForAgain() {
    Path folder = folder(first);
    remote.move(true);
    assertThat(folder(first)).isEqualTo(folder).isDirectoryContaining("glob:**/a");
    remote.move(false);
  }

  @Test
  void aFolderOnceLaidOutIsNotTouchedAgain() throws IOException {
    Path folder = folder("v1");
    Files.writeString(folder.resolve("mark"), "");
    assertThat(folder("refs/tags/v1").resolve("mark")).exists();
  }

  @Test
  void submodulesAreLaidOutInTheirPlaces() {
    try (TestRemote inner = new TestRemote(temp.resolve("inner.git"));
        TestRemote innermost = new TestRemote(temp.resolve("innermost.git"))) {
      String deep = innermost.file("c", "3").commit("Deep");
      inner.file(".gitmodules", modules("deeper", "../innermost.git")).submodule("deeper", deep);
      String pinned = inner.file("b", "2").commit("Pinned");
      inner.file("b", "newer").commit("Newer");
      remote.file(".gitmodules", modules("vendor/inner", "../inner.git"));
      remote.submodule("vendor/inner", pinned).commit("With a submodule");

      assertThat(folder("main").resolve("vendor/inner/b")).hasContent("2");
      assertThat(folder("main").resolve("vendor/inner/deeper/c")).hasContent("3");
      assertThat(folder(Clock.systemUTC(), "remote.git", "main", false).resolve("vendor"))
          .doesNotExist();
    }
  }

  private static String modules(String path, String url) {
    return "[submodule \"x\"]\n\tpath = " + path + "\n\turl = " + url + "\n";
  }

  @Test
  void aSubmoduleWithoutAnAddressIsNamed() {
    remote.submodule("vendor").commit("Lost");
    assertThat(failure(() -> folder("main")).message()).contains("vendor", ".gitmodules");
  }

  @Test
  void submodulesThatHoldThemselvesEnd() {
    remote.file(".gitmodules", modules("again", "./.")).submodule("again", first);
    String loop = remote.commit("Loop");
    remote.submodule("again", loop).commit("Longer loop");
    assertThat(folder("main").resolve("again/again/a")).hasContent("1");
  }

  @Test
  void aRepositoryOverHttpIsCutToOneCommit() throws IOException {
    try (HttpRemote server = new HttpRemote(remote)) {
      Path folder = folder(Clock.systemUTC(), server.url(), "main", true);
      assertThat(folder.resolve("a")).hasContent("2");
      assertThat(folder.resolve("../../mirror.git/shallow").normalize()).exists();
    }
  }

  @Test
  void aRemoteThatStaysSilentIsGivenUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + silent.getLocalPort() + "/x/y.git";
      Duration brief = Duration.ofSeconds(2);
      assertThat(failure(() -> folder(Clock.systemUTC(), url, "main", true, brief)).message())
          .contains("no answer within 2s");
    }
  }

  @Test
  void severalAtOnceGetTheSame() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      Callable<Path> wish = () -> folder("main");
      List<Future<Path>> answers = threads.invokeAll(List.of(wish, wish, wish, wish));
      for (Future<Path> answer : answers) {
        assertThat(answer.get().resolve("a")).hasContent("2");
      }
    }
  }

  @Test
  void whatNobodyAskedForInAWhileIsRemoved() {
    Path old = folder("v1");
    InstantSource later = () -> Instant.now().plus(Duration.ofDays(15));
    folder(later.withZone(ZoneOffset.UTC), "remote.git", "main", true);
    assertThat(old).doesNotExist();
    assertThat(folder("v1").resolve("a")).hasContent("1");
  }
}
