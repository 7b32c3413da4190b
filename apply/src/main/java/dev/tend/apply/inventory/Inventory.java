package dev.tend.apply.inventory;

import dev.tend.manifest.GroupVersionKind;
import dev.tend.manifest.ResourceId;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every object that an app applied, or is about to, and the newest revision of it. */
public record Inventory(SortedMap<ResourceId, Entry> entries, Newest newest) {
  public static final Inventory EMPTY = new Inventory(new TreeMap<>(), new Newest(0, "", false));

  public Inventory {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /**
   * One object.
   *
   * @param apiVersion that it was last applied at
   * @param uid empty as long as it isn't known: the object was about to be applied
   * @param hook whether it comes and goes with the applies
   * @param completed of a Job that its TTL removes, a digest of the manifest that is known to have
   *     completed; else empty
   */
  public record Entry(
      ResourceId id, String apiVersion, String uid, boolean hook, String completed) {
    public Entry(ResourceId id, String apiVersion, String uid) {
      this(id, apiVersion, uid, false, "");
    }

    /** Whether it may be gone and yet be as it should. */
    public boolean mayBeGone() {
      return !uid.isEmpty() && (hook || !completed.isEmpty());
    }

    public Entry completed(String digest) {
      return new Entry(id, apiVersion, uid, hook, digest);
    }

    /** Takes in what is newer, without forgetting what that doesn't know. */
    private Entry updated(Entry fresh) {
      boolean same = fresh.uid.isEmpty() || fresh.uid.equals(uid);
      return new Entry(
          id,
          fresh.apiVersion,
          same ? uid : fresh.uid,
          fresh.hook,
          same && fresh.completed.isEmpty() ? completed : fresh.completed);
    }

    public GroupVersionKind type() {
      return GroupVersionKind.of(apiVersion, id.kind());
    }
  }

  /**
   * The newest revision.
   *
   * @param revision 0 where none was recorded yet
   * @param digest of what it consists of
   * @param good whether its apply ended well
   */
  public record Newest(int revision, String digest, boolean good) {}

  public static Inventory of(Collection<Entry> entries) {
    return EMPTY.with(entries);
  }

  public Optional<Entry> find(ResourceId id) {
    return Optional.ofNullable(entries.get(id));
  }

  /** With these; an entry without a uid doesn't forget one that is known. */
  public Inventory with(Collection<Entry> more) {
    SortedMap<ResourceId, Entry> union = new TreeMap<>(entries);
    for (Entry entry : more) {
      union.merge(entry.id(), entry, Entry::updated);
    }
    return new Inventory(union, newest);
  }

  public Inventory without(Collection<ResourceId> ids) {
    SortedMap<ResourceId, Entry> rest = new TreeMap<>(entries);
    ids.forEach(rest::remove);
    return new Inventory(rest, newest);
  }

  public Inventory revised(Newest other) {
    return new Inventory(entries, other);
  }

  /** The entries whose objects are not among these. */
  public Map<ResourceId, Entry> beyond(Collection<ResourceId> ids) {
    return without(ids).entries();
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }
}
