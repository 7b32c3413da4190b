package dev.tend.apply.rollout;

import dev.tend.manifest.ResourceId;

/** Jobs that completed: their TTL may remove them before everybody has seen it. */
public interface CompletedJobs {
  /** Takes in that a Job was seen complete. */
  void add(String uid);

  /** Whether the Job of this name that is waited for has completed, as far as is known by now. */
  boolean has(ResourceId id);

  /** Remembers nothing. */
  static CompletedJobs unknown() {
    return new CompletedJobs() {
      @Override
      public void add(String uid) {}

      @Override
      public boolean has(ResourceId id) {
        return false;
      }
    };
  }
}
