package dev.tend.sandbox.server;

import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.ApiFailure.Cause;
import dev.tend.sandbox.store.ApiFailure.Details;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How to watch.
 *
 * @param fromStart whether what is there comes first
 * @param initialEvents whether a bookmark says where that ends
 * @param since the revision after which changes are wanted, where it isn't from the start
 */
record WatchOptions(boolean fromStart, boolean initialEvents, long since, boolean bookmarks) {
  static final Duration BOOKMARK_EVERY = Duration.ofSeconds(60);

  static WatchOptions of(Request request) {
    String version = request.param("resourceVersion");
    String match = request.param("resourceVersionMatch");
    String send = request.param("sendInitialEvents");
    boolean bookmarks = request.flag("allowWatchBookmarks");
    if (send.isEmpty() && !match.isEmpty()) {
      throw forbidden(
          "resourceVersionMatch",
          "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
    }
    if (!send.isEmpty() && !match.equals("NotOlderThan")) {
      throw forbidden(
          "resourceVersionMatch",
          "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
    }
    boolean initial = request.flag("sendInitialEvents");
    boolean any = version.isEmpty() || version.equals("0");
    boolean fromStart = initial || (send.isEmpty() && any);
    long since = version.isEmpty() ? 0 : Revisions.parse(version);
    return new WatchOptions(fromStart, initial && bookmarks, since, bookmarks);
  }

  private static ApiFailure forbidden(String field, String why) {
    Cause cause = new Cause("FieldValueForbidden", "Forbidden: " + why, field);
    return new ApiFailure(
        422,
        "Invalid",
        "ListOptions.meta.k8s.io \"\" is invalid: %s: Forbidden: %s".formatted(field, why),
        Optional.of(new Details("", "meta.k8s.io", "ListOptions", List.of(cause), 0)));
  }
}
