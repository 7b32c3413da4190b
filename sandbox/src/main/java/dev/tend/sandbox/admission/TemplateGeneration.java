package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import org.jspecify.annotations.Nullable;

/** Counts the templates that a DaemonSet has had, in the annotation that older clients read. */
final class TemplateGeneration {
  private static final String ANNOTATION = "deprecated.daemonset.template.generation";

  private TemplateGeneration() {}

  static void count(@Nullable ObjectNode live, ObjectNode wanted) {
    long generation = 1;
    if (live != null) {
      long before = live.path("metadata").path("annotations").path(ANNOTATION).asLong(1);
      boolean same =
          live.path("spec").path("template").equals(wanted.path("spec").path("template"));
      generation = same ? before : before + 1;
    }
    Meta.metadata(wanted).withObject("/annotations").put(ANNOTATION, String.valueOf(generation));
  }
}
