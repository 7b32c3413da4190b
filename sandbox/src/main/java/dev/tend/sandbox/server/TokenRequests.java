package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.access.AccountTokens;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes tokens for service accounts. */
final class TokenRequests {
  private static final GroupVersionKind KIND =
      new GroupVersionKind("authentication.k8s.io", "v1", "TokenRequest");
  private static final int HOUR = 3600;
  private static final int SHORTEST = 600;
  private static final long LONGEST = 1L << 32;

  private final ObjectStore store;
  private final AccountTokens tokens;
  private final Clock clock;

  TokenRequests(ObjectStore store, AccountTokens tokens, Clock clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  Response issue(Request request, Target target) {
    ObjectNode account = store.get(target.id()).orElseThrow(target::notFound);
    ObjectNode body = Bodies.read(request) instanceof ObjectNode given ? given : Response.object();
    body.put("kind", KIND.kind()).put("apiVersion", KIND.apiVersion());
    ObjectNode metadata = Meta.metadata(body);
    metadata.put("name", target.name()).put("namespace", target.namespace());
    metadata.put("uid", Meta.uid(account));
    metadata.put("creationTimestamp", Meta.time(clock.instant()));
    ObjectNode spec = body.withObject("/spec");
    if (spec.path("audiences").isEmpty()) {
      spec.putArray("audiences").add(AccountTokens.ISSUER);
    }
    if (!spec.hasNonNull("expirationSeconds")) {
      spec.put("expirationSeconds", HOUR);
    }
    Duration life = life(spec);
    if (!spec.has("boundObjectRef")) {
      spec.putNull("boundObjectRef");
    }
    ObjectNode bound = bound(spec.path("boundObjectRef"), target);
    List<String> audiences = new ArrayList<>();
    spec.path("audiences").forEach(one -> audiences.add(one.asText()));
    ObjectNode status = body.putObject("status");
    if (!WriteParameters.dryRun(request)) {
      status.put("token", tokens.issue(account, audiences, life, bound));
    }
    status.put("expirationTimestamp", Meta.time(clock.instant().plus(life)));
    return Response.json(201, body);
  }

  private static Duration life(ObjectNode spec) {
    long seconds = spec.path("expirationSeconds").asLong();
    String why =
        seconds < SHORTEST
            ? "may not specify a duration less than 10 minutes"
            : seconds > LONGEST ? "may not specify a duration larger than 2^32 seconds" : "";
    if (!why.isEmpty()) {
      throw Failures.invalid(
          KIND,
          "",
          List.of(
              new Cause(
                  "FieldValueInvalid",
                  "Invalid value: %d: %s".formatted(seconds, why),
                  "spec.expirationSeconds")));
    }
    return Duration.ofSeconds(seconds);
  }

  private @Nullable ObjectNode bound(JsonNode ref, Target target) {
    if (!ref.isObject()) {
      return null;
    }
    String kind = ref.path("kind").asText();
    String name = ref.path("name").asText();
    GroupVersionKind type = GroupVersionKind.of(ref.path("apiVersion").asText(""), kind);
    if (!type.group().isEmpty() || !List.of("Pod", "Secret", "Node").contains(kind)) {
      throw Failures.badRequest(
          "cannot bind token to object of type %s/%s, Kind=%s"
              .formatted(type.group(), type.version(), kind));
    }
    String namespace = kind.equals("Node") ? "" : target.namespace();
    ResourceId id = new ResourceId("", kind, namespace, name);
    String resource = kind.toLowerCase(java.util.Locale.ROOT) + "s";
    ObjectNode object = store.get(id).orElseThrow(() -> Failures.notFound(resource, name));
    String account = object.path("spec").path("serviceAccountName").asText("");
    if (kind.equals("Pod") && !account.equals(target.name())) {
      throw Failures.badRequest(
          "cannot bind token for serviceaccount \"%s\" to pod running with different serviceaccount name."
              .formatted(target.name()));
    }
    String uid = ref.path("uid").asText("");
    if (!uid.isEmpty() && !uid.equals(Meta.uid(object))) {
      throw Failures.conflict(
          kind,
          name,
          ("the UID in the bound object reference (%s) does not match the UID in record. The object"
                  + " might have been deleted and then recreated")
              .formatted(uid));
    }
    return object;
  }
}
