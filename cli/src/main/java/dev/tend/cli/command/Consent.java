package dev.tend.cli.command;

import dev.tend.cli.Declined;
import dev.tend.cli.Session;
import dev.tend.cli.output.Console;
import dev.tend.cli.output.LongValues;
import dev.tend.diff.Change;
import dev.tend.diff.Plan;
import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.ResourceId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Asks before something goes that can't come back. */
final class Consent {
  private final Session session;

  Consent(Session session) {
    this.session = session;
  }

  /**
   * Lists what a plan prunes and what it makes anew, and asks, where somebody can be asked.
   *
   * @throws Declined when the answer is no, or an interruption
   */
  void confirm(Plan plan, boolean yes) {
    List<String> gone = new ArrayList<>();
    List<String> anew = new ArrayList<>();
    for (Change change : plan.changes()) {
      switch (change) {
        case Change.Prune prune -> gone.add(removal(prune.id()));
        case Change.Recreate recreate -> anew.add(removal(recreate.id()) + why(recreate));
        case Change.Create ignored -> {}
        case Change.Update ignored -> {}
        case Change.Run ignored -> {}
        case Change.Unchanged ignored -> {}
        case Change.Skip ignored -> {}
      }
    }
    confirm(gone, anew, yes);
  }

  /** The same for what is deleted for good. */
  void confirm(List<ResourceId> objects, boolean yes) {
    confirm(objects.stream().map(Consent::removal).toList(), List.of(), yes);
  }

  private void confirm(List<String> gone, List<String> anew, boolean yes) {
    if (yes || (gone.isEmpty() && anew.isEmpty()) || !session.environment().canAsk()) {
      return;
    }
    list("These objects will be deleted:", gone);
    list("These objects will be deleted and created again:", anew);
    if (!ask()) {
      throw new Declined();
    }
  }

  /** Said of the kinds with which goes more than the object. */
  private static String removal(ResourceId id) {
    return switch (id.groupKind()) {
      case "Namespace" -> id + ", and all that is in it";
      case "CustomResourceDefinition.apiextensions.k8s.io" -> id + ", and all objects of its kind";
      case "PersistentVolumeClaim", "PersistentVolume" -> id + ", and maybe the data in it";
      default -> id.toString();
    };
  }

  private static String why(Change.Recreate recreate) {
    return recreate.reason().isEmpty() ? "" : " (" + LongValues.shorten(recreate.reason()) + ")";
  }

  private void list(String head, List<String> lines) {
    if (!lines.isEmpty()) {
      session.console().err().println(head);
      lines.forEach(line -> session.console().err().println("  " + line));
    }
  }

  private boolean ask() {
    Console console = session.console();
    console.err().print("Go on? [y/N] ");
    console.err().flush();
    // A read can't be interrupted, and Ctrl-C must not wait for one: so it is done aside.
    FutureTask<Boolean> answer = new FutureTask<>(this::agrees);
    Thread.ofPlatform().daemon().name("answer").start(answer);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      console.err().println();
      throw new Declined();
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      throw new KnownFailure("reading the answer: " + why.getMessage(), "answer with --yes", e);
    }
  }

  private boolean agrees() throws IOException {
    String answer =
        new BufferedReader(
                new InputStreamReader(session.environment().in(), StandardCharsets.UTF_8))
            .readLine();
    return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }
}
