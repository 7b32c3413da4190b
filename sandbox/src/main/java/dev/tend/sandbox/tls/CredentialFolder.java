package dev.tend.sandbox.tls;

import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Optional;

/** Keeps credentials in files that only their owner can read. */
public final class CredentialFolder {
  private final Path authority;
  private final Path server;
  private final Path key;
  private final Path token;

  public CredentialFolder(Path folder) {
    authority = folder.resolve("ca.crt");
    server = folder.resolve("server.crt");
    key = folder.resolve("server.key");
    token = folder.resolve("token");
  }

  /** Fresh ones that nothing keeps. */
  public static Credentials inMemory(Instant now) {
    try {
      return new CredentialMaker().make(now);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't make certificates", e);
    }
  }

  /** Those that are kept; others where there are none, or where they expire. */
  public Credentials open(Instant now) {
    try {
      Optional<Credentials> kept = read().filter(credentials -> credentials.areValidAt(now));
      if (kept.isPresent()) {
        return kept.get();
      }
      Credentials fresh = inMemory(now);
      OwnerOnly.write(authority, fresh.authorityPem());
      OwnerOnly.write(server, Pem.of(fresh.server()));
      OwnerOnly.write(key, Pem.of(fresh.serverKey()));
      OwnerOnly.write(token, fresh.token() + "\n");
      return fresh;
    } catch (IOException | GeneralSecurityException e) {
      throw new KnownFailure(
          "The sandbox can't keep its certificates in %s: %s"
              .formatted(authority.getParent(), e.getMessage()),
          "Check that the folder can be written",
          e);
    }
  }

  private Optional<Credentials> read() throws IOException {
    if (!Files.exists(token) || !Files.exists(key)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Credentials(
              Pem.certificate(Files.readString(authority)),
              Pem.certificate(Files.readString(server)),
              Pem.privateKey(Files.readString(key)),
              Files.readString(token).strip()));
    } catch (GeneralSecurityException | java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
