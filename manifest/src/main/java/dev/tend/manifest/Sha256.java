package dev.tend.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of texts and bytes. */
public final class Sha256 {
  private Sha256() {}

  /** Of the text in UTF-8: 64 digits, in lower case. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(digest(text));
  }

  /** Of the text in UTF-8: 32 bytes. */
  public static byte[] digest(String text) {
    return digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** 32 bytes. */
  public static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
