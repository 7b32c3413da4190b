package dev.tend.schema.references;

import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Problem;
import java.util.ArrayList;
import java.util.List;

/** Collects what doesn't fit, but for what is said to be elsewhere. */
final class Findings {
  private final SetIndex set;
  private final Externals externals;
  private final List<Problem> problems = new ArrayList<>();

  Findings(SetIndex set, Externals externals) {
    this.set = set;
    this.externals = externals;
  }

  List<Problem> all() {
    return problems;
  }

  /** Says so where no object of the kind has the name. */
  void require(Manifest from, FieldPath path, String kind, String namespace, String name) {
    if (!name.isEmpty() && !set.has(kind, namespace, name) && !externals.cover(from, kind, name)) {
      String near = NearMiss.hint(name, set.names(kind));
      warn(
          from,
          path,
          "reference/missing",
          "No %s of the set is named `%s`".formatted(kind, name),
          near.isEmpty() ? elsewhere(kind, name) : near);
    }
  }

  static String elsewhere(String kind, String name) {
    return "Add it, or say that it is elsewhere: `--external %s/%s`, or the annotation `%s`"
        .formatted(kind, name, Externals.ANNOTATION);
  }

  boolean isExternal(Manifest from, String kind, String name) {
    return externals.cover(from, kind, name);
  }

  void warn(Manifest from, FieldPath path, String rule, String message, String hint) {
    problems.add(Problem.warning(rule, from.origin().locate(path), path, message, hint));
  }
}
