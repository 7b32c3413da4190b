package dev.tend.sync.spec;

import java.time.Duration;

/**
 * A repository, the ref to follow, and how to be let in.
 *
 * @param timeout how long a silent remote is waited for
 */
public record GitSpec(RemoteUrl url, GitRef ref, GitAuth auth, Duration timeout) {
  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
}
