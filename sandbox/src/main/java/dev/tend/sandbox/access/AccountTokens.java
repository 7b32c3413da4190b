package dev.tend.sandbox.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tokens of service accounts: good while the account, and what they are bound to, are there. */
public final class AccountTokens {
  public static final String ISSUER = "https://kubernetes.default.svc";

  private static final String LASTING_ISSUER = "kubernetes/serviceaccount";
  private static final String LASTING = "kubernetes.io/serviceaccount/";
  private static final String EXTRA = "authentication.kubernetes.io/";

  private final SigningKey key;
  private final Storage storage;
  private final Clock clock;

  public AccountTokens(SigningKey key, Storage storage, Clock clock) {
    this.key = key;
    this.storage = storage;
    this.clock = clock;
  }

  /**
   * @param bound a Pod, Secret or Node that the token ends with, or null
   */
  public String issue(
      ObjectNode account, List<String> audiences, Duration life, @Nullable ObjectNode bound) {
    Instant now = clock.instant();
    ObjectNode claims = JsonNodeFactory.instance.objectNode();
    audiences.forEach(claims.putArray("aud")::add);
    claims.put("exp", now.plus(life).getEpochSecond()).put("iat", now.getEpochSecond());
    claims.put("iss", ISSUER).put("jti", UUID.randomUUID().toString());
    ObjectNode ours = claims.putObject("kubernetes.io");
    ours.put("namespace", Meta.namespace(account));
    if (bound != null) {
      refer(ours, bound.path("kind").asText(), bound);
      String node = bound.path("spec").path("nodeName").asText("");
      if (bound.path("kind").asText().equals("Pod") && !node.isEmpty()) {
        storage
            .get(new ResourceId("", "Node", "", node))
            .ifPresent(found -> refer(ours, "Node", found));
      }
    }
    refer(ours, "ServiceAccount", account);
    claims.put("nbf", now.getEpochSecond());
    claims.put("sub", User.account(Meta.namespace(account), Meta.name(account)));
    return key.sign(claims);
  }

  private static void refer(ObjectNode ours, String kind, ObjectNode object) {
    ours.putObject(kind.toLowerCase(java.util.Locale.ROOT))
        .put("name", Meta.name(object))
        .put("uid", Meta.uid(object));
  }

  /**
   * Whose token it is.
   *
   * @param audiences of which the token must name one
   * @return empty for a token that isn't ours, or isn't good any more
   */
  public Optional<User> verify(String token, List<String> audiences) {
    Optional<JsonNode> claims = key.verify(token);
    if (claims.filter(one -> one.path("iss").asText().equals(LASTING_ISSUER)).isPresent()) {
      return claims.filter(one -> stands(one, token)).map(AccountTokens::lastingUser);
    }
    return claims.filter(one -> isGood(one, audiences)).flatMap(this::user);
  }

  /** A token without an end, which stands in a secret and goes with it. */
  String lasting(ObjectNode account, String secret) {
    String namespace = Meta.namespace(account);
    ObjectNode claims = JsonNodeFactory.instance.objectNode().put("iss", LASTING_ISSUER);
    claims.put(LASTING + "namespace", namespace).put(LASTING + "secret.name", secret);
    claims.put(LASTING + "service-account.name", Meta.name(account));
    claims.put(LASTING + "service-account.uid", Meta.uid(account));
    return key.sign(claims.put("sub", User.account(namespace, Meta.name(account))));
  }

  private boolean stands(JsonNode claims, String token) {
    String namespace = claims.path(LASTING + "namespace").asText();
    String name = claims.path(LASTING + "secret.name").asText();
    ObjectNode account = JsonNodeFactory.instance.objectNode();
    account.set("name", claims.path(LASTING + "service-account.name"));
    account.set("uid", claims.path(LASTING + "service-account.uid"));
    String encoded = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
    return isThere("ServiceAccount", namespace, account)
        && storage
            .get(new ResourceId("", "Secret", namespace, name))
            .filter(secret -> !Meta.isBeingDeleted(secret))
            .filter(secret -> secret.path("data").path("token").asText().equals(encoded))
            .isPresent();
  }

  private static User lastingUser(JsonNode claims) {
    List<String> groups =
        new ArrayList<>(User.accountGroups(claims.path(LASTING + "namespace").asText()));
    groups.add("system:authenticated");
    String uid = claims.path(LASTING + "service-account.uid").asText();
    return new User(claims.path("sub").asText(), uid, groups, new TreeMap<>());
  }

  private boolean isGood(JsonNode claims, List<String> audiences) {
    long now = clock.instant().getEpochSecond();
    List<String> named = new ArrayList<>();
    claims.path("aud").forEach(one -> named.add(one.asText()));
    return claims.path("iss").asText().equals(ISSUER)
        && now < claims.path("exp").asLong()
        && now >= claims.path("nbf").asLong()
        && named.stream().anyMatch(audiences::contains);
  }

  private Optional<User> user(JsonNode claims) {
    JsonNode ours = claims.path("kubernetes.io");
    String namespace = ours.path("namespace").asText();
    boolean stands =
        isThere("ServiceAccount", namespace, ours.path("serviceaccount"))
            && (!ours.has("pod") || isThere("Pod", namespace, ours.path("pod")))
            && (!ours.has("secret") || isThere("Secret", namespace, ours.path("secret")))
            && (ours.has("pod") || !ours.has("node") || isThere("Node", "", ours.path("node")));
    if (!stands) {
      return Optional.empty();
    }
    TreeMap<String, List<String>> extra = new TreeMap<>();
    extra.put(EXTRA + "credential-id", List.of("JTI=" + claims.path("jti").asText()));
    for (String kind : List.of("pod", "node")) {
      if (ours.has(kind)) {
        extra.put(EXTRA + kind + "-name", List.of(ours.path(kind).path("name").asText()));
        extra.put(EXTRA + kind + "-uid", List.of(ours.path(kind).path("uid").asText()));
      }
    }
    List<String> groups = new ArrayList<>(User.accountGroups(namespace));
    groups.add("system:authenticated");
    return Optional.of(
        new User(
            claims.path("sub").asText(),
            ours.path("serviceaccount").path("uid").asText(),
            groups,
            extra));
  }

  /** There is it, and it isn't another one of that name. */
  private boolean isThere(String kind, String namespace, JsonNode ref) {
    return storage
        .get(new ResourceId("", kind, namespace, ref.path("name").asText()))
        .filter(object -> Meta.uid(object).equals(ref.path("uid").asText()))
        .isPresent();
  }

  /** What the server says of its tokens: where their keys are. */
  public ObjectNode discovery(String jwksAddress) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("issuer", ISSUER).put("jwks_uri", jwksAddress);
    document.putArray("response_types_supported").add("id_token");
    document.putArray("subject_types_supported").add("public");
    document.putArray("id_token_signing_alg_values_supported").add("ES256");
    return document;
  }

  public ObjectNode publicKeys() {
    return key.publicKeys();
  }
}
