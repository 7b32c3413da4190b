package dev.tend.sync.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tend.manifest.KnownFailure;
import dev.tend.sync.spec.GitAuth;
import dev.tend.sync.spec.GitRef;
import dev.tend.sync.spec.GitSpec;
import dev.tend.sync.spec.RemoteUrl;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpFetchIT {
  @TempDir Path temp;
  private TestRemote remote;
  private HttpRemote server;
  private String commit;

  @BeforeEach
  void create() {
    remote = new TestRemote(temp.resolve("remote.git"));
    server = new HttpRemote(remote);
    remote.file("a", "0").commit("First");
    commit = remote.file("a", "1").commit("Second");
  }

  @AfterEach
  void close() {
    server.close();
    remote.close();
  }

  private GitSource source(String url, GitRef ref, GitAuth auth, String... variables) {
    return source(url, ref, auth, Duration.ofSeconds(30), variables);
  }

  private GitSource source(
      String url, GitRef ref, GitAuth auth, Duration timeout, String... variables) {
    Map<String, String> environment =
        variables.length == 0 ? Map.of() : Map.of(variables[0], variables[1]);
    return new GitSource(
        new GitSpec(RemoteUrl.parse(url, temp), ref, auth, timeout),
        temp.resolve("cache"),
        new GitEnvironment(environment, temp));
  }

  private GitSource main(GitAuth auth, String... variables) {
    return source(server.url(), new GitRef.Branch("main"), auth, variables);
  }

  private static KnownFailure failure(GitSource source) {
    return assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> source.fetch(() -> false))
        .actual();
  }

  private static GitAuth inFile(Path file) {
    return new GitAuth.Password("bot", new GitAuth.Secret.InFile(file));
  }

  @Test
  void fetchesABranchWithoutItsHistory() throws IOException {
    GitSource source = main(new GitAuth.None());

    Revision revision = source.fetch(() -> false);
    assertThat(revision.id()).isEqualTo(commit);
    assertThat(source.checkout(revision).folder().resolve("a")).hasContent("1");
    assertThat(temp.resolve("cache/mirror.git/shallow")).hasContent(commit);

    String next = remote.file("a", "2").commit("Third");
    assertThat(source.fetch(() -> false).id()).isEqualTo(next);
  }

  @Test
  void fetchesOneCommitThatNoRefNames() {
    String orphan = remote.file("a", "2").commit("Third");
    remote.point("refs/heads/main", commit);
    remote.point("refs/heads/keep", orphan);
    remote.rewind(orphan).file("a", "3").commitTo("keep", "Fourth");

    assertThat(
            source(server.url(), new GitRef.Commit(orphan), new GitAuth.None())
                .fetch(() -> false)
                .id())
        .isEqualTo(orphan);
  }

  @Test
  void logsInWithASecretThatIsReadAnewEachTime() throws IOException {
    server.requiring("bot", "old");
    Path file = Files.writeString(temp.resolve("password"), "old\n");
    GitSource source = main(inFile(file));
    assertThat(source.fetch(() -> false).id()).isEqualTo(commit);

    server.requiring("bot", "new");
    assertThat(failure(source).message()).contains("refused the credentials of bot");
    Files.writeString(file, "new\n");
    assertThat(source.fetch(() -> false).id()).isEqualTo(commit);
  }

  @Test
  void logsInWithATokenFromTheEnvironment() {
    server.requiring("git", "t0ken");
    GitAuth auth = new GitAuth.Password("git", new GitAuth.Secret.InEnvironment("GIT_TOKEN"));

    assertThat(main(auth, "GIT_TOKEN", "t0ken").fetch(() -> false).id()).isEqualTo(commit);
    assertThat(failure(main(auth)).message())
        .contains("the environment variable GIT_TOKEN is not set");
  }

  @Test
  void saysWhatToDoWhenItIsNotLetIn() {
    server.requiring("bot", "right");

    KnownFailure nameless = failure(main(new GitAuth.None()));
    assertThat(nameless.message()).contains("it asks for credentials");
    assertThat(nameless.hint()).contains("git.auth");

    Path file = temp.resolve("absent");
    assertThat(failure(main(inFile(file))).message())
        .contains("the password cannot be read from " + file);
  }

  @Test
  void neverTellsASecret() {
    server.requiring("bot", "right");
    GitAuth auth = new GitAuth.Password("bot", new GitAuth.Secret.Inline("hunter2/&"));
    KnownFailure failure =
        failure(
            source(
                server.url().replace("http://", "http://bot:hunter2%2F&@"),
                new GitRef.Branch("main"),
                auth));
    StringWriter all = new StringWriter();
    failure.printStackTrace(new PrintWriter(all));

    assertThat(all + failure.hint()).doesNotContain("hunter2");
  }

  @Test
  void keepsItsSecretFromAServerItIsRedirectedTo() {
    try (HttpRemote thief = new HttpRemote(remote).requiring("bot", "secret")) {
      server.redirectingTo(thief.url());
      GitAuth auth = new GitAuth.Password("bot", new GitAuth.Secret.Inline("secret"));

      failure(main(auth));
      assertThat(thief.authorizations()).isNotEmpty().containsOnly("");
    }
  }

  @Test
  void followsARedirectToAServerThatNeedsNoSecret() {
    try (HttpRemote elsewhere = new HttpRemote(remote)) {
      server.redirectingTo(elsewhere.url());

      assertThat(main(new GitAuth.None()).fetch(() -> false).id()).isEqualTo(commit);
    }
  }

  @Test
  void givesUpOnASilentServer() {
    server.hanging();

    KnownFailure failure =
        failure(
            source(
                server.url(),
                new GitRef.Branch("main"),
                new GitAuth.None(),
                Duration.ofSeconds(1)));
    assertThat(failure.message()).endsWith("no answer within 1s");
    assertThat(failure.hint()).contains("git.timeout");
  }

  @Test
  void saysThatThereIsNoSuchRepositoryServerOrHost() {
    assertThat(failure(source(server.url() + "x", new GitRef.RemoteHead(), new GitAuth.None())))
        .hasMessageContaining("there is no repository, or none that we may see");
    assertThat(
            failure(source("http://host.invalid/x", new GitRef.RemoteHead(), new GitAuth.None())))
        .hasMessageContaining("no such host: host.invalid");
    server.close();
    assertThat(failure(main(new GitAuth.None()))).hasMessageContaining("connection refused");
  }

  @Test
  void namesBranchesThatAreNear() {
    KnownFailure failure =
        failure(source(server.url(), new GitRef.Branch("mian"), new GitAuth.None()));

    assertThat(failure.message()).endsWith("it has no branch mian");
    assertThat(failure.hint()).isEqualTo("did you mean main?");
  }
}
