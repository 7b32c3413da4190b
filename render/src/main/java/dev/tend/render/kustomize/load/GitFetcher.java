package dev.tend.render.kustomize.load;

import dev.tend.manifest.KnownFailure;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches remote repositories. */
@FunctionalInterface
public interface GitFetcher {
  /**
   * What to fetch.
   *
   * @param ref a branch, tag or commit, or empty for the remote's own choice
   * @param timeout after which the remote is given up
   */
  record Request(String url, String ref, boolean submodules, Duration timeout) {}

  /**
   * The work tree of the revision, which the caller only reads.
   *
   * @throws KnownFailure where it can't be had
   */
  Path fetch(Request request);

  /** Where nobody is there to fetch anything. */
  static GitFetcher none() {
    return request -> {
      throw new KnownFailure(
          "Fetching " + request.url() + ": remote repositories can't be fetched here",
          "Clone it, and name the folder");
    };
  }
}
