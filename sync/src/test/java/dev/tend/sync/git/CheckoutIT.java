package dev.tend.sync.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.manifest.Problem;
import dev.tend.sync.spec.GitAuth;
import dev.tend.sync.spec.GitRef;
import dev.tend.sync.spec.GitSpec;
import dev.tend.sync.spec.RemoteUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutIT {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 12\n";

  @TempDir Path temp;
  private TestRemote remote;
  private GitSource source;

  @BeforeEach
  void create() {
    remote = new TestRemote(temp.resolve("remote.git"));
    GitSpec spec =
        new GitSpec(
            RemoteUrl.parse("remote.git", temp),
            new GitRef.Branch("main"),
            new GitAuth.None(),
            Duration.ofSeconds(30));
    source = new GitSource(spec, temp.resolve("cache"), new GitEnvironment(Map.of(), temp));
  }

  @AfterEach
  void close() {
    remote.close();
  }

  private Checkout checkout() {
    remote.commit("Commit");
    return source.checkout(source.fetch(() -> false));
  }

  private static List<String> said(Checkout checkout) {
    return checkout.problems().stream()
        .map(problem -> problem.location() + " " + problem.message())
        .toList();
  }

  @Test
  void laysOutFilesByteForByte() {
    Checkout checkout =
        checkoutOf(
            remote
                .file("apps/web/a.yaml", "a: 1\r\n")
                .file("apps/web/deep/er/b.yaml", "b: é\n")
                .file(".gitattributes", "*.yaml text eol=crlf\n"));

    assertThat(checkout.isUsable()).isTrue();
    assertThat(checkout.problems()).isEmpty();
    assertThat(checkout.folder().resolve("apps/web/a.yaml")).hasContent("a: 1\r\n");
    assertThat(checkout.folder().resolve("apps/web/deep/er/b.yaml")).hasContent("b: é\n");
    assertThat(checkout.folder().getFileName()).hasToString(checkout.revision().id());
  }

  private Checkout checkoutOf(TestRemote ignored) {
    return checkout();
  }

  @Test
  void keepsTheLastTwoOnly() throws IOException {
    remote.file("a", "1");
    Path first = checkout().folder();
    Files.setLastModifiedTime(first, FileTime.fromMillis(1));
    remote.file("a", "2");
    Path second = checkout().folder();
    remote.file("a", "3");
    Path third = checkout().folder();

    try (Stream<Path> folders = Files.list(temp.resolve("cache/checkouts"))) {
      assertThat(folders).containsExactlyInAnyOrder(second, third);
    }
  }

  @Test
  void putsRightACheckoutThatWasChanged() throws IOException {
    remote.file("a", "1");
    Checkout checkout = checkout();
    Files.writeString(checkout.folder().resolve("a"), "changed");
    Files.writeString(checkout.folder().resolve("b"), "added");

    Checkout again = source.checkout(checkout.revision());

    assertThat(again.folder().resolve("a")).hasContent("1");
    assertThat(again.folder().resolve("b")).doesNotExist();
  }

  @Test
  void keepsLinksThatStayInside() {
    Checkout checkout =
        checkoutOf(
            remote
                .file("base/a.yaml", "a: 1")
                .link("apps/web/a.yaml", "../../base/a.yaml")
                .link("apps/all", "../base")
                .link("apps/again.yaml", "all/a.yaml"));

    assertThat(checkout.problems()).isEmpty();
    assertThat(checkout.folder().resolve("apps/web/a.yaml")).hasContent("a: 1");
    assertThat(checkout.folder().resolve("apps/again.yaml")).hasContent("a: 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../../../etc/passwd", "/etc/passwd", "../../..", "../../../nowhere"})
  void refusesLinksThatLeaveTheTree(String target) {
    Checkout checkout = checkoutOf(remote.file("a", "1").link("apps/web/x.yaml", target));

    assertThat(checkout.isUsable()).isFalse();
    assertThat(said(checkout))
        .containsExactly("apps/web/x.yaml is a symbolic link out of the repository, to " + target);
    assertThat(Files.isSymbolicLink(checkout.folder().resolve("apps/web/x.yaml"))).isFalse();
  }

  @Test
  void refusesLinksThatLeaveTheTreeByWayOfAnother() throws IOException {
    Files.writeString(temp.resolve("cache.txt"), "secret");
    Checkout checkout =
        checkoutOf(
            remote
                .file("a/b/c/file", "1")
                .link("a/b/up", "../..")
                .link("a/b/out", "up/../../../cache.txt"));

    assertThat(checkout.isUsable()).isFalse();
    assertThat(said(checkout))
        .containsExactly(
            "a/b/out is a symbolic link out of the repository, to up/../../../cache.txt");
  }

  @Test
  void refusesLinksToNowhereAndInCircles() {
    Checkout checkout =
        checkoutOf(remote.file("a", "1").link("x", "absent").link("y", "z").link("z", "y"));

    assertThat(checkout.isUsable()).isFalse();
    assertThat(checkout.problems()).extracting(Problem::rule).containsOnly("sync/link-broken");
    assertThat(checkout.problems()).hasSize(3);
  }

  @Test
  void refusesSubmodulesByName() {
    Checkout checkout = checkoutOf(remote.file("a", "1").submodule("vendor/charts"));

    assertThat(checkout.isUsable()).isFalse();
    assertThat(said(checkout))
        .containsExactly("vendor/charts is a submodule, which tend does not fetch");
  }

  @Test
  void neverTakesAnLfsPointerForTheFile() {
    Checkout checkout =
        checkoutOf(remote.file("docs/logo.png", POINTER).file("apps/web/a.yaml", "a: 1"));
    assertThat(checkout.isUsable()).isTrue();
    assertThat(checkout.folder().resolve("docs/logo.png")).doesNotExist();
    assertThat(checkout.leftOutBelow("docs")).hasSize(1);
    assertThat(checkout.leftOutBelow("")).hasSize(1);
    assertThat(checkout.leftOutBelow("apps/web")).isEmpty();

    Checkout broken = checkoutOf(remote.file("apps/web/a.yaml", POINTER));
    assertThat(broken.isUsable()).isFalse();
    assertThat(said(broken).getFirst()).startsWith("apps/web/a.yaml is a Git LFS pointer");
    assertThat(broken.folder().resolve("apps/web/a.yaml")).doesNotExist();
  }

  @Test
  void reportsPathsThatDifferInCaseOnly() {
    Checkout checkout =
        checkoutOf(remote.file("apps/Web/a.yaml", "1").file("apps/web/b.yaml", "2").file("x", "1"));

    assertThat(said(checkout)).containsExactly("apps/web differs only in case from apps/Web");
  }

  @Test
  void refusesCollidingPathsWhereOnlyOneOfThemCanExist() throws Exception {
    remote.file("a", "1").file("A", "2").commit("Commit");
    TreeListing listing =
        TreeListing.of(
            remote.repository(),
            remote.repository().parseCommit(remote.repository().resolve("HEAD")).getTree());

    assertThat(listing.collisions(true)).extracting(Problem::isError).containsExactly(true);
    assertThat(listing.collisions(false)).extracting(Problem::isError).containsExactly(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", ".git", ".GIT", "../x"})
  void refusesPathsThatNoGitWouldMake(String name) {
    remote.commitRawName(name);

    Checkout checkout = source.checkout(source.fetch(() -> false));

    assertThat(checkout.isUsable()).as(name).isFalse();
    assertThat(checkout.problems()).extracting(Problem::rule).containsExactly("sync/unsafe-path");
    assertThat(checkout.folder()).isEmptyDirectory();
  }
}
