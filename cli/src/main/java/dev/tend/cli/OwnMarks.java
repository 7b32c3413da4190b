package dev.tend.cli;

import dev.tend.diff.Hook;
import dev.tend.diff.Wish;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.Manifest;
import dev.tend.manifest.NearMiss;
import dev.tend.manifest.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Whether the annotations and labels below {@code tend.dev/} are ones that tend knows: of a
 * misspelt one nobody would hear, as what it asks for just doesn't happen.
 */
final class OwnMarks {
  private static final String DOMAIN = "tend.dev/";

  /** What people write. */
  private static final List<String> ASKED =
      Stream.concat(
              Arrays.stream(Wish.values()).map(Wish::annotation),
              Stream.of(
                  Hook.ANNOTATION,
                  "tend.dev/accept",
                  "tend.dev/app",
                  "tend.dev/depends-on",
                  "tend.dev/external",
                  "tend.dev/prune"))
          .toList();

  /** What tend writes on the objects of an app; an exported one carries it. */
  private static final String WRITTEN = "tend.dev/hook-revision";

  /** Tend's own objects carry one of these labels, and much else. */
  private static final List<String> RECORDS = List.of("tend.dev/history", "tend.dev/inventory");

  private OwnMarks() {}

  static List<Problem> check(Manifest manifest) {
    List<Problem> problems = new ArrayList<>();
    var labels = manifest.content().path("metadata").path("labels");
    if (RECORDS.stream().anyMatch(labels::has)) {
      return problems;
    }
    String hook = Hook.wordOf(manifest.content());
    if (!hook.isEmpty() && Hook.of(manifest.content()).isEmpty()) {
      FieldPath path = FieldPath.of("metadata", "annotations", Hook.ANNOTATION);
      problems.add(
          Problem.error(
              "tend/hook",
              manifest.origin().locate(path),
              path,
              "there is no hook `%s`".formatted(hook),
              "Write %s or %s".formatted(Hook.PRE_APPLY.word(), Hook.POST_APPLY.word())));
    }
    for (String place : List.of("annotations", "labels")) {
      var names = new TreeSet<String>();
      manifest.content().path("metadata").path(place).fieldNames().forEachRemaining(names::add);
      names.stream()
          .filter(name -> name.startsWith(DOMAIN))
          .filter(name -> !ASKED.contains(name) && !name.equals(WRITTEN))
          .forEach(name -> problems.add(unknown(manifest, place, name)));
    }
    return problems;
  }

  private static Problem unknown(Manifest manifest, String place, String name) {
    FieldPath path = FieldPath.of("metadata", place, name);
    List<String> ends = ASKED.stream().map(known -> known.substring(DOMAIN.length())).toList();
    return Problem.warning(
        "tend/unknown-mark",
        manifest.origin().locate(path),
        path,
        "tend knows no `%s`, so nothing comes of it".formatted(name),
        NearMiss.of(name.substring(DOMAIN.length()), ends)
            .map(end -> "Did you mean `" + DOMAIN + end + "`?")
            .orElse(""));
  }
}
