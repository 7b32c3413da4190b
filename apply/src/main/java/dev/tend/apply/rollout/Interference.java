package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.FieldSet;
import dev.tend.diff.merge.ManagedFields;
import dev.tend.diff.merge.ManagedFields.Entry;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.ResourceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Knows what an apply made of its objects, and tells once of each that somebody else changes while
 * it is waited for: what gets ready then isn't what was applied.
 */
public final class Interference {
  private static final FieldPath TEMPLATE = FieldPath.of("spec", "template");

  /** So many fields are named. */
  private static final int NAMED = 3;

  private final Map<ResourceId, ObjectNode> applied;
  private final Map<ResourceId, Long> looked = new HashMap<>();
  private final Set<ResourceId> told = new HashSet<>();
  private final SortedMap<ResourceId, String> overtaken = new TreeMap<>();

  /**
   * @param applied the objects as the server answered
   */
  public Interference(Map<ResourceId, ObjectNode> applied) {
    this.applied = Map.copyOf(applied);
  }

  /** Of what wasn't just applied. */
  public static Interference none() {
    return new Interference(Map.of());
  }

  /**
   * What somebody did to an object.
   *
   * @param overtakes whether other pods run for it than those that were applied
   */
  private record Act(String words, boolean overtakes) {}

  /** What to say of an object as it is now; empty where there is nothing new to say. */
  Optional<String> in(LiveObject live) {
    ResourceId id = live.id();
    ObjectNode before = applied.get(id);
    if (before == null || overtaken.containsKey(id)) {
      return Optional.empty();
    }
    LiveObject ours = new LiveObject(before);
    Optional<Act> found =
        live.uid().equals(ours.uid())
            ? change(ours, live)
            : Optional.of(new Act("was deleted and made anew by somebody else", true));
    return found
        .filter(act -> told.add(id) || act.overtakes())
        .map(
            act -> {
              String words = "%s %s: it isn't what was applied any more".formatted(id, act.words());
              if (act.overtakes()) {
                overtaken.put(id, words);
              }
              return words;
            });
  }

  /** Objects of which something else runs by now than was applied, with what was said of them. */
  SortedMap<ResourceId, String> overtaken() {
    return overtaken;
  }

  /**
   * By the owners of fields: controllers that write what is theirs take nothing from an applier.
   */
  private Optional<Act> change(LiveObject ours, LiveObject live) {
    long generation = generation(live);
    if (generation <= generation(ours) || Long.valueOf(generation).equals(looked.get(live.id()))) {
      return Optional.empty();
    }
    looked.put(live.id(), generation);
    try {
      ManagedFields now = ManagedFields.of(live.content());
      FieldSet lost =
          ownFields(ManagedFields.of(ours.content())).difference(ownFields(now)).leaves();
      return Optional.of(lost.paths())
          .filter(paths -> !paths.isEmpty())
          .map(
              paths ->
                  new Act(
                      "was changed by %s (%s)".formatted(owner(now, lost), words(paths)),
                      paths.stream().anyMatch(path -> path.startsWith(TEMPLATE))));
    } catch (IllegalArgumentException e) {
      // Nobody can say whose fields are whose.
      return Optional.empty();
    }
  }

  private static long generation(LiveObject object) {
    return object.content().path("metadata").path("generation").asLong();
  }

  private static FieldSet ownFields(ManagedFields fields) {
    return fields.find(AppliedFields.APPLYING, "").map(Entry::fields).orElse(FieldSet.EMPTY);
  }

  private static String owner(ManagedFields now, FieldSet lost) {
    return now.entries().stream()
        .filter(entry -> !entry.manager().equals(AppliedFields.APPLYING))
        .filter(entry -> !entry.fields().intersection(lost).isEmpty())
        .map(entry -> entry.manager().name())
        .findFirst()
        .orElse("somebody else");
  }

  private static String words(List<FieldPath> paths) {
    String names =
        paths.stream().limit(NAMED).map(FieldPath::toString).collect(Collectors.joining(", "));
    return paths.size() > NAMED ? names + " and %d more".formatted(paths.size() - NAMED) : names;
  }
}
