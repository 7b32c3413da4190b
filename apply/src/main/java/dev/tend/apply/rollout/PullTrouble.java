package dev.tend.apply.rollout;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What keeps an image from being pulled, as far as the words of a container runtime tell. */
enum PullTrouble {
  INVALID_NAME("that is not a valid image name", "invalid reference format|couldn't parse image"),
  NEVER("it isn't on the node, and its pull policy is Never", "pull policy of never"),
  PLATFORM("it isn't built for the node's platform", "no match for platform|exec format error"),
  LIMITED("the registry says that there were too many requests", "toomanyrequests|\\b429\\b"),
  CERTIFICATE("the node doesn't trust the registry's certificate", "x509:|certificate "),
  DENIED(
      "the registry refuses access",
      "unauthorized|\\b401\\b|\\b403\\b|forbidden|access denied|authorization failed"
          + "|authentication required|no basic auth|denied:"),
  NETWORK(
      "its registry can't be reached",
      "no such host|i/o timeout|connection refused|connection reset|handshake timeout|no route"
          + "|network is unreachable|deadline exceeded|\\b50[0234]\\b|unexpected eof"
          + "|server misbehaving|registryunavailable"),
  NOT_FOUND(
      "its registry has no such image or tag", "not found|manifest unknown|name unknown|\\b404\\b"),
  UNKNOWN("the pull fails", "");

  private final String words;
  private final Pattern pattern;

  PullTrouble(String words, String pattern) {
    this.words = words;
    this.pattern = Pattern.compile(pattern);
  }

  static PullTrouble from(String reason, String message) {
    if (reason.equals("InvalidImageName")) {
      return INVALID_NAME;
    }
    if (reason.equals("ErrImageNeverPull")) {
      return NEVER;
    }
    String text = (reason + "\n" + message).toLowerCase(Locale.ROOT);
    for (PullTrouble trouble : values()) {
      if (trouble.pattern.matcher(text).find()) {
        return trouble;
      }
    }
    return UNKNOWN;
  }

  String words() {
    return words;
  }

  /** Waiting may be enough. */
  boolean mayPass() {
    return this == NETWORK || this == LIMITED;
  }

  List<String> advice(String image, String namespace) {
    return switch (this) {
      case INVALID_NAME -> List.of("write the image as registry/name:tag, in lower case");
      case NEVER ->
          List.of(
              "set imagePullPolicy to IfNotPresent, or load " + image + " onto the node by hand");
      case PLATFORM ->
          List.of("build " + image + " for the node's platform, or choose other nodes");
      case LIMITED ->
          List.of("wait, or pull with credentials (imagePullSecrets) that have a higher limit");
      case CERTIFICATE -> List.of("make the registry's authority known to the nodes' runtime");
      case DENIED ->
          List.of(
              "check that " + image + " exists: registries often hide what one may not read",
              "give the pod credentials: a Secret of type kubernetes.io/dockerconfigjson in "
                  + "namespace "
                  + namespace
                  + ", named in imagePullSecrets of the pod or of its service account");
      case NETWORK ->
          List.of("check the registry's name in " + image + ", the nodes' DNS, proxy and firewall");
      case NOT_FOUND -> List.of("check name and tag of " + image + ", and that it was pushed");
      case UNKNOWN -> List.of("pull " + image + " by hand to see what the registry says");
    };
  }
}
