package dev.tend.sandbox.kubelet;

import dev.tend.manifest.Sha256;
import java.util.regex.Pattern;

/** Image references, and what containerd says of them. */
final class Images {
  private static final String PART = "[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*";
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?:[a-zA-Z0-9.-]+(?::[0-9]+)?/)?"
              + (PART + "(?:/" + PART + ")*")
              + "(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

  private Images() {}

  static boolean isValid(String image) {
    return REFERENCE.matcher(image).matches();
  }

  /** With registry, repository and tag in full: {@code docker.io/library/nginx:latest}. */
  static String full(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    boolean hasRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
    String named = hasRegistry ? image : "docker.io/" + (slash < 0 ? "library/" : "") + image;
    boolean hasTag = named.contains("@") || named.indexOf(':', named.lastIndexOf('/')) >= 0;
    return hasTag ? named : named + ":latest";
  }

  /** The digest under which a node has it; every image has one, made of its name. */
  static String id(String image) {
    String full = full(image);
    int at = full.indexOf('@');
    String repository = at >= 0 ? full.substring(0, at) : full.substring(0, full.lastIndexOf(':'));
    String digest = at >= 0 ? full.substring(at + 1) : "sha256:" + Sha256.hex(full);
    return repository + "@" + digest;
  }

  /** Bytes, as a plausible figure that is the same each time. */
  static long size(String image) {
    return 5_000_000L + Long.parseLong(Sha256.hex(full(image)).substring(0, 7), 16) / 2;
  }

  /**
   * Why a pull fails, in containerd's words.
   *
   * @param error {@code NotFound}, {@code Unauthorized}, or the words themselves, in which {@code
   *     {image}} stands for the full reference
   */
  static String pullFailure(String image, String error) {
    String full = full(image);
    String resolving =
        "failed to pull and unpack image \"%s\": failed to resolve reference \"%s\": "
            .formatted(full, full);
    return switch (error) {
      case "NotFound" -> "rpc error: code = NotFound desc = " + resolving + full + ": not found";
      case "Unauthorized" ->
          "rpc error: code = Unknown desc = "
              + resolving
              + "pull access denied, repository does not exist or may require authorization:"
              + " server message: insufficient_scope: authorization failed";
      default -> error.replace("{image}", full);
    };
  }
}
