package dev.tend.sandbox.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
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
      char[] password = new char[0];
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, password);
      store.setKeyEntry("server", serverKey, password, new Certificate[] {server, authority});
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, new SecureRandom());
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java can't set up TLS", e);
    }
  }
}
