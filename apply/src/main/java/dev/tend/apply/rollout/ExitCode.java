package dev.tend.apply.rollout;

/** What the exit code of a container means by custom. */
final class ExitCode {
  private ExitCode() {}

  /** {@code exit code 137 (SIGKILL)}. */
  static String words(int code) {
    String signal =
        switch (code) {
          case 130 -> " (SIGINT)";
          case 132 -> " (SIGILL)";
          case 134 -> " (SIGABRT)";
          case 135 -> " (SIGBUS)";
          case 136 -> " (SIGFPE)";
          case 137 -> " (SIGKILL)";
          case 139 -> " (SIGSEGV)";
          case 143 -> " (SIGTERM)";
          default -> "";
        };
    return code < 0 ? "an unknown exit code" : "exit code " + code + signal;
  }

  /**
   * What to try.
   *
   * @param words what the runtime says of the end
   * @param unstartable whether it never ran
   */
  static String advice(int code, String words, boolean unstartable) {
    if (words.contains("executable file not found") || words.contains("no such file")) {
      return "its command isn't in the image: check command, args and the image's entry point";
    }
    if (words.contains("permission denied")) {
      return "its command may not be executed: check its mode in the image and the security context";
    }
    if (words.contains("exec format error")) {
      return "the image is built for another platform than the node's";
    }
    if (unstartable) {
      return "check command, args, working directory, mounts and the security context";
    }
    return switch (code) {
      case 0 -> "it ends by itself: let its process run on, or make it a Job";
      case 126 -> "its command can't be executed: check its mode, and its interpreter's path";
      case 127 -> "a command wasn't found: check command and args, and scripts for missing tools";
      case 132, 134, 136, 139 -> "its process crashed: the image may not fit the node's processor";
      case 137 -> "it was killed from outside: too slow to stop, a failing probe, or node pressure";
      case 143 -> "it was asked to stop: look for a failing liveness probe";
      default -> "its log says why; check arguments, environment and what it connects to";
    };
  }
}
