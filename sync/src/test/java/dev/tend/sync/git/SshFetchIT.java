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
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshFetchIT {
  @TempDir Path temp;
  private final KeyPair key = SshRemote.newKey();
  private TestRemote remote;
  private SshRemote server;
  private Path keyFile;
  private Path knownHosts;
  private String commit;

  @BeforeEach
  void create() throws IOException {
    remote = new TestRemote(temp.resolve("remote.git"));
    remote.file("a", "0").commit("First");
    commit = remote.file("a", "1").commit("Second");
    server = new SshRemote(remote, key.getPublic());
    keyFile = temp.resolve("key");
    SshRemote.write(key, keyFile, null);
    knownHosts = Files.writeString(temp.resolve("known_hosts"), server.knownHost() + "\n");
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    remote.close();
  }

  private GitSource source(GitAuth auth) {
    return new GitSource(
        new GitSpec(
            RemoteUrl.parse(server.url(), temp),
            new GitRef.Branch("main"),
            auth,
            Duration.ofSeconds(30)),
        temp.resolve("cache"),
        new GitEnvironment(Map.of(), temp.resolve("home")));
  }

  private GitAuth auth(Optional<Path> passphrase) {
    return new GitAuth.Ssh(Optional.of(keyFile), passphrase, Optional.of(knownHosts));
  }

  private static KnownFailure failure(GitSource source) {
    return assertThatExceptionOfType(KnownFailure.class)
        .isThrownBy(() -> source.fetch(() -> false))
        .actual();
  }

  @Test
  void fetchesWithAKeyFromAKnownHost() {
    GitSource source = source(auth(Optional.empty()));

    Revision revision = source.fetch(() -> false);
    assertThat(revision.id()).isEqualTo(commit);
    assertThat(source.checkout(revision).folder().resolve("a")).hasContent("1");
  }

  @Test
  void opensAKeyWithItsPassphrase() throws IOException {
    SshRemote.write(key, keyFile, "open sesame");
    Path passphrase = Files.writeString(temp.resolve("passphrase"), "open sesame\n");

    assertThat(source(auth(Optional.of(passphrase))).fetch(() -> false).id()).isEqualTo(commit);
  }

  @Test
  void takesTheUsualKeyAndKnownHostsOfTheHomeFolder() throws IOException {
    Path ssh = Files.createDirectories(temp.resolve("home/.ssh"));
    Files.copy(keyFile, ssh.resolve("id_ecdsa"));
    Files.copy(knownHosts, ssh.resolve("known_hosts"));
    Files.writeString(ssh.resolve("config"), "Host *\n  Port 1\n  User nobody\n");

    assertThat(source(new GitAuth.None()).fetch(() -> false).id()).isEqualTo(commit);
  }

  @Test
  void refusesAHostThatIsNotKnownAndLearnsNothing() throws IOException {
    Files.writeString(knownHosts, "");

    KnownFailure failure = failure(source(auth(Optional.empty())));
    assertThat(failure.message()).endsWith("the server's host key is not a known one");
    assertThat(failure.hint()).contains("ssh-keyscan -p ").contains(knownHosts.toString());
    assertThat(knownHosts).isEmptyFile();
  }

  @Test
  void refusesAHostWhoseKeyChanged() throws IOException {
    try (SshRemote other = new SshRemote(remote, key.getPublic())) {
      String otherKey = other.knownHost().substring(other.knownHost().indexOf(' '));
      String host = server.knownHost().substring(0, server.knownHost().indexOf(' '));
      Files.writeString(knownHosts, host + otherKey + "\n");

      assertThat(failure(source(auth(Optional.empty()))).message())
          .endsWith("the server's host key is not a known one");
    }
  }

  @Test
  void saysThatItsKeyIsNotLetIn() {
    SshRemote.write(SshRemote.newKey(), keyFile, null);

    KnownFailure failure = failure(source(auth(Optional.empty())));
    assertThat(failure.message()).endsWith("it refused the key " + keyFile);
    assertThat(failure.hint()).contains("deploy key");
  }

  @Test
  void saysThatAFileCannotBeRead() throws IOException {
    Files.delete(keyFile);

    assertThat(failure(source(auth(Optional.empty()))).message())
        .endsWith("the private key " + keyFile + " cannot be read");
  }
}
