package dev.tend.schema.cel;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An absolute URL or path, as Go parses it. */
record GoUrl(String scheme, String host, String path, String query) {
  /**
   * @throws CelFault in the server's words
   */
  static GoUrl parse(String text) {
    if (text.isEmpty()) {
      throw wrong(text, "empty url");
    }
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw wrong(text, "net/url: invalid control character in URL");
    }
    int colon = text.indexOf(':');
    boolean hasScheme = colon > 0 && text.substring(0, colon).matches("[a-zA-Z][a-zA-Z0-9+.-]*");
    if (!hasScheme && !text.startsWith("/")) {
      throw wrong(text, colon == 0 ? "missing protocol scheme" : "invalid URI for request");
    }
    String scheme = hasScheme ? text.substring(0, colon).toLowerCase(java.util.Locale.ROOT) : "";
    String rest = hasScheme ? text.substring(colon + 1) : text;
    int hash = rest.indexOf('#');
    rest = hash < 0 ? rest : rest.substring(0, hash);
    int mark = rest.indexOf('?');
    String query = mark < 0 ? "" : rest.substring(mark + 1);
    rest = mark < 0 ? rest : rest.substring(0, mark);
    if (hasScheme && !rest.startsWith("/")) {
      return new GoUrl(scheme, "", "", query);
    }
    String host = "";
    if (hasScheme && rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      host = rest.substring(2, slash < 0 ? rest.length() : slash);
      rest = slash < 0 ? "" : rest.substring(slash);
      host = host.substring(host.lastIndexOf('@') + 1);
      checkHost(text, host);
    }
    return new GoUrl(scheme, host, escapedPath(text, rest), query);
  }

  private static void checkHost(String text, String host) {
    String port = port(host);
    int bracket = host.indexOf(']');
    if (host.startsWith("[") && bracket < 0) {
      throw wrong(text, "missing ']' in host");
    }
    String after = host.substring(bracket + 1);
    if (!port.isEmpty() && !port.matches("[0-9]*")
        || after.indexOf(':') != after.lastIndexOf(':')) {
      throw wrong(
          text, "invalid port \":%s\" after host".formatted(after.replaceFirst("^[^:]*:", "")));
    }
    for (char c : host.toCharArray()) {
      if (c == ' ' || c == '<' || c == '>' || c == '"' || c == '\\' || c == '^' || c == '`'
          || c == '{' || c == '|' || c == '}') {
        throw wrong(text, "invalid character \"%s\" in host name".formatted(c));
      }
    }
  }

  private static String escapedPath(String text, String path) {
    for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
      String escape = path.substring(at, Math.min(at + 3, path.length()));
      if (!escape.matches("%[0-9a-fA-F]{2}")) {
        throw wrong(text, "invalid URL escape \"%s\"".formatted(escape));
      }
    }
    try {
      String plain = path.matches("[A-Za-z0-9%$&+,/:;=@_.~!*'()-]*") ? path : null;
      return plain == null ? new URI(null, null, path, null).getRawPath() : plain;
    } catch (URISyntaxException e) {
      return path;
    }
  }

  private static String port(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(colon + 1) : "";
  }

  String port() {
    return port(host);
  }

  /** The host without port and brackets. */
  String hostname() {
    int colon = host.lastIndexOf(':');
    String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    return name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
  }

  /** Each name's values, in their order. */
  Map<String, List<String>> parameters() {
    Map<String, List<String>> all = new TreeMap<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty() && !pair.contains(";")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        all.computeIfAbsent(decoded(name), absent -> new ArrayList<>()).add(decoded(value));
      }
    }
    return all;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static CelFault wrong(String text, String why) {
    return new CelFault(
        "URL parse error during conversion from string: parse \"%s\": %s".formatted(text, why));
  }
}
