package dev.tend.sync.spec;

import dev.tend.sync.spec.GitAuth.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code spec.git.auth}, and the password that may stand in the URL. */
final class GitAuthReader {
  private static final String DEFAULT_USERNAME = "git";

  private final Fields git;
  private final RemoteUrl url;
  private final Path base;

  GitAuthReader(Fields git, RemoteUrl url, Path base) {
    this.git = git;
    this.url = url;
    this.base = base;
  }

  GitAuth read() {
    if (url.isHttp() && (url.password().isPresent() || url.username().isPresent())) {
      git.warning(
          "url",
          "sync/inline-secret",
          "the URL carries credentials, which whoever reads this file can use",
          "move them out: auth: {username: ..., passwordFile: ...}");
    }
    Optional<Fields> auth = git.object("auth");
    GitAuth read =
        switch (url.transport()) {
          case HTTP, HTTPS -> http(auth);
          case SSH -> auth.map(this::ssh).orElseGet(GitAuth.None::new);
          case FILE -> {
            auth.ifPresent(
                fields ->
                    git.error(
                        "auth", "sync/auth", "a local repository takes no auth", "remove it"));
            yield new GitAuth.None();
          }
        };
    if (url.transport() == RemoteUrl.Transport.HTTP && read instanceof GitAuth.Password) {
      git.warning(
          "url",
          "sync/plain-http",
          "credentials travel unencrypted over http://",
          "use https:// if the server has it");
    }
    return read;
  }

  private GitAuth http(Optional<Fields> auth) {
    Optional<GitAuth> explicit = auth.flatMap(this::password);
    if (explicit.isPresent()) {
      return explicit.get();
    }
    // A lone user name in a URL is how tokens are often passed: https://TOKEN@host/...
    Optional<String> secret = url.password().or(url::username);
    String username = url.password().isPresent() ? url.username().orElse("") : DEFAULT_USERNAME;
    return secret
        .<GitAuth>map(
            word ->
                new GitAuth.Password(
                    username.isEmpty() ? DEFAULT_USERNAME : username, new Secret.Inline(word)))
        .orElseGet(GitAuth.None::new);
  }

  private Optional<GitAuth> password(Fields auth) {
    auth.only(
        "username", "password", "passwordFile", "passwordEnv", "token", "tokenFile", "tokenEnv");
    List<Secret> secrets = new ArrayList<>();
    for (String word : List.of("password", "token")) {
      auth.text(word)
          .ifPresent(
              value -> {
                secrets.add(new Secret.Inline(value));
                auth.warning(
                    word,
                    "sync/inline-secret",
                    "the " + word + " stands in the file, where whoever reads it can use it",
                    "write it to a file and name that: " + word + "File");
              });
      auth.file(word + "File", base).map(Secret.InFile::new).ifPresent(secrets::add);
      auth.text(word + "Env").map(Secret.InEnvironment::new).ifPresent(secrets::add);
    }
    if (secrets.size() != 1) {
      git.error(
          "auth",
          "sync/auth",
          secrets.isEmpty() ? "auth names no secret" : "auth names more than one secret",
          "give one of passwordFile, passwordEnv, tokenFile, tokenEnv");
      return Optional.empty();
    }
    String username = auth.text("username").or(url::username).orElse(DEFAULT_USERNAME);
    return Optional.of(new GitAuth.Password(username, secrets.getFirst()));
  }

  private GitAuth ssh(Fields auth) {
    auth.only("privateKeyFile", "passphraseFile", "knownHostsFile");
    if (auth.has("passphraseFile") && !auth.has("privateKeyFile")) {
      auth.missing("privateKeyFile", "the key that the passphrase opens");
    }
    return new GitAuth.Ssh(
        auth.file("privateKeyFile", base),
        auth.file("passphraseFile", base),
        auth.file("knownHostsFile", base));
  }
}
