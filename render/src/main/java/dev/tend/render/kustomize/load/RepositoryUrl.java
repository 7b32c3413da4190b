package dev.tend.render.kustomize.load;

import dev.tend.manifest.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder in a remote repository, as resources name it: {@code
 * https://host/org/repo//path?ref=v1&submodules=false&timeout=30s}.
 *
 * @param text as it is written
 * @param path of the folder, empty for the root
 * @param ref a branch, tag or commit, or empty
 */
public record RepositoryUrl(
    String text, String cloneUrl, String path, String ref, boolean submodules, Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofSeconds(27);
  private static final List<String> SCHEMES = List.of("ssh://", "https://", "http://", "file://");
  private static final Pattern USER = Pattern.compile("([a-zA-Z][a-zA-Z0-9-]*@)(.*)");
  private static final String AZURE = "_git/";
  private static final String SUFFIX = ".git";

  /** The part that names a repository, and the folder in it. */
  private record Split(String repository, String folder) {}

  /** Empty where the text is a path, or an address of something else. */
  public static Optional<RepositoryUrl> parse(String text) {
    if (text.startsWith("/")) {
      return Optional.empty();
    }
    int mark = text.indexOf('?');
    String rest = mark < 0 ? text : text.substring(0, mark);
    rest = startsWith(rest, "git::") ? rest.substring("git::".length()) : rest;
    String scheme = "";
    for (String known : SCHEMES) {
      if (startsWith(rest, known)) {
        scheme = known;
        rest = rest.substring(known.length());
        break;
      }
    }
    if (scheme.equals("file://")) {
      return url(text, mark, scheme, split(rest, Integer.MAX_VALUE));
    }
    Matcher named = USER.matcher(rest);
    String user = named.matches() ? named.group(1) : "";
    rest = rest.substring(user.length());
    boolean github = startsWith(rest, "github.com/") || startsWith(rest, "github.com:");
    boolean colon = scheme.isEmpty() && (!user.isEmpty() || github);
    if (scheme.isEmpty() && !colon) {
      return Optional.empty();
    }
    int end = rest.indexOf('/');
    int other = colon ? rest.indexOf(':') : -1;
    end = other > 0 && (end < 0 || other < end) ? other : end;
    if (end <= 0) {
      return Optional.empty();
    }
    String host = scheme + user + rest.substring(0, end + 1);
    if (github) {
      boolean ssh = scheme.equals("ssh://") || !user.isEmpty();
      host = ssh ? user + "github.com:" : "https://github.com/";
    }
    return url(text, mark, host, split(rest.substring(end + 1), 2));
  }

  private static boolean startsWith(String text, String prefix) {
    return text.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  private static Optional<Split> split(String path, int segments) {
    int azure = path.indexOf(AZURE);
    if (azure >= 0) {
      int end = path.indexOf('/', azure + AZURE.length());
      return Optional.of(
          end < 0 ? new Split(path, "") : new Split(path.substring(0, end), path.substring(end)));
    }
    int slashes = path.indexOf("//");
    if (slashes >= 0) {
      return Optional.of(new Split(path.substring(0, slashes), path.substring(slashes + 2)));
    }
    int suffix = path.indexOf(SUFFIX);
    if (suffix >= 0) {
      int end = suffix + SUFFIX.length();
      return Optional.of(new Split(path.substring(0, end), path.substring(end)));
    }
    if (segments == Integer.MAX_VALUE) {
      return Optional.of(new Split(path, ""));
    }
    int end = 0;
    for (int i = 0; i < segments; i++) {
      int slash = path.indexOf('/', end + (i == 0 ? 0 : 1));
      if (slash < 0 && i < segments - 1) {
        return Optional.empty();
      }
      end = slash < 0 ? path.length() : slash;
    }
    return Optional.of(new Split(path.substring(0, end), path.substring(end)));
  }

  private static Optional<RepositoryUrl> url(
      String text, int mark, String host, Optional<Split> split) {
    if (split.isEmpty() || split.get().repository().isEmpty()) {
      return Optional.empty();
    }
    String folder = split.get().folder().replaceAll("^/+|/+$", "");
    if (folder.equals("..") || folder.startsWith("../")) {
      return Optional.empty();
    }
    String ref = "";
    String version = "";
    boolean submodules = true;
    Duration timeout = TIMEOUT;
    for (String pair : mark < 0 ? new String[0] : text.substring(mark + 1).split("&")) {
      String[] parts = pair.split("=", 2);
      String value = parts.length < 2 ? "" : parts[1];
      switch (parts[0]) {
        case "ref" -> ref = value;
        case "version" -> version = value;
        case "submodules" -> submodules = !List.of("false", "0", "f", "F").contains(value);
        case "timeout" -> timeout = duration(value);
        default -> {}
      }
    }
    return Optional.of(
        new RepositoryUrl(
            text,
            host + split.get().repository(),
            folder,
            ref.isEmpty() ? version : ref,
            submodules,
            timeout));
  }

  private static Duration duration(String text) {
    return text.matches("[0-9]{1,9}")
        ? Duration.ofSeconds(Long.parseLong(text))
        : Durations.parse(text).orElse(TIMEOUT);
  }
}
