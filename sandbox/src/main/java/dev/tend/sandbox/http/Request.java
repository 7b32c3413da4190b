package dev.tend.sandbox.http;

import dev.tend.sandbox.caller.Caller;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request, read whole.
 *
 * @param path decoded segments, without empty ones
 * @param query decoded, in order
 * @param headers by lower-case name
 * @param caller the control plane itself, until somebody found out who asks
 */
public record Request(
    String method,
    List<String> path,
    Map<String, List<String>> query,
    Map<String, List<String>> headers,
    byte[] body,
    Caller caller) {

  public static Request of(String method, URI uri, Map<String, List<String>> headers, byte[] body) {
    Map<String, List<String>> lower = new LinkedHashMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
    return new Request(
        method,
        segments(uri.getRawPath()),
        query(uri.getRawQuery()),
        lower,
        body,
        Caller.CONTROL_PLANE);
  }

  /** The same request of who has a token. */
  public Request bearing(String token) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    more.put("authorization", List.of("Bearer " + token));
    return new Request(method, path, query, more, body, caller);
  }

  /** The same request of somebody. */
  public Request by(Caller other) {
    return new Request(method, path, query, headers, body, other);
  }

  private static List<String> segments(String rawPath) {
    List<String> segments = new ArrayList<>();
    for (String segment : rawPath.split("/", -1)) {
      if (!segment.isEmpty()) {
        segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    }
    return List.copyOf(segments);
  }

  private static Map<String, List<String>> query(@org.jspecify.annotations.Nullable String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (raw == null) {
      return query;
    }
    for (String pair : raw.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.computeIfAbsent(decode(name), absent -> new ArrayList<>()).add(decode(value));
      }
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The first value of a query parameter, or empty. */
  public String param(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** Given, and anything but false or 0. */
  public boolean flag(String name) {
    return query.containsKey(name)
        && !param(name).equals("false")
        && !param(name).equals("0")
        && !(param(name).isEmpty() && query.get(name) == null);
  }

  /** The first value of a header, or empty. */
  public String header(String name) {
    List<String> values = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }

  /** What the client takes, most wanted first as it lists them. */
  public List<MediaType> accepts() {
    List<MediaType> types = new ArrayList<>();
    for (String header : headers.getOrDefault("accept", List.of())) {
      types.addAll(MediaType.list(header));
    }
    return types;
  }

  /** What the body is said to be. */
  public Optional<MediaType> contentType() {
    return MediaType.list(header("content-type")).stream().findFirst();
  }
}
