package dev.tend.sandbox.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.sandbox.access.AccountTokens;
import dev.tend.sandbox.access.Authentication;
import dev.tend.sandbox.access.Authorizer;
import dev.tend.sandbox.http.Handler;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.kinds.ServedKinds;
import dev.tend.sandbox.kubelet.PodLogs;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Details;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.ObjectStore;
import dev.tend.schema.ResourceType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Answers every request: by path, then by verb. */
public final class ApiServer implements Handler {
  private final ServedKinds kinds;
  private final Targets targets;
  private final Documents documents;
  private final Reading reading;
  private final Watching watching;
  private final Writing writing;
  private final Patching patching;
  private final Deleting deleting;
  private final Scaling scaling;
  private final PodRequests pods;
  private final Evictions evictions;
  private final Reviews reviews;
  private final TokenRequests accounts;
  private final Logs logs;

  public ApiServer(
      ObjectStore store,
      ServedKinds kinds,
      PodLogs podLogs,
      Authorizer authorizer,
      Authentication authentication,
      AccountTokens tokens,
      Clock clock) {
    this.kinds = kinds;
    this.targets = new Targets(kinds);
    this.documents = new Documents(kinds, tokens);
    this.reading = new Reading(store.storage(), clock);
    this.watching = new Watching(store.storage(), clock);
    this.writing = new Writing(store, clock);
    this.patching = new Patching(store, writing, new Applying(store, writing, clock));
    this.deleting = new Deleting(store, clock);
    this.scaling = new Scaling(store, clock);
    this.pods = new PodRequests(store);
    this.evictions = new Evictions(store, clock);
    this.reviews = new Reviews(authorizer, authentication, clock);
    this.accounts = new TokenRequests(store, tokens, clock);
    this.logs = new Logs(store, podLogs, clock);
  }

  @Override
  public Response handle(Request request) {
    List<String> path = request.path();
    if (isElsewhere(path)) {
      return Response.text(503, "service unavailable\n");
    }
    Optional<Response> document =
        request.method().equals("GET") ? documents.find(request) : Optional.empty();
    if (document.isPresent()) {
      return document.get();
    }
    if (path.isEmpty()) {
      return documents.paths();
    }
    Optional<Target> target = targets.parse(path);
    if (target.isPresent()) {
      deprecation(target.get())
          .or(() -> Deprecations.ofBuiltIn(target.get().type().gvk(), kinds.builtIn()))
          .ifPresent(request.caller()::warn);
      return dispatch(request, target.get());
    }
    if (targets.isBuiltInVersion(path)) {
      throw nothingThere();
    }
    // Only where a group's own handler stands is there someone to answer with a Status.
    return Response.text(404, "404 page not found\n");
  }

  /** Whether a server behind this one would have to answer: none of them is asked. */
  private boolean isElsewhere(List<String> path) {
    return path.size() >= 3
        && path.getFirst().equals("apis")
        && kinds.snapshot().announced().contains(path.get(1) + "/" + path.get(2));
  }

  /** What the definition of a custom kind says of the version that is asked for. */
  private static Optional<String> deprecation(Target target) {
    String version = target.type().gvk().version();
    if (target.kind().crd().isEmpty()) {
      return Optional.empty();
    }
    for (JsonNode declared : target.kind().crd().get().path("spec").path("versions")) {
      if (declared.path("name").asText().equals(version)
          && declared.path("deprecated").asBoolean()) {
        return Optional.of(declared.path("deprecationWarning").asText(standard(target)));
      }
    }
    return Optional.empty();
  }

  private static String standard(Target target) {
    String kind = target.type().gvk().kind();
    String warning = "%s %s is deprecated".formatted(target.apiVersion(), kind);
    JsonNode versions = target.kind().crd().orElseThrow().path("spec").path("versions");
    for (ResourceType type : target.kind().versions()) {
      for (JsonNode declared : versions) {
        if (declared.path("name").asText().equals(type.gvk().version())
            && !declared.path("deprecated").asBoolean()) {
          return warning + "; use %s %s".formatted(type.gvk().apiVersion(), kind);
        }
      }
    }
    return warning;
  }

  private Response dispatch(Request request, Target target) {
    String kind = target.type().gvk().kind();
    if (Reviews.answers(kind)) {
      requireMethod(request, "POST");
      return reviews.review(request, target);
    }
    return switch (target.subresource()) {
      case "", "status", "approval", "finalize", "ephemeralcontainers", "resize" ->
          target.name().isEmpty() ? collection(request, target) : one(request, target);
      case "scale" ->
          switch (request.method()) {
            case "GET" -> scaling.get(request, target);
            case "PUT" -> scaling.replace(request, target);
            case "PATCH" -> scaling.patch(request, target);
            default -> throw Failures.methodNotAllowed();
          };
      case "binding" -> {
        requireMethod(request, "POST");
        yield pods.bind(request, target);
      }
      case "eviction" -> {
        requireMethod(request, "POST");
        yield evictions.evict(request, target);
      }
      case "log" -> {
        requireMethod(request, "GET");
        yield logs.read(request, target);
      }
      case "token" -> {
        requireMethod(request, "POST");
        yield accounts.issue(request, target);
      }
      default -> throw notImplemented(target);
    };
  }

  private Response collection(Request request, Target target) {
    return switch (request.method()) {
      case "GET", "HEAD" -> {
        require(target, "list");
        yield request.flag("watch") || target.watching()
            ? watching.watch(request, target)
            : reading.list(request, target);
      }
      case "POST" -> {
        require(target, "create");
        yield target.type().gvk().kind().equals("Binding")
            ? pods.bindByBody(request, target, targets)
            : writing.create(request, target);
      }
      case "DELETE" -> {
        require(target, "deletecollection");
        yield deleting.deleteCollection(request, target);
      }
      default -> throw Failures.methodNotAllowed();
    };
  }

  private Response one(Request request, Target target) {
    return switch (request.method()) {
      case "GET", "HEAD" -> {
        require(target, "get");
        yield request.flag("watch") || target.watching()
            ? watching.watch(request, target)
            : reading.get(request, target);
      }
      case "PUT" -> {
        require(target, "update");
        yield writing.replace(request, target);
      }
      case "PATCH" -> {
        require(target, "patch");
        yield patching.patch(request, target);
      }
      case "DELETE" -> {
        require(target, "delete");
        if (!target.subresource().isEmpty()) {
          throw Failures.methodNotAllowed();
        }
        yield deleting.delete(request, target);
      }
      default -> throw Failures.methodNotAllowed();
    };
  }

  private static void require(Target target, String verb) {
    if (!target.type().verbs().contains(verb)) {
      throw Failures.methodNotAllowed();
    }
  }

  private static void requireMethod(Request request, String method) {
    if (!request.method().equals(method)) {
      throw Failures.methodNotAllowed();
    }
  }

  private static ApiFailure nothingThere() {
    return new ApiFailure(
        404,
        "NotFound",
        "the server could not find the requested resource",
        Optional.of(new Details("", "", "", List.of(), 0)));
  }

  private static ApiFailure notImplemented(Target target) {
    return new ApiFailure(
        501,
        "NotImplemented",
        "the sandbox does not serve %s of %s".formatted(target.subresource(), target.resource()));
  }
}
