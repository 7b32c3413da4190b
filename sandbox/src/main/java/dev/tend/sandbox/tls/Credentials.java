package dev.tend.sandbox.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** What the server proves itself with, and what its clients need to believe it. */
public record Credentials(
    X509Certificate authority, X509Certificate server, PrivateKey serverKey, String token) {

  /** How long before its end a certificate is replaced. */
  private static final Duration MARGIN = Duration.ofDays(30);

  boolean areValidAt(Instant now) {
    Instant soon = now.plus(MARGIN);
    return soon.isBefore(authority.getNotAfter().toInstant())
        && soon.isBefore(server.getNotAfter().toInstant())
        && !now.isBefore(server.getNotBefore().toInstant());
  }

  public String authorityPem() {
    try {
      return Pem.of(authority);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can't be written", e);
    }
  }

  public SSLContext sslContext() {
    try {
      KeyManager[] keys = {new ServerIdentity(serverKey, server, authority)};
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, null, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't set up TLS", e);
    }
  }
}
