package dev.tend.schema.rules;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates as PEM text. */
final class Certificates {
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([^-\n]+)-----\\s*\n((?:[^-\n:]+:[^\n]*\n)*)([^-]*)-----END \\1-----");

  private Certificates() {}

  /** Why these aren't blocks of certificates and nothing else; empty where they are, or nothing. */
  static Optional<String> fault(String base64) {
    if (base64.isEmpty()) {
      return Optional.empty();
    }
    Matcher blocks = BLOCK.matcher(text(base64));
    int count = 0;
    while (blocks.find()) {
      if (!blocks.group(1).equals("CERTIFICATE")) {
        return Optional.of(
            "only CERTIFICATE PEM blocks are allowed, found \"%s\"".formatted(blocks.group(1)));
      }
      if (!blocks.group(2).isBlank()) {
        return Optional.of("no PEM block headers are permitted");
      }
      if (!isCertificate(blocks.group(3))) {
        return Optional.of("x509: malformed certificate");
      }
      count++;
    }
    return count == 0
        ? Optional.of("must contain at least one CERTIFICATE PEM block")
        : Optional.empty();
  }

  private static String text(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean isCertificate(String body) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.ISO_8859_1));
      CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
      return true;
    } catch (CertificateException | IllegalArgumentException e) {
      return false;
    }
  }
}
