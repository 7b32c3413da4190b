package dev.tend.sandbox.warnings;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Certificates and their keys, in secrets for TLS. */
final class KeyPairs {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([^-\n]+)-----\\s*\n([^-]*)-----END \\1-----");

  /** How a PKCS #8 key begins whose content is an RSA key of PKCS #1. */
  private static final byte[] RSA_HEAD = {
    2, 1, 0, 48, 13, 6, 9, 42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
  };

  private static final int LONG_LENGTH = 0x80;

  private KeyPairs() {}

  private record Block(String type, byte[] content) {}

  /** Why a certificate and a key don't go together, as Go's TLS says it. */
  static Optional<String> fault(JsonNode certificate, JsonNode key) {
    List<Block> certificates = blocks(certificate);
    Optional<Block> first = ofType(certificates, "CERTIFICATE");
    if (first.isEmpty()) {
      return Optional.of(noCertificate(types(certificates)));
    }
    List<Block> keys = blocks(key);
    Optional<Block> own = ofType(keys, "PRIVATE KEY");
    if (own.isEmpty()) {
      return Optional.of(noKey(types(keys)));
    }
    return mismatch(first.get(), own.get());
  }

  private static String noCertificate(List<String> types) {
    if (types.isEmpty()) {
      return "tls: failed to find any PEM data in certificate input";
    }
    return types.size() == 1 && types.getFirst().endsWith("PRIVATE KEY")
        ? "tls: failed to find certificate PEM data in certificate input, but did find a private"
            + " key; PEM inputs may have been switched"
        : "tls: failed to find \"CERTIFICATE\" PEM block in certificate input after skipping PEM"
            + " blocks of the following types: [%s]".formatted(String.join(" ", types));
  }

  private static String noKey(List<String> types) {
    if (types.isEmpty()) {
      return "tls: failed to find any PEM data in key input";
    }
    return types.equals(List.of("CERTIFICATE"))
        ? "tls: found a certificate rather than a key in the PEM for the private key"
        : "tls: failed to find PEM block with type ending in \"PRIVATE KEY\" in key input after"
            + " skipping PEM blocks of the following types: [%s]"
                .formatted(String.join(" ", types));
  }

  private static Optional<String> mismatch(Block certificate, Block key) {
    PublicKey shared;
    try {
      shared =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate.content()))
              .getPublicKey();
    } catch (CertificateException e) {
      return Optional.of("x509: malformed certificate");
    }
    if (key.type().equals("EC PRIVATE KEY")) {
      // Its curve stands in a place that no factory reads.
      return Optional.empty();
    }
    PrivateKey own = privateKey(key);
    if (own == null) {
      return Optional.of("tls: failed to parse private key");
    }
    if (!family(own.getAlgorithm()).equals(family(shared.getAlgorithm()))) {
      return Optional.of("tls: private key type does not match public key type");
    }
    return signs(own, shared)
        ? Optional.empty()
        : Optional.of("tls: private key does not match public key");
  }

  private static String family(String algorithm) {
    return algorithm.startsWith("Ed") ? "EdDSA" : algorithm;
  }

  private static boolean signs(PrivateKey own, PublicKey shared) {
    String algorithm =
        switch (family(own.getAlgorithm())) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> own.getAlgorithm();
        };
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(own);
      signature.update((byte) 1);
      byte[] signed = signature.sign();
      signature.initVerify(shared);
      signature.update((byte) 1);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static @Nullable PrivateKey privateKey(Block key) {
    byte[] encoded = key.type().startsWith("RSA") ? wrapped(key.content()) : key.content();
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException e) {
        continue;
      }
    }
    return null;
  }

  /** An RSA key as a key of any kind. */
  private static byte[] wrapped(byte[] key) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(RSA_HEAD);
    content.write(4);
    length(key.length, content);
    content.writeBytes(key);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(48);
    length(content.size(), all);
    all.writeBytes(content.toByteArray());
    return all.toByteArray();
  }

  private static void length(int length, ByteArrayOutputStream out) {
    if (length < LONG_LENGTH) {
      out.write(length);
    } else {
      out.write(LONG_LENGTH | 2);
      out.write(length >> 8);
      out.write(length & 0xff);
    }
  }

  private static List<String> types(List<Block> blocks) {
    return blocks.stream().map(Block::type).toList();
  }

  private static Optional<Block> ofType(List<Block> blocks, String end) {
    return blocks.stream().filter(block -> block.type().endsWith(end)).findFirst();
  }

  private static List<Block> blocks(JsonNode base64) {
    List<Block> blocks = new ArrayList<>();
    try {
      byte[] bytes = Base64.getDecoder().decode(base64.asText(""));
      Matcher matcher = BLOCK.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
      while (matcher.find()) {
        byte[] body = matcher.group(2).getBytes(StandardCharsets.ISO_8859_1);
        blocks.add(new Block(matcher.group(1), Base64.getMimeDecoder().decode(body)));
      }
    } catch (IllegalArgumentException e) {
      return blocks;
    }
    return blocks;
  }
}
