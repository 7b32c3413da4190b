package dev.tend.sandbox.access;

import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.store.ApiFailure;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** Finds out who asks, by the token that they show. */
public final class Authentication {
  private static final String SCHEME = "bearer ";
  private static final User ADMIN =
      User.of("sandbox-admin", List.of("system:masters", "system:authenticated"));
  private static final User NOBODY = User.of("system:anonymous", List.of("system:unauthenticated"));

  private final byte[] adminToken;
  private final AccountTokens tokens;
  private final boolean lettingAnonymous;

  /**
   * @param lettingAnonymous whether who shows no token is somebody all the same, as they are where
   *     roles say what that somebody may do
   */
  public Authentication(String adminToken, AccountTokens tokens, boolean lettingAnonymous) {
    this.adminToken = adminToken.getBytes(StandardCharsets.US_ASCII);
    this.tokens = tokens;
    this.lettingAnonymous = lettingAnonymous;
  }

  User authenticate(Request request) {
    String header = request.header("authorization");
    if (header.isEmpty() && lettingAnonymous) {
      return NOBODY;
    }
    boolean bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    String token = bearer ? header.substring(SCHEME.length()).strip() : "";
    return user(token, List.of(AccountTokens.ISSUER))
        .orElseThrow(() -> new ApiFailure(401, "Unauthorized", "Unauthorized"));
  }

  /**
   * @param audiences of which a token must name one
   */
  public Optional<User> user(String token, List<String> audiences) {
    // isEqual takes the same time however much of it is right.
    if (MessageDigest.isEqual(adminToken, token.getBytes(StandardCharsets.US_ASCII))) {
      return Optional.of(ADMIN);
    }
    return tokens.verify(token, audiences);
  }
}
