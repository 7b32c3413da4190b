package dev.tend.sandbox.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.security.auth.x500.X500Principal;

/** Whom a request for a certificate is about: the part of PKCS #10 that says so. */
final class SigningSubject {
  private static final int LONG_FORM = 0x80;

  private SigningSubject() {}

  /**
   * The organizations in the subject; empty where the request can't be read.
   *
   * @param request a PEM text in base64, as objects carry it
   */
  static List<String> organizations(String request) {
    try {
      String pem = new String(Base64.getDecoder().decode(request), US_ASCII);
      String body = pem.replaceAll("-----[^-]*-----", "").replaceAll("\\s", "");
      LdapName subject = new LdapName(subject(Base64.getDecoder().decode(body)).getName());
      return subject.getRdns().stream()
          .filter(part -> part.getType().equalsIgnoreCase("O"))
          .map(part -> part.getValue().toString())
          .toList();
    } catch (IllegalArgumentException
        | BufferUnderflowException
        | IndexOutOfBoundsException
        | InvalidNameException e) {
      // Whether it can be read at all is asked by the object's own rules.
      return List.of();
    }
  }

  /** It follows the version inside of the second sequence. */
  private static X500Principal subject(byte[] der) {
    ByteBuffer info = content(content(ByteBuffer.wrap(der)));
    skip(info);
    ByteBuffer whole = info.duplicate();
    skip(info);
    byte[] name = new byte[info.position() - whole.position()];
    whole.get(name);
    return new X500Principal(name);
  }

  private static void skip(ByteBuffer elements) {
    var unused = content(elements);
  }

  /** The content of the next element; the buffer then stands behind it. */
  private static ByteBuffer content(ByteBuffer elements) {
    elements.get();
    int length = elements.get() & 0xff;
    if (length >= LONG_FORM) {
      int bytes = length - LONG_FORM;
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << 8 | elements.get() & 0xff;
      }
    }
    ByteBuffer content = elements.slice(elements.position(), length);
    elements.position(elements.position() + length);
    return content;
  }
}
