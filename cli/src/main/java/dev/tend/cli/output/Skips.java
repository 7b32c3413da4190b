package dev.tend.cli.output;

import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a plan leaves alone: many objects are left alone for one reason. */
final class Skips {
  private Skips() {}

  /** Why nothing is done about an object, and what to try. */
  record Why(String reason, String hint) {}

  /** The objects by reason, in the order of the plan. */
  static Map<Why, List<ResourceId>> of(Plan plan) {
    Map<Why, List<ResourceId>> skips = new LinkedHashMap<>();
    for (Change change : plan.changes()) {
      if (change instanceof Change.Skip skip) {
        skips
            .computeIfAbsent(new Why(skip.reason(), skip.hint()), key -> new ArrayList<>())
            .add(skip.id());
      }
    }
    return skips;
  }
}
