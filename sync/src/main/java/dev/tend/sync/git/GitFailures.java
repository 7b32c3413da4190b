package dev.tend.sync.git;

import dev.tend.manifest.Durations;
import dev.tend.manifest.KnownFailure;
import dev.tend.sync.spec.GitAuth;
import dev.tend.sync.spec.GitSpec;
import dev.tend.sync.spec.RemoteUrl;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.jspecify.annotations.Nullable;

/** Tells why a remote couldn't be read, in words that say what to do. */
final class GitFailures {
  private final GitSpec spec;
  private final Credentials credentials;

  GitFailures(GitSpec spec, Credentials credentials) {
    this.spec = spec;
    this.credentials = credentials;
  }

  /** What JGit's exception comes to; empty where it is nothing that was foreseen. */
  Optional<KnownFailure> explain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<KnownFailure> known = byType(cause);
      if (known.isPresent()) {
        return known;
      }
    }
    String words = words(failure).toLowerCase(Locale.ROOT);
    if (words.contains("not authorized")
        || words.contains("authentication is required")
        || words.contains("not permitted")
        || words.contains("cannot log in")
        || words.contains("no more authentication methods")
        || words.contains("401 ")
        || words.contains("403 ")) {
      return Optional.of(refused(failure));
    }
    if (words.contains("server key did not validate") || words.contains("host key")) {
      return Optional.of(
          known(
              "the server's host key is not a known one",
              "compare its fingerprint, then: ssh-keyscan " + host() + " >> " + knownHosts(),
              failure));
    }
    if (words.contains("not found") && spec.url().transport() != RemoteUrl.Transport.FILE) {
      return Optional.of(notFound(failure));
    }
    if (words.contains("timed out") || words.contains("timeout")) {
      return Optional.of(silent(failure));
    }
    return Optional.empty();
  }

  /** For what nobody foresaw. */
  KnownFailure unexplained(Throwable failure) {
    return known(words(failure), "", failure);
  }

  private Optional<KnownFailure> byType(Throwable cause) {
    KnownFailure known =
        switch (cause) {
          case KnownFailure already -> already;
          case NoRemoteRepositoryException e -> notFound(e);
          case UnknownHostException e ->
              known("no such host: " + spec.url().host(), "check the URL and the network", e);
          case ConnectException e when !isTimeout(e) ->
              known("connection refused by " + spec.url().host(), "is the server up?", e);
          case NoRouteToHostException e ->
              known("no route to " + spec.url().host(), "check the network", e);
          case SocketTimeoutException e -> silent(e);
          case TimeoutException e -> silent(e);
          case InterruptedIOException e -> silent(e);
          case SSLException e ->
              known(
                  "no trusted TLS connection: " + e.getMessage(),
                  "if the server's authority is private, add it to Java's trust store",
                  e);
          default -> null;
        };
    return Optional.ofNullable(known);
  }

  private static boolean isTimeout(ConnectException failure) {
    return String.valueOf(failure.getMessage()).contains("timed out");
  }

  private KnownFailure silent(Throwable cause) {
    return known(
        "no answer within " + Durations.format(spec.timeout()),
        "is the server overloaded, or a firewall between? git.timeout sets how long to wait",
        cause);
  }

  private KnownFailure notFound(Throwable cause) {
    return known(
        "there is no repository, or none that we may see",
        spec.url().isHttp() && spec.auth() instanceof GitAuth.None
            ? "check the URL; a private repository needs git.auth"
            : "check the URL",
        cause);
  }

  private KnownFailure refused(Throwable cause) {
    return switch (spec.auth()) {
      case GitAuth.None() when spec.url().isHttp() ->
          known("it asks for credentials", "add git.auth with passwordFile or tokenFile", cause);
      case GitAuth.None() ->
          known(
              "it accepts none of the keys in ~/.ssh",
              "add git.auth with privateKeyFile, and allow that key on the server",
              cause);
      case GitAuth.Password(String username, GitAuth.Secret secret) ->
          known(
              "it refused the credentials of " + username,
              "check the secret in "
                  + switch (secret) {
                    case GitAuth.Secret.InFile(var path) -> path.toString();
                    case GitAuth.Secret.InEnvironment(var variable) -> "$" + variable;
                    case GitAuth.Secret.Inline ignored -> "the Sync file";
                  }
                  + "; does it allow reading this repository?",
              cause);
      case GitAuth.Ssh ssh ->
          known(
              "it refused the key"
                  + ssh.privateKeyFile().map(file -> " " + file).orElse("s in ~/.ssh"),
              "allow its public half on the server (a read-only deploy key is enough)",
              cause);
    };
  }

  /** As ssh-keyscan takes it. */
  private String host() {
    String host = spec.url().host();
    int colon = host.lastIndexOf(':');
    boolean port = colon > 0 && !host.endsWith("]");
    return port ? "-p " + host.substring(colon + 1) + " " + host.substring(0, colon) : host;
  }

  private String knownHosts() {
    return spec.auth() instanceof GitAuth.Ssh ssh && ssh.knownHostsFile().isPresent()
        ? ssh.knownHostsFile().get().toString()
        : "~/.ssh/known_hosts";
  }

  KnownFailure known(String why, String hint, @Nullable Throwable cause) {
    return new KnownFailure(
        credentials.mask("cannot fetch " + spec.url() + ": " + why), credentials.mask(hint), cause);
  }

  private String words(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage()).strip();
      if (text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
    }
    return credentials.mask(text.toString());
  }
}
