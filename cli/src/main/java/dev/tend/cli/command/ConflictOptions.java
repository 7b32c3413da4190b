package dev.tend.cli.command;

import dev.tend.diff.Force;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which fields of others may be taken. */
final class ConflictOptions {
  @Option(names = "--force-conflicts", description = "Take fields that other managers own.")
  private boolean forceConflicts;

  @Option(
      names = "--force-conflicts-with",
      split = ",",
      paramLabel = "MANAGER|FIELD",
      description = "Take fields that this manager owns, or this field (.spec.replicas) from all.")
  private List<String> forced = new ArrayList<>();

  Force force() {
    return Force.of(forceConflicts, forced);
  }
}
