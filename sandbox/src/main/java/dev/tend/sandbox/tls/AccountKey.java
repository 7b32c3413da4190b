package dev.tend.sandbox.tls;

import dev.tend.manifest.KnownFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The key by which tokens of service accounts are signed. */
public final class AccountKey {
  private AccountKey() {}

  /** One that nothing keeps. */
  public static KeyPair fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't make keys", e);
    }
  }

  /** The one that a folder keeps; a fresh one, kept, where there is none that can be read. */
  public static KeyPair open(Path folder) {
    Path secret = folder.resolve("sa.key");
    Path open = folder.resolve("sa.pub");
    try {
      if (Files.exists(secret) && Files.exists(open)) {
        byte[] bytes = Base64.getMimeDecoder().decode(Pem.content(Files.readString(open)));
        return new KeyPair(
            KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(bytes)),
            Pem.privateKey(Files.readString(secret)));
      }
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      // A damaged key is replaced: tokens are short-lived anyway.
    }
    try {
      KeyPair keys = fresh();
      OwnerOnly.write(secret, Pem.of(keys.getPrivate()));
      OwnerOnly.write(open, Pem.of(keys.getPublic()));
      return keys;
    } catch (IOException e) {
      throw new KnownFailure(
          "The sandbox can't keep its account key in %s: %s".formatted(folder, e.getMessage()),
          "Check that the folder can be written",
          e);
    }
  }
}
