package dev.tend.render;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads bytes from outside and makes text of them. */
final class Reading {
  private Reading() {}

  static SourceText file(String name, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return text(name, in.readAllBytes());
    } catch (IOException e) {
      throw failure("Reading " + name, e);
    }
  }

  static SourceText stream(String name, InputStream in) {
    try {
      return text(name, in.readAllBytes());
    } catch (IOException e) {
      throw failure("Reading " + name, e);
    }
  }

  /** UTF-8, or UTF-16 where a byte order mark says so. */
  static SourceText text(String name, byte[] bytes) {
    Charset charset = StandardCharsets.UTF_8;
    if (bytes.length >= 2 && (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)) {
      charset = StandardCharsets.UTF_16BE;
    } else if (bytes.length >= 2 && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)) {
      charset = StandardCharsets.UTF_16LE;
    }
    try {
      return new SourceText(name, charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new KnownFailure(
          "Reading " + name + ": this is no text in " + charset.name(),
          "Manifests are text in UTF-8: is it a binary file, or in an older encoding?",
          e);
    }
  }

  static KnownFailure failure(String doing, IOException e) {
    String reason =
        switch (e) {
          case AccessDeniedException ignored -> "permission denied";
          case NoSuchFileException ignored -> "there is no such file or folder";
          default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    return new KnownFailure(doing + ": " + reason, "", e);
  }
}
