package dev.tend.cli.command;

import dev.tend.cli.Declined;
import dev.tend.cli.Session;
import dev.tend.cli.output.Console;
import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Asks before something goes that can't come back. */
final class Consent {
  private final Session session;

  Consent(Session session) {
    this.session = session;
  }

  /** Prunes, and objects that are made anew. */
  static List<ResourceId> deletions(Plan plan) {
    return plan.changes().stream()
        .filter(change -> change instanceof Change.Prune || change instanceof Change.Recreate)
        .map(Change::id)
        .toList();
  }

  /**
   * Lists what will be deleted and asks, where somebody can be asked.
   *
   * @throws Declined when the answer is no
   */
  void confirm(List<ResourceId> objects, boolean yes) {
    if (yes || objects.isEmpty() || !session.environment().canAsk()) {
      return;
    }
    if (!ask(objects)) {
      throw new Declined();
    }
  }

  private boolean ask(List<ResourceId> objects) {
    Console console = session.console();
    console.err().println("These objects will be deleted:");
    objects.forEach(id -> console.err().println("  " + id));
    console.err().print("Go on? [y/N] ");
    console.err().flush();
    try {
      String answer =
          new BufferedReader(
                  new InputStreamReader(session.environment().in(), StandardCharsets.UTF_8))
              .readLine();
      return answer != null
          && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
    } catch (IOException e) {
      throw new KnownFailure("reading the answer: " + e.getMessage(), "answer with --yes", e);
    }
  }
}
