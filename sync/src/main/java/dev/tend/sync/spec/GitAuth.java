package dev.tend.sync.spec;

import java.nio.file.Path;
import java.util.Optional;

/** How a remote lets us in. */
public sealed interface GitAuth {
  /** Nothing is presented over http(s); over ssh the usual keys of {@code ~/.ssh} are. */
  record None() implements GitAuth {}

  /** HTTP basic authentication; a token is a password with any user name. */
  record Password(String username, Secret secret) implements GitAuth {}

  /**
   * An ssh key. What is absent is looked for in {@code ~/.ssh}.
   *
   * @param passphraseFile where the private key is encrypted
   */
  record Ssh(
      Optional<Path> privateKeyFile, Optional<Path> passphraseFile, Optional<Path> knownHostsFile)
      implements GitAuth {}

  /** Where a secret is found; read anew at every fetch, so that it can rotate. */
  sealed interface Secret {
    /** The content of a file, without the line end at its end. */
    record InFile(Path path) implements Secret {}

    /** The value of an environment variable. */
    record InEnvironment(String variable) implements Secret {}

    /** Written into the Sync file or its URL, against advice. */
    record Inline(String value) implements Secret {
      @Override
      public String toString() {
        return "Inline[***]";
      }
    }
  }
}
