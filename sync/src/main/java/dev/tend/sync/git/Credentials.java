package dev.tend.sync.git;

import dev.tend.manifest.KnownFailure;
import dev.tend.sync.spec.GitAuth;
import dev.tend.sync.spec.GitSpec;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/**
 * What is presented to a remote in one fetch.
 *
 * @param secret empty where none is presented
 */
record Credentials(String username, String secret) {
  private static final String MASK = "***";

  /**
   * Reads the secrets, from where they stand now.
   *
   * @throws KnownFailure when one is missing
   */
  static Credentials resolve(GitSpec spec, GitEnvironment environment) {
    return switch (spec.auth()) {
      case GitAuth.None() -> new Credentials("", "");
      case GitAuth.Password(String username, GitAuth.Secret secret) ->
          new Credentials(username, read(secret, spec, environment));
      case GitAuth.Ssh ssh ->
          new Credentials(
              "",
              ssh.passphraseFile().map(file -> fromFile(file, "the passphrase", spec)).orElse(""));
    };
  }

  private static String read(GitAuth.Secret secret, GitSpec spec, GitEnvironment environment) {
    return switch (secret) {
      case GitAuth.Secret.Inline(String value) -> value;
      case GitAuth.Secret.InFile(Path path) -> fromFile(path, "the password", spec);
      case GitAuth.Secret.InEnvironment(String variable) ->
          Optional.ofNullable(environment.variables().get(variable))
              .filter(value -> !value.isBlank())
              .orElseThrow(
                  () ->
                      new KnownFailure(
                          "cannot log in to "
                              + spec.url()
                              + ": the environment variable "
                              + variable
                              + " is not set",
                          "set it for tend sync, or name a file instead"));
    };
  }

  private static String fromFile(Path file, String what, GitSpec spec) {
    try {
      String secret = Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
      if (secret.isEmpty()) {
        throw new KnownFailure(
            "cannot log in to "
                + spec.url()
                + ": the file of "
                + what
                + ", "
                + file
                + ", is empty");
      }
      return secret;
    } catch (IOException failure) {
      throw new KnownFailure(
          "cannot log in to " + spec.url() + ": " + what + " cannot be read from " + file,
          "the path starts from the Sync file's folder; is the file there and readable?",
          failure);
    }
  }

  /** For http(s), where there is something to present. */
  Optional<CredentialsProvider> provider(URIish remote) {
    return username.isEmpty() ? Optional.empty() : Optional.of(new BoundCredentials(remote, this));
  }

  /** The text without the secret, and without passwords in URLs. */
  String mask(String text) {
    String masked = text.replaceAll("(://[^/@:\\s]*):[^/@\\s]+@", "$1:" + MASK + "@");
    if (!secret.isEmpty()) {
      masked = masked.replace(secret, MASK);
      masked = masked.replace(URLEncoder.encode(secret, StandardCharsets.UTF_8), MASK);
    }
    return masked;
  }

  @Override
  public String toString() {
    return "Credentials[" + username + "]";
  }
}
