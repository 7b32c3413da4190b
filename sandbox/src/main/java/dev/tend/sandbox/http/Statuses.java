package dev.tend.sandbox.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.ApiFailure;
import java.util.Map;

/** Status objects: what the API answers when it has no object to show. */
public final class Statuses {
  private Statuses() {}

  public static ObjectNode of(ApiFailure failure) {
    ObjectNode status = empty();
    status.put("status", "Failure").put("message", failure.message());
    putIfGiven(status, "reason", failure.reason());
    failure
        .details()
        .ifPresent(
            details -> {
              ObjectNode node = status.putObject("details");
              putIfGiven(node, "name", details.name());
              putIfGiven(node, "group", details.group());
              putIfGiven(node, "kind", details.kind());
              if (!details.causes().isEmpty()) {
                ArrayNode causes = node.putArray("causes");
                for (ApiFailure.Cause cause : details.causes()) {
                  ObjectNode item = causes.addObject();
                  putIfGiven(item, "reason", cause.reason());
                  putIfGiven(item, "message", cause.message());
                  putIfGiven(item, "field", cause.field());
                }
              }
              if (details.retryAfterSeconds() > 0) {
                node.put("retryAfterSeconds", details.retryAfterSeconds());
              }
            });
    return status.put("code", failure.code());
  }

  /** What an object that is gone is answered with. */
  public static ObjectNode deleted(String name, String group, String plural, String uid) {
    ObjectNode status = empty().put("status", "Success");
    ObjectNode details = status.putObject("details");
    details.put("name", name);
    putIfGiven(details, "group", group);
    details.put("kind", plural);
    putIfGiven(details, "uid", uid);
    return status;
  }

  public static ObjectNode success() {
    return empty().put("status", "Success");
  }

  public static Response.Json response(ApiFailure failure) {
    int wait = failure.details().map(ApiFailure.Details::retryAfterSeconds).orElse(0);
    Map<String, String> headers =
        wait > 0 ? Map.of("Retry-After", Integer.toString(wait)) : Map.of();
    return new Response.Json(
        failure.code(), of(failure), Response.JSON, headers, java.util.List.of());
  }

  private static ObjectNode empty() {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.put("kind", "Status").put("apiVersion", "v1").putObject("metadata");
    return status;
  }

  private static void putIfGiven(ObjectNode node, String field, String value) {
    if (!value.isEmpty()) {
      node.put(field, value);
    }
  }
}
