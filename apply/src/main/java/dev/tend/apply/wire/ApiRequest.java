package dev.tend.apply.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One request to an API server.
 *
 * @param path absolute, already encoded
 * @param query by name; repeated names don't occur in the API
 * @param contentType empty where there is no body
 * @param repeatable whether sending it twice comes to the same as sending it once
 */
public record ApiRequest(
    String method,
    String path,
    SortedMap<String, String> query,
    String accept,
    String contentType,
    @Nullable JsonNode body,
    boolean repeatable) {
  public static final String JSON = "application/json";
  public static final String APPLY_PATCH = "application/apply-patch+yaml";
  public static final String MERGE_PATCH = "application/merge-patch+json";
  public static final String JSON_PATCH = "application/json-patch+json";

  public ApiRequest {
    query = new TreeMap<>(query);
  }

  public static ApiRequest get(String path) {
    return new ApiRequest("GET", path, new TreeMap<>(), JSON, "", null, true);
  }

  public static ApiRequest delete(String path, JsonNode options) {
    return new ApiRequest("DELETE", path, new TreeMap<>(), JSON, JSON, options, true);
  }

  /** Not repeatable: a second one would make a second object, or answer AlreadyExists. */
  public static ApiRequest post(String path, JsonNode body) {
    return new ApiRequest("POST", path, new TreeMap<>(), JSON, JSON, body, false);
  }

  /** Repeatable as far as the body carries a resourceVersion or is the whole truth. */
  public static ApiRequest put(String path, JsonNode body) {
    return new ApiRequest("PUT", path, new TreeMap<>(), JSON, JSON, body, true);
  }

  /** Repeatable but for a JSON patch, whose operations may move what the next one finds. */
  public static ApiRequest patch(String path, String contentType, JsonNode body) {
    return new ApiRequest(
        "PATCH", path, new TreeMap<>(), JSON, contentType, body, !contentType.equals(JSON_PATCH));
  }

  public ApiRequest with(String name, String value) {
    SortedMap<String, String> more = new TreeMap<>(query);
    more.put(name, value);
    return new ApiRequest(method, path, more, accept, contentType, body, repeatable);
  }

  /** The same with each of these that isn't empty. */
  public ApiRequest withAll(Map<String, String> parameters) {
    ApiRequest result = this;
    for (var entry : new TreeMap<>(parameters).entrySet()) {
      result = entry.getValue().isEmpty() ? result : result.with(entry.getKey(), entry.getValue());
    }
    return result;
  }

  public ApiRequest accepting(String mediaTypes) {
    return new ApiRequest(method, path, query, mediaTypes, contentType, body, repeatable);
  }

  /** Path and query as the URL has them. */
  public String target() {
    if (query.isEmpty()) {
      return path;
    }
    return query.entrySet().stream()
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(Collectors.joining("&", path + "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
