package dev.tend.sync.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tend.manifest.KnownFailure;
import dev.tend.sync.spec.GitAuth;
import dev.tend.sync.spec.GitRef;
import dev.tend.sync.spec.GitSpec;
import dev.tend.sync.spec.RemoteUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitSourceIT {
  @TempDir Path temp;
  private TestRemote remote;
  private GitSource source;

  @BeforeEach
  void create() {
    remote = new TestRemote(temp.resolve("remote.git"));
    source = following(new GitRef.Branch("main"));
  }

  @AfterEach
  void close() {
    remote.close();
  }

  private GitSource following(GitRef ref) {
    return following(ref, remote.folder().toUri().toString());
  }

  private GitSource following(GitRef ref, String url) {
    GitSpec spec =
        new GitSpec(RemoteUrl.parse(url, temp), ref, new GitAuth.None(), Duration.ofSeconds(30));
    return new GitSource(spec, temp.resolve("cache"), new GitEnvironment(Map.of(), temp));
  }

  private Revision fetch() {
    return source.fetch(() -> false);
  }

  private KnownFailure failure() {
    return assertThatExceptionOfType(KnownFailure.class).isThrownBy(this::fetch).actual();
  }

  @Test
  void findsTheNewestCommitWithWhoAndWhat() {
    remote.file("a", "1").commit("First");
    String second = remote.file("a", "2").commit("Second");

    assertThat(fetch()).isEqualTo(new Revision(second, TestRemote.WRITTEN, "Second"));
  }

  @Test
  void seesNewCommitsAndTheSameOneAgain() {
    String first = remote.file("a", "1").commit("First");
    assertThat(fetch().id()).isEqualTo(first);
    assertThat(fetch().id()).isEqualTo(first);

    String second = remote.file("a", "2").commit("Second");
    assertThat(fetch().id()).isEqualTo(second);
  }

  @Test
  void bringsNoHistory() throws Exception {
    String first = remote.file("a", "1").commit("First");
    remote.file("a", "2").commit("Second");
    fetch();

    assertThat(temp.resolve("cache/mirror.git/shallow")).exists();
    new Mirror(temp.resolve("cache/mirror.git"), remote.folder().toUri().toString())
        .use(
            repository -> {
              assertThat(
                      repository
                          .getObjectDatabase()
                          .has(org.eclipse.jgit.lib.ObjectId.fromString(first)))
                  .isFalse();
              return "";
            });
  }

  @Test
  void followsAForcePush() {
    String first = remote.file("a", "1").commit("First");
    remote.file("a", "2").commit("Second");
    fetch();
    String other = remote.rewind(first).file("a", "3").commit("Instead");
    assertThat(fetch().id()).isEqualTo(other);

    remote.point("refs/heads/main", first);
    assertThat(fetch().id()).isEqualTo(first);

    String unrelated = remote.rewind(null).file("b", "1").commit("New start");
    assertThat(fetch().id()).isEqualTo(unrelated);
  }

  @Test
  void saysThatABranchIsGoneAndTakesItUpWhenItIsBack() {
    String first = remote.file("a", "1").commit("First");
    remote.point("refs/heads/mainline", first);
    fetch();
    remote.delete("refs/heads/main");

    assertThat(failure().message()).endsWith("it has no branch main");
    assertThat(failure().hint()).isEqualTo("did you mean mainline?");

    remote.point("refs/heads/main", first);
    assertThat(fetch().id()).isEqualTo(first);
  }

  @Test
  void saysThatARepositoryIsEmptyWhateverIsFollowed() {
    assertThat(failure().message()).endsWith("the repository is empty");
    source = following(new GitRef.RemoteHead());
    assertThat(failure().message()).endsWith("the repository is empty");

    String first = remote.file("a", "1").commit("First");
    assertThat(fetch().id()).isEqualTo(first);
  }

  @Test
  void followsTheDefaultBranchTagsAndCommits() {
    String first = remote.file("a", "1").commit("First");
    String second = remote.file("a", "2").commit("Second");
    remote.annotatedTag("v1", first).point("refs/tags/light", first);

    source = following(new GitRef.RemoteHead());
    assertThat(fetch().id()).isEqualTo(second);
    source = following(new GitRef.Tag("v1"));
    assertThat(fetch().id()).isEqualTo(first);
    source = following(new GitRef.Tag("light"));
    assertThat(fetch().id()).isEqualTo(first);
    source = following(new GitRef.Commit(first));
    assertThat(fetch().id()).isEqualTo(first);
  }

  @Test
  void namesTagsThatAreNear() {
    String first = remote.file("a", "1").commit("First");
    remote.point("refs/tags/v1.2.0", first).point("refs/tags/v1.3.0", first);
    source = following(new GitRef.Tag("v1.2"));

    assertThat(failure().message()).endsWith("it has no tag v1.2");
    assertThat(failure().hint()).isEqualTo("did you mean v1.2.0?");
  }

  @Test
  void asksNoRemoteForACommitThatIsHere() {
    String first = remote.file("a", "1").commit("First");
    source = following(new GitRef.Commit(first));
    fetch();
    remote.move(true);

    assertThat(fetch().id()).isEqualTo(first);
  }

  @Test
  void saysThatACommitIsNotThere() {
    remote.file("a", "1").commit("First");
    source = following(new GitRef.Commit("0123456789012345678901234567890123456789"));

    assertThat(failure().message())
        .endsWith("it has no commit 0123456789012345678901234567890123456789");
  }

  @Test
  void takesPathsAsWellAsUrls() {
    String first = remote.file("a", "1").commit("First");
    source = following(new GitRef.Branch("main"), "remote.git");

    assertThat(fetch().id()).isEqualTo(first);
  }

  @Test
  void saysThatThereIsNoRepository() {
    source = following(new GitRef.Branch("main"), temp.resolve("nowhere").toUri().toString());

    assertThat(failure().message()).contains("there is no repository");
  }

  @Test
  void makesABrokenMirrorAnew() throws IOException {
    String first = remote.file("a", "1").file("b/c", "2").commit("First");
    fetch();
    for (String damaged : new String[] {"objects", "HEAD", "config", "shallow", "refs"}) {
      damage(temp.resolve("cache/mirror.git").resolve(damaged));

      Revision again = fetch();
      assertThat(again.id()).as(damaged).isEqualTo(first);
      assertThat(source.checkout(again).folder().resolve("b/c")).as(damaged).hasContent("2");
    }
  }

  @Test
  void makesAMirrorAnewThatLostFilesOnly() throws IOException {
    remote.file("a", "1").commit("First");
    Revision revision = fetch();
    remote.file("a", "2");
    damage(temp.resolve("cache/mirror.git/objects"));

    assertThat(source.checkout(revision).folder().resolve("a")).hasContent("1");
  }

  private static void damage(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      try (Stream<Path> files = Files.walk(file)) {
        for (Path one : files.filter(Files::isRegularFile).toList()) {
          one.toFile().setWritable(true);
          Files.writeString(one, "damaged");
        }
      }
    } else {
      Files.writeString(file, "damaged");
    }
  }

  @Test
  void throwsAwayTheMirrorOfAnotherRepository() {
    remote.file("a", "1").commit("First");
    fetch();
    try (TestRemote other = new TestRemote(temp.resolve("other.git"))) {
      String first = other.file("b", "1").commit("Other");
      source = following(new GitRef.Branch("main"), other.folder().toString());

      assertThat(fetch().id()).isEqualTo(first);
    }
  }

  @Test
  void paysNoHeedToTheUsersGitConfiguration() throws IOException {
    Files.writeString(
        temp.resolve(".gitconfig"),
        "[url \"file:///nowhere/\"]\n\tinsteadOf = file://\n[core]\n\tautocrlf = true\n");
    String home = System.getProperty("user.home");
    System.setProperty("user.home", temp.toString());
    try {
      remote.file("a", "1\n").commit("First");

      assertThat(source.checkout(fetch()).folder().resolve("a")).hasContent("1\n");
    } finally {
      System.setProperty("user.home", home);
    }
  }

  @Test
  void stopsOnRequest() {
    remote.file("a", "1").commit("First");

    assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> source.fetch(() -> true))
        .withMessageEndingWith("stopped on request");
  }
}
