package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.access.AccountTokens;
import dev.tend.sandbox.discovery.Discovery;
import dev.tend.sandbox.http.Json;
import dev.tend.sandbox.http.MediaType;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.sandbox.openapi.OpenApi;
import dev.tend.sandbox.openapi.ProtobufDocument;
import dev.tend.sandbox.store.ApiFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What the server says of itself: its health, version, resources and schemas. */
final class Documents {
  /** Grows when the same kinds are described in another way. */
  private static final String DESCRIPTION = "4";

  private final ServedKinds kinds;
  private final AccountTokens tokens;
  private final DocumentCache cache = new DocumentCache();

  Documents(ServedKinds kinds, AccountTokens tokens) {
    this.kinds = kinds;
    this.tokens = tokens;
  }

  /** Empty where the path is no document. */
  Optional<Response> find(Request request) {
    List<String> path = request.path();
    if (path.isEmpty()) {
      return Optional.empty();
    }
    return switch (path.getFirst()) {
      case "healthz", "livez", "readyz" -> HealthChecks.find(request, path);
      case "version" -> Optional.of(ServerVersion.response(kinds.release()));
      case "openapi" -> openApi(request, path);
      case ".well-known", "openid" -> issuer(request, path);
      case "api" -> path.size() <= 2 ? discovery(request, path) : Optional.empty();
      case "apis" -> path.size() <= 3 ? discovery(request, path) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** By what tokens of accounts can be verified. */
  private Optional<Response> issuer(Request request, List<String> path) {
    if (path.equals(List.of(".well-known", "openid-configuration"))) {
      String address = "https://%s/openid/v1/jwks".formatted(request.header("host"));
      return Optional.of(Response.ok(tokens.discovery(address)));
    }
    if (path.equals(List.of("openid", "v1", "jwks"))) {
      byte[] keys = Json.bytes(tokens.publicKeys());
      return Optional.of(new Response.Bytes(200, keys, "application/jwk-set+json", Map.of()));
    }
    return Optional.empty();
  }

  /** All that can be asked for without naming an object, indented as servers write it. */
  Response paths() {
    TreeSet<String> paths = new TreeSet<>(HealthChecks.paths());
    paths.addAll(
        List.of(
            "/.well-known/openid-configuration",
            "/api",
            "/apis",
            "/apis/",
            "/openapi/v2",
            "/openapi/v3",
            "/openapi/v3/",
            "/openid/v1/jwks",
            "/version"));
    for (String version : new Discovery(kinds.snapshot()).groupVersions().keySet()) {
      paths.add("/" + version);
      if (version.startsWith("apis/")) {
        paths.add("/" + version.substring(0, version.lastIndexOf('/')));
      }
    }
    ObjectNode document = Response.object();
    ArrayNode list = document.putArray("paths");
    paths.forEach(list::add);
    return new Response.Bytes(200, Json.indented(document), Response.JSON, Map.of());
  }

  private Optional<Response> discovery(Request request, List<String> path) {
    ServedKinds.Snapshot snapshot = kinds.snapshot();
    boolean core = path.getFirst().equals("api");
    if (path.size() == 1) {
      for (MediaType type : request.accepts()) {
        String version = type.parameters().getOrDefault("v", "v2");
        if (type.as().equals("APIGroupDiscoveryList") && aggregates(version)) {
          String contentType =
              "application/json;g=apidiscovery.k8s.io;v=%s;as=APIGroupDiscoveryList"
                  .formatted(version);
          return Optional.of(
              cached(
                  request,
                  snapshot,
                  "discovery " + core + version,
                  contentType,
                  () -> new Discovery(snapshot).aggregated(core, version)));
        }
      }
      Discovery discovery = new Discovery(snapshot);
      return Optional.of(
          Response.ok(
              core ? discovery.coreVersions(request.header("host")) : discovery.groupList()));
    }
    Discovery discovery = new Discovery(snapshot);
    Optional<ObjectNode> document =
        core
            ? discovery.resources("", path.get(1))
            : path.size() == 2
                ? discovery.group(path.get(1))
                : discovery.resources(path.get(1), path.get(2));
    return document.map(Response::ok);
  }

  /** Older servers have but the old documents of discovery. */
  private boolean aggregates(String version) {
    return kinds.release().isSince(version.equals("v2") ? 30 : 27);
  }

  private Optional<Response> openApi(Request request, List<String> path) {
    ServedKinds.Snapshot snapshot = kinds.snapshot();
    OpenApi openApi = new OpenApi(kinds.builtIn(), snapshot, DESCRIPTION + kinds.release().text());
    if (path.equals(List.of("openapi", "v2"))) {
      return Optional.of(second(request, snapshot, openApi));
    }
    if (path.equals(List.of("openapi", "v3"))) {
      return Optional.of(Response.ok(openApi.index()));
    }
    boolean core = path.size() == 4 && path.get(2).equals("api");
    boolean named = path.size() == 5 && path.get(2).equals("apis");
    if (!core && !named) {
      return openApi
          .plain(String.join("/", path.subList(Math.min(2, path.size()), path.size())))
          .map(Response::ok);
    }
    String group = core ? "" : path.get(3);
    String version = path.getLast();
    if (new Discovery(snapshot).resources(group, version).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        cached(
            request,
            snapshot,
            "openapi v3 " + group + "/" + version,
            Response.JSON,
            () -> openApi.third(group, version).orElseGet(Response::object)));
  }

  private Response second(Request request, ServedKinds.Snapshot snapshot, OpenApi openApi) {
    List<String> accepted = request.accepts().stream().map(MediaType::name).toList();
    if (accepted.isEmpty() || accepted.contains("application/json") || accepted.contains("*/*")) {
      return cached(request, snapshot, "openapi v2", Response.JSON, openApi::second);
    }
    if (accepted.contains(ProtobufDocument.ASKED_TYPE)
        || accepted.contains(ProtobufDocument.CONTENT_TYPE)) {
      return respond(
          request,
          ProtobufDocument.CONTENT_TYPE,
          cache.get(
              snapshot.number(),
              "openapi v2 protobuf",
              () -> ProtobufDocument.of(openApi.second())));
    }
    throw new ApiFailure(
        406,
        "NotAcceptable",
        "only the following media types are accepted: application/json, "
            + ProtobufDocument.CONTENT_TYPE);
  }

  private Response cached(
      Request request,
      ServedKinds.Snapshot snapshot,
      String name,
      String contentType,
      Supplier<? extends JsonNode> document) {
    return respond(
        request, contentType, cache.get(snapshot.number(), name, () -> Json.bytes(document.get())));
  }

  private static Response respond(Request request, String contentType, DocumentCache.Entry entry) {
    Map<String, String> headers = Map.of("Etag", entry.etag(), "Vary", "Accept");
    if (request.header("if-none-match").equals(entry.etag())) {
      return new Response.Bytes(304, new byte[0], contentType, headers);
    }
    return new Response.Bytes(200, entry.bytes(), contentType, headers);
  }
}
