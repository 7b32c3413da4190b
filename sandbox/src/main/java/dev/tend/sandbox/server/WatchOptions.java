package dev.tend.sandbox.server;

import dev.tend.sandbox.http.Request;
import java.time.Duration;

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
    ListOptions.checkWatch(request);
    String version = request.param("resourceVersion");
    String send = request.param("sendInitialEvents");
    boolean bookmarks = request.flag("allowWatchBookmarks");
    boolean initial = request.flag("sendInitialEvents");
    boolean any = version.isEmpty() || version.equals("0");
    boolean fromStart = initial || (send.isEmpty() && any);
    long since = version.isEmpty() ? 0 : Revisions.parse(version);
    return new WatchOptions(fromStart, initial && bookmarks, since, bookmarks);
  }
}
