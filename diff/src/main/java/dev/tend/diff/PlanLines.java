package dev.tend.diff;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.Sha256;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan would do, as lines: two plans that would do the same to the same have the same lines.
 * Values of Secrets are digests.
 */
public final class PlanLines {
  private static final int DIGEST_DIGITS = 16;

  private PlanLines() {}

  /** In the order of the plan; what is unchanged is left out. */
  public static List<String> of(Plan plan) {
    List<String> lines = new ArrayList<>();
    plan.changes().forEach(change -> add(change, lines));
    return lines;
  }

  private static void add(Change change, List<String> lines) {
    ResourceId id = change.id();
    switch (change) {
      case Change.Create create -> {
        lines.add("create " + id);
        if (isSecret(id)) {
          lines.add("create %s as %s".formatted(id, digest(create.manifest().content())));
        }
      }
      case Change.Update update -> {
        lines.add("update " + id);
        update.fields().forEach(field -> lines.add(line("update", id, field)));
        for (LiveState.FieldConflict conflict : update.conflicts()) {
          lines.add(
              "conflict %s %s, which %s owns".formatted(id, conflict.field(), conflict.manager()));
        }
      }
      case Change.Recreate recreate -> {
        lines.add("recreate " + id);
        recreate.fields().forEach(field -> lines.add(line("recreate", id, field)));
      }
      case Change.Prune prune -> {
        String uid = prune.live().path("metadata").path("uid").asText();
        lines.add("prune %s of uid %s".formatted(id, uid));
      }
      case Change.Skip skip -> {
        // A guard that keeps an object now may let it go later; the rest does nothing then either.
        if (skip.cause() == Change.Skip.Cause.GUARDED) {
          lines.add("skip %s: %s".formatted(id, skip.reason()));
        }
      }
      case Change.Run run -> {
        if (run.due()) {
          lines.add("run " + id);
        }
      }
      case Change.Unchanged ignored -> {}
    }
  }

  private static String line(String action, ResourceId id, FieldChange field) {
    return "%s %s %s: %s -> %s"
        .formatted(action, id, field.path(), value(id, field.before()), value(id, field.after()));
  }

  private static String value(ResourceId id, @Nullable JsonNode value) {
    if (value == null) {
      return "none";
    }
    return isSecret(id) ? digest(value) : value.toString();
  }

  private static boolean isSecret(ResourceId id) {
    return id.groupKind().equals("Secret");
  }

  private static String digest(JsonNode value) {
    return "sha256:" + Sha256.hex(value.toString()).substring(0, DIGEST_DIGITS);
  }
}
