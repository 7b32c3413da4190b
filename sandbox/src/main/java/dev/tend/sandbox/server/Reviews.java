package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.store.ObjectStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/** Questions about who one is and what one may do: whoever knows the token may do everything. */
final class Reviews {
  private static final String USER = "sandbox-admin";
  private static final int HOUR = 3600;

  private final ObjectStore store;
  private final Clock clock;
  private final byte[] token;
  private final SecureRandom random = new SecureRandom();

  Reviews(ObjectStore store, Clock clock, String token) {
    this.store = store;
    this.clock = clock;
    this.token = token.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  static boolean answers(String kind) {
    return switch (kind) {
      case "SelfSubjectAccessReview",
          "SelfSubjectRulesReview",
          "SelfSubjectReview",
          "SubjectAccessReview",
          "LocalSubjectAccessReview",
          "TokenReview" ->
          true;
      default -> false;
    };
  }

  Response review(Request request, Target target) {
    ObjectNode review = Bodies.decode(request, target).object();
    ObjectNode status = review.putObject("status");
    switch (target.type().gvk().kind()) {
      case "SelfSubjectReview" -> user(status.putObject("userInfo"));
      case "SelfSubjectRulesReview" -> rules(status);
      case "TokenReview" -> {
        JsonNode given = review.path("spec").path("token");
        byte[] bytes = given.asText().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        boolean known = MessageDigest.isEqual(token, bytes);
        status.put("authenticated", known);
        if (known) {
          user(status.putObject("user"));
        } else {
          status.put("error", "invalid bearer token");
        }
      }
      default -> status.put("allowed", true);
    }
    return Response.json(201, review);
  }

  private static void user(ObjectNode user) {
    user.put("username", USER);
    user.putArray("groups").add("system:masters").add("system:authenticated");
  }

  private static void rules(ObjectNode status) {
    ObjectNode resources = status.putArray("resourceRules").addObject();
    resources.putArray("verbs").add("*");
    resources.putArray("apiGroups").add("*");
    resources.putArray("resources").add("*");
    ObjectNode others = status.putArray("nonResourceRules").addObject();
    others.putArray("verbs").add("*");
    others.putArray("nonResourceURLs").add("*");
    status.put("incomplete", false);
  }

  /** A token for a service account. Nothing asks for it again, so it only has the form of one. */
  Response tokenRequest(Request request, Target target) {
    if (store.get(target.id()).isEmpty()) {
      throw target.notFound();
    }
    ObjectNode body = Bodies.read(request) instanceof ObjectNode given ? given : Response.object();
    body.put("kind", "TokenRequest").put("apiVersion", "authentication.k8s.io/v1");
    ObjectNode spec = body.withObject("/spec");
    if (spec.path("expirationSeconds").asInt() == 0) {
      spec.put("expirationSeconds", HOUR);
    }
    if (spec.path("audiences").isEmpty()) {
      spec.putArray("audiences").add("https://kubernetes.default.svc.cluster.local");
    }
    Duration life = Duration.ofSeconds(spec.path("expirationSeconds").asLong());
    ObjectNode status = body.putObject("status");
    status.put("token", token(target, life));
    status.put("expirationTimestamp", dev.tend.sandbox.store.Meta.time(clock.instant().plus(life)));
    return Response.json(201, body);
  }

  private String token(Target target, Duration life) {
    String subject = "system:serviceaccount:%s:%s".formatted(target.namespace(), target.name());
    ObjectNode header = Response.object().put("alg", "none").put("typ", "JWT");
    ObjectNode claims = Response.object().put("iss", "sandbox").put("sub", subject);
    claims.put("exp", clock.instant().plus(life).getEpochSecond());
    byte[] signature = new byte[32];
    random.nextBytes(signature);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return String.join(
        ".",
        encoder.encodeToString(dev.tend.sandbox.http.Json.bytes(header)),
        encoder.encodeToString(dev.tend.sandbox.http.Json.bytes(claims)),
        encoder.encodeToString(signature));
  }
}
