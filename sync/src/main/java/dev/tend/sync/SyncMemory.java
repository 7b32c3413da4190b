package dev.tend.sync;

import dev.tend.sync.SyncState.Fault;
import dev.tend.sync.git.Revision;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a loop knows of itself, and finds again after a restart.
 *
 * @param sync the Sync's name
 * @param follows repository, ref and app patterns
 * @param revision the one that was taken last
 * @param complete whether all apps of that revision are applied
 * @param reconciled when a cycle last began that reconciled anything
 * @param refusal why that revision was refused as a whole; empty where it wasn't
 * @param fault why the remote couldn't be read; empty once it can
 * @param apps by name
 */
public record SyncMemory(
    String sync,
    String follows,
    SyncState state,
    Optional<Revision> revision,
    boolean complete,
    Optional<Instant> fetched,
    Optional<Instant> reconciled,
    List<String> refusal,
    Optional<Fault> fault,
    SortedMap<String, AppMemory> apps) {

  public SyncMemory {
    refusal = List.copyOf(refusal);
    apps = Collections.unmodifiableSortedMap(new TreeMap<>(apps));
  }

  static SyncMemory empty(String sync, String follows, Instant now) {
    return new SyncMemory(
        sync,
        follows,
        new SyncState.Idle(now, now),
        Optional.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Collections.emptySortedMap());
  }

  /** The same for a Sync that may follow something else by now. */
  SyncMemory resume(String nowFollows, Instant now) {
    return new SyncMemory(
        sync,
        nowFollows,
        new SyncState.Idle(now, now),
        revision,
        complete && follows.equals(nowFollows),
        fetched,
        reconciled,
        refusal,
        fault,
        apps);
  }

  SyncMemory in(SyncState next) {
    return new SyncMemory(
        sync, follows, next, revision, complete, fetched, reconciled, refusal, fault, apps);
  }

  SyncMemory reached(Instant at) {
    return new SyncMemory(
        sync,
        follows,
        state,
        revision,
        complete,
        Optional.of(at),
        reconciled,
        refusal,
        Optional.empty(),
        apps);
  }

  SyncMemory failed(Fault why) {
    return new SyncMemory(
        sync,
        follows,
        state,
        revision,
        complete,
        fetched,
        reconciled,
        refusal,
        Optional.of(why),
        apps);
  }

  SyncMemory started(Revision taken, Instant at) {
    return new SyncMemory(
        sync,
        follows,
        state,
        Optional.of(taken),
        false,
        fetched,
        Optional.of(at),
        List.of(),
        fault,
        apps);
  }

  SyncMemory refused(List<String> why) {
    return new SyncMemory(
        sync, follows, state, revision, false, fetched, reconciled, why, fault, apps);
  }

  SyncMemory finished(boolean all) {
    return new SyncMemory(
        sync, follows, state, revision, all, fetched, reconciled, refusal, fault, apps);
  }

  SyncMemory with(AppMemory app) {
    SortedMap<String, AppMemory> more = new TreeMap<>(apps);
    more.put(app.name(), app);
    return withApps(more);
  }

  SyncMemory without(String app) {
    SortedMap<String, AppMemory> fewer = new TreeMap<>(apps);
    fewer.remove(app);
    return withApps(fewer);
  }

  private SyncMemory withApps(SortedMap<String, AppMemory> others) {
    return new SyncMemory(
        sync, follows, state, revision, complete, fetched, reconciled, refusal, fault, others);
  }
}
