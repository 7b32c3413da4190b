package dev.tend.sync.git;

import dev.tend.manifest.KnownFailure;
import dev.tend.sync.spec.GitAuth;
import dev.tend.sync.spec.GitSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;

/**
 * Makes ssh sessions that use only the keys and the known hosts that they are given: no {@code
 * ~/.ssh/config}, no agent, no question about an unknown host.
 */
final class SshSessions {
  private static final List<String> USUAL_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

  private SshSessions() {}

  /** To be closed when the fetch is over. */
  static SshdSessionFactory open(
      GitSpec spec, Credentials credentials, GitEnvironment environment) {
    Path usual = environment.home().resolve(".ssh");
    GitAuth.Ssh auth =
        spec.auth() instanceof GitAuth.Ssh ssh
            ? ssh
            : new GitAuth.Ssh(Optional.empty(), Optional.empty(), Optional.empty());
    List<Path> keys = auth.privateKeyFile().map(List::of).orElseGet(() -> usualKeys(usual));
    Path knownHosts = auth.knownHostsFile().orElse(usual.resolve("known_hosts"));
    require(auth.privateKeyFile(), "private key", spec);
    require(auth.knownHostsFile(), "known hosts file", spec);
    return new SshdSessionFactoryBuilder()
        .setPreferredAuthentications("publickey")
        .setHomeDirectory(environment.home().toFile())
        .setSshDirectory(usual.toFile())
        .setConfigStoreFactory((home, config, user) -> null)
        .setDefaultIdentities(folder -> keys)
        .setDefaultKnownHostsFiles(folder -> List.of(knownHosts))
        .setKeyPasswordProvider(ignored -> new Passphrase(credentials.secret()))
        .build(null);
  }

  private static List<Path> usualKeys(Path folder) {
    return USUAL_KEYS.stream().map(folder::resolve).filter(Files::isReadable).toList();
  }

  private static void require(Optional<Path> file, String what, GitSpec spec) {
    Stream<Path> unreadable = file.stream().filter(path -> !Files.isReadable(path));
    unreadable
        .findFirst()
        .ifPresent(
            path -> {
              throw new KnownFailure(
                  "cannot reach " + spec.url() + ": the " + what + " " + path + " cannot be read",
                  "the path starts from the Sync file's folder; is the file there and readable?");
            });
  }

  /** Offers one passphrase, once. */
  private record Passphrase(String secret) implements KeyPasswordProvider {
    @Override
    public char[] getPassphrase(URIish key, int attempt) {
      return secret.toCharArray();
    }

    @Override
    public void setAttempts(int attempts) {}

    @Override
    public int getAttempts() {
      return 1;
    }

    @Override
    public boolean keyLoaded(URIish key, int attempt, Exception failure) {
      return false;
    }
  }
}
