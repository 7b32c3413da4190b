package dev.tend.sandbox.http;

import dev.tend.sandbox.store.ApiFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Lets in who knows the token. */
final class BearerToken {
  private static final String SCHEME = "bearer ";

  private final byte[] expected;

  BearerToken(String token) {
    this.expected = token.getBytes(StandardCharsets.US_ASCII);
  }

  void check(Request request) {
    String header = request.header("authorization");
    boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String given = bearer ? header.substring(SCHEME.length()).strip() : "";
    // isEqual takes the same time however much of it is right.
    if (!MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.US_ASCII))) {
      throw new ApiFailure(401, "Unauthorized", "Unauthorized");
    }
  }
}
