package dev.tend.sync.spec;

import java.time.Duration;
import java.util.List;

/**
 * Which repository a cluster follows, and which of its folders are apps.
 *
 * @param name of the Sync, by which its state is found again
 * @param interval between two looks at the repository
 * @param apps at least one pattern
 */
public record SyncSpec(
    String name, GitSpec git, Duration interval, List<AppPattern> apps, Drift drift) {

  static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

  public SyncSpec {
    apps = List.copyOf(apps);
    if (apps.isEmpty()) {
      throw new IllegalArgumentException("a Sync without app patterns");
    }
  }

  /**
   * Whether objects that drifted from an unchanged commit are put right.
   *
   * @param interval between two corrections; never shorter than the Sync's own in effect
   */
  public record Drift(boolean correct, Duration interval) {}

  /**
   * What decides which app folders a commit has: when it changes, a commit that was applied is
   * looked at again.
   */
  public String fingerprint() {
    return git.url().display() + " " + git.ref().display() + " " + apps;
  }
}
