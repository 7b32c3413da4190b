package dev.tend.schema;

import dev.tend.manifest.Manifest;
import dev.tend.manifest.Problem;
import java.util.List;

/** What validation says of one manifest. */
public sealed interface Verdict {
  Manifest manifest();

  /** Nothing that the server would refuse; warnings may stand. */
  record Valid(Manifest manifest, List<Problem> warnings) implements Verdict {
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /** At least one error. */
  record Invalid(Manifest manifest, List<Problem> problems) implements Verdict {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /** The user asked not to look. */
  record Skipped(Manifest manifest, String reason) implements Verdict {}

  /** No schema is known for its kind. */
  record Unknown(Manifest manifest, Problem problem) implements Verdict {}
}
