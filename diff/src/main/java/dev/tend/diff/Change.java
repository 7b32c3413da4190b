package dev.tend.diff;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be done about one object. */
public sealed interface Change {
  /** Begins a warning. */
  String NOT_CHECKED = "not checked by the server: ";

  ResourceId id();

  /** Changes the cluster when it is executed. */
  default boolean acts() {
    return switch (this) {
      case Create ignored -> true;
      case Update ignored -> true;
      case Recreate ignored -> true;
      case Prune ignored -> true;
      case Run run -> run.due();
      case Unchanged ignored -> false;
      case Skip ignored -> false;
    };
  }

  /** What to look at before this is done. */
  default List<String> warnings() {
    return List.of();
  }

  /** Those that hold when it is done: a server that has taken an object has checked it. */
  default List<String> lastingWarnings() {
    return warnings().stream().filter(warning -> !warning.startsWith(NOT_CHECKED)).toList();
  }

  /** The same with more warnings; what can't be warned of stays as it is. */
  default Change warned(List<String> more) {
    return switch (this) {
      case Create create ->
          new Create(
              create.manifest,
              create.result,
              create.serverEdits,
              Stream.concat(create.warnings.stream(), more.stream()).toList());
      case Update update ->
          new Update(
              update.manifest,
              update.live,
              update.result,
              update.fields,
              update.serverEdits,
              update.conflicts,
              Stream.concat(update.warnings.stream(), more.stream()).toList());
      case Recreate recreate -> recreate;
      case Prune prune -> prune;
      case Run run -> run;
      case Unchanged unchanged -> unchanged;
      case Skip skip -> skip;
    };
  }

  /**
   * The object isn't there.
   *
   * @param result the object as it would be, defaults included where the server could say
   * @param serverEdits what the server's admission makes of it, from what the manifest says
   */
  record Create(
      Manifest manifest, ObjectNode result, List<FieldChange> serverEdits, List<String> warnings)
      implements Change {
    public Create {
      serverEdits = List.copyOf(serverEdits);
      warnings = List.copyOf(warnings);
    }

    public Create(Manifest manifest, ObjectNode result, List<String> warnings) {
      this(manifest, result, List.of(), warnings);
    }

    @Override
    public ResourceId id() {
      return manifest.id();
    }
  }

  /**
   * The object is there and differs.
   *
   * @param fields what leads from live to result
   * @param serverEdits what of that the server's admission makes, from what the manifest says
   */
  record Update(
      Manifest manifest,
      ObjectNode live,
      ObjectNode result,
      List<FieldChange> fields,
      List<FieldChange> serverEdits,
      List<LiveState.FieldConflict> conflicts,
      List<String> warnings)
      implements Change {
    public Update {
      fields = List.copyOf(fields);
      serverEdits = List.copyOf(serverEdits);
      conflicts = List.copyOf(conflicts);
      warnings = List.copyOf(warnings);
    }

    public Update(
        Manifest manifest,
        ObjectNode live,
        ObjectNode result,
        List<FieldChange> fields,
        List<LiveState.FieldConflict> conflicts,
        List<String> warnings) {
      this(manifest, live, result, fields, List.of(), conflicts, warnings);
    }

    @Override
    public ResourceId id() {
      return manifest.id();
    }
  }

  /** The change can't be made in place: the object must be deleted and created again. */
  record Recreate(Manifest manifest, ObjectNode live, List<FieldChange> fields, String reason)
      implements Change {
    public Recreate {
      fields = List.copyOf(fields);
    }

    @Override
    public ResourceId id() {
      return manifest.id();
    }
  }

  /**
   * A hook.
   *
   * @param live what is left of its last run
   * @param revision what it runs for
   * @param due whether it runs this time
   */
  record Run(Manifest manifest, Optional<ObjectNode> live, Hook hook, String revision, boolean due)
      implements Change {
    @Override
    public ResourceId id() {
      return manifest.id();
    }
  }

  /** The object was applied before and is wanted no more. */
  record Prune(ResourceId id, String apiVersion, ObjectNode live) implements Change {}

  /** The object is as it should be. */
  record Unchanged(Manifest manifest, ObjectNode live) implements Change {
    @Override
    public ResourceId id() {
      return manifest.id();
    }
  }

  /**
   * Nothing is done, for a reason.
   *
   * @param manifest empty for what nobody wants
   */
  record Skip(ResourceId id, Optional<Manifest> manifest, Cause cause, String reason, String hint)
      implements Change {
    /** What the reason comes to. */
    public enum Cause {
      /** Somebody asked for it by an annotation. */
      ASKED,
      /** It ran to its end, and is gone. */
      COMPLETED,
      /** It would be pruned, but for a guard. */
      GUARDED,
      /** It would be pruned, but nobody asked for that. */
      LEFT
    }
  }
}
