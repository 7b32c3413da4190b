package dev.tend.sandbox.access;

import dev.tend.sandbox.caller.Caller;
import dev.tend.sandbox.caller.User;
import dev.tend.sandbox.http.Handler;
import dev.tend.sandbox.http.MediaType;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.http.Statuses;
import dev.tend.sandbox.store.ApiFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Lets requests through whose sender is known and may do what they ask; collects warnings. */
public final class Gate implements Handler {
  private static final String APPLY = "application/apply-patch+yaml";

  private final Authentication authentication;
  private final Authorizer authorizer;
  private final Impersonation impersonation;
  private final Predicate<Action> exists;
  private final Handler behind;

  /**
   * @param exists whether what an action names is there
   */
  public Gate(
      Authentication authentication,
      Authorizer authorizer,
      Predicate<Action> exists,
      Handler behind) {
    this.authentication = authentication;
    this.authorizer = authorizer;
    this.impersonation = new Impersonation(authorizer);
    this.exists = exists;
    this.behind = behind;
  }

  @Override
  public Response handle(Request request) {
    User asking = authentication.authenticate(request);
    String misuse = impersonation.misuse(request);
    if (!misuse.isEmpty()) {
      String path = "/" + String.join("/", request.path());
      return Response.text(500, "Internal Server Error: \"%s\": %s\n".formatted(path, misuse));
    }
    User user = impersonation.user(request, asking);
    Action action = Action.of(request);
    check(user, action);
    if (isApply(request) && action.subresource().isEmpty() && !exists.test(action)) {
      // What applying creates, its sender must be allowed to create.
      check(user, action.as("create"));
    }
    List<String> warnings = new CopyOnWriteArrayList<>();
    Caller caller = new Caller(user, warning -> add(warnings, warning));
    try {
      return with(behind.handle(request.by(caller)), warnings);
    } catch (ApiFailure failure) {
      return with(Statuses.response(failure), warnings);
    }
  }

  private void check(User user, Action action) {
    Authorizer.Decision decision = authorizer.decide(user, action);
    if (!decision.allowed()) {
      throw Refusals.forbidden(user, action, decision.reason());
    }
  }

  private static boolean isApply(Request request) {
    return request.method().equals("PATCH")
        && request.contentType().map(MediaType::name).orElse("").equals(APPLY);
  }

  /** A write that is tried again finds the same once more. */
  private static void add(List<String> warnings, String warning) {
    if (!warnings.contains(warning)) {
      warnings.add(warning);
    }
  }

  private static Response with(Response response, List<String> warnings) {
    if (warnings.isEmpty() || !(response instanceof Response.Json json)) {
      return response;
    }
    List<String> all = new ArrayList<>(json.warnings());
    all.addAll(warnings);
    return new Response.Json(
        json.status(), json.content(), json.contentType(), json.headers(), all);
  }
}
