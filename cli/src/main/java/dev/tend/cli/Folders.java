package dev.tend.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where tend keeps things, by the XDG base directory rules.
 *
 * @param config for files that the user writes
 * @param state for what must not be lost
 * @param cache for what can be made again
 */
public record Folders(Path config, Path state, Path cache) {
  /** Relative values are ignored, as the XDG rules say. */
  public static Folders from(Map<String, String> variables) {
    Path home = Path.of(variables.getOrDefault("HOME", System.getProperty("user.home", "/")));
    return new Folders(
        folder(variables, "XDG_CONFIG_HOME", home.resolve(".config")),
        folder(variables, "XDG_STATE_HOME", home.resolve(".local/state")),
        folder(variables, "XDG_CACHE_HOME", home.resolve(".cache")));
  }

  private static Path folder(Map<String, String> variables, String name, Path otherwise) {
    Path base = Path.of(variables.getOrDefault(name, ""));
    return (base.isAbsolute() ? base : otherwise).resolve("tend");
  }

  /** The sandbox's state: another XDG_STATE_HOME is another sandbox. */
  public Path sandbox() {
    return state.resolve("sandbox");
  }

  /** What the sync daemon remembers. */
  public Path sync() {
    return state.resolve("sync");
  }

  /** Mirrors and checkouts of git repositories. */
  public Path git() {
    return cache.resolve("git");
  }
}
