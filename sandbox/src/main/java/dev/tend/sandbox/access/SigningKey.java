package dev.tend.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Sha256;
import dev.tend.sandbox.http.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Optional;

/** Signs what the server says of accounts, as JSON web tokens (ES256), and knows its own. */
public final class SigningKey {
  private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int COORDINATE = 32;

  private final KeyPair keys;
  private final String id;

  public SigningKey(KeyPair keys) {
    this.keys = keys;
    this.id = id(keys);
  }

  private static String id(KeyPair keys) {
    return ENCODER.encodeToString(Sha256.digest(keys.getPublic().getEncoded()));
  }

  String sign(ObjectNode claims) {
    ObjectNode header = JsonNodeFactory.instance.objectNode();
    header.put("alg", "ES256").put("kid", id);
    String text =
        ENCODER.encodeToString(Json.bytes(header))
            + "."
            + ENCODER.encodeToString(Json.bytes(claims));
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + ENCODER.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't sign", e);
    }
  }

  /** The claims of a token of this key; empty for any other text. */
  Optional<JsonNode> verify(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      JsonNode header = Json.read(Base64.getUrlDecoder().decode(parts[0]));
      if (!header.path("alg").asText().equals("ES256") || !header.path("kid").asText().equals(id)) {
        return Optional.empty();
      }
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(keys.getPublic());
      signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
          ? Optional.of(Json.read(Base64.getUrlDecoder().decode(parts[1])))
          : Optional.empty();
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The public half, as a JSON web key set. */
  ObjectNode publicKeys() {
    ObjectNode set = JsonNodeFactory.instance.objectNode();
    ObjectNode key = set.putArray("keys").addObject();
    key.put("use", "sig").put("kty", "EC").put("kid", id).put("crv", "P-256").put("alg", "ES256");
    ECPublicKey open = (ECPublicKey) keys.getPublic();
    key.put("x", coordinate(open.getW().getAffineX()));
    key.put("y", coordinate(open.getW().getAffineY()));
    return set;
  }

  private static String coordinate(BigInteger value) {
    byte[] bytes = new byte[COORDINATE];
    byte[] given = value.toByteArray();
    int length = Math.min(given.length, COORDINATE);
    System.arraycopy(given, given.length - length, bytes, COORDINATE - length, length);
    return ENCODER.encodeToString(bytes);
  }
}
