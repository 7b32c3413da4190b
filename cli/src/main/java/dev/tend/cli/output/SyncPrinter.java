package dev.tend.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sync.Reconciliation.Outcome;
import dev.tend.sync.SyncEvent;
import dev.tend.sync.SyncResult;
import dev.tend.sync.git.Revision;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/** Prints what a sync does: a line for each event, as a log or as JSON. */
public final class SyncPrinter implements Consumer<SyncEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  private final Console console;
  private final boolean json;
  private final DriftSilence silence = new DriftSilence();

  public SyncPrinter(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  @Override
  public synchronized void accept(SyncEvent event) {
    if (json) {
      Json.printLine(console.out(), json(event));
      return;
    }
    if (console.verbose()) {
      print(event);
    } else {
      silence.tell(event).forEach(this::print);
    }
  }

  private void print(SyncEvent event) {
    String time = console.outPalette().paint(Style.FAINT, TIME.format(event.at()));
    console.out().println(time + " " + text(event));
    if (event instanceof SyncEvent.RevisionRefused refused) {
      new ProblemPrinter(console).print(refused.problems());
    } else if (event instanceof SyncEvent.ProblemFound found) {
      new ProblemPrinter(console).print(List.of(found.problem()));
    } else if (event instanceof SyncEvent.Crashed crashed) {
      crashed.bug().printStackTrace(console.err());
      console.err().flush();
    }
    console.out().flush();
  }

  private String text(SyncEvent event) {
    Palette palette = console.outPalette();
    return switch (event) {
      case SyncEvent.RevisionFound found -> "found      " + found.revision();
      case SyncEvent.RevisionUnchanged same -> "unchanged  " + same.revision();
      case SyncEvent.FetchFailed failed ->
          palette.paint(Style.BAD, "failed     ")
              + failed.message()
              + (failed.hint().isEmpty() ? "" : "; try: " + failed.hint())
              + "; next look at "
              + TIME.format(failed.retry());
      case SyncEvent.RevisionRefused refused ->
          palette.paint(Style.BAD, "refused    ")
              + refused.revision()
              + ": nothing of it is applied, what was applied last stands";
      case SyncEvent.ProblemFound found ->
          palette.paint(Style.WARNING, "problem    ") + found.problem().message();
      case SyncEvent.AppStarted started ->
          palette.paint(Style.BUSY, "applying   ")
              + started.app()
              + " at "
              + started.revision().shortId()
              + (started.reason() == SyncEvent.Reason.DRIFT ? ", which has drifted" : "");
      case SyncEvent.AppReconciled done -> outcome(palette, done);
      case SyncEvent.Crashed crashed ->
          palette.paint(Style.BAD, "bug        ")
              + crashed.app().orElse("")
              + " "
              + crashed.bug()
              + "; the loop goes on";
      case SyncEvent.AppSkipped skipped ->
          "skipped    " + skipped.app() + ": stopped before its turn";
      case SyncEvent.AppGone gone ->
          palette.paint(Style.WARNING, "gone       ")
              + gone.app()
              + ": its objects are left as they are; to delete them: "
              + console.advice("tend delete --app " + gone.app());
      case SyncEvent.RevisionFinished finished -> "finished   " + counts(finished.result());
      case SyncEvent.Stopped ignored -> "stopped";
    };
  }

  private static String counts(SyncResult result) {
    return result.revision().shortId()
        + ": "
        + result.applied()
        + " applied, "
        + result.unready()
        + " unready, "
        + result.refused()
        + " refused"
        + (result.skipped() == 0 ? "" : ", " + result.skipped() + " skipped");
  }

  private static String outcome(Palette palette, SyncEvent.AppReconciled done) {
    String word =
        switch (done.outcome()) {
          case Outcome.Applied ignored -> palette.paint(Style.GOOD, "applied    ");
          case Outcome.Unready ignored -> palette.paint(Style.WARNING, "unready    ");
          case Outcome.Refused ignored -> palette.paint(Style.BAD, "refused    ");
        };
    return word + done.app() + ": " + done.outcome().summary();
  }

  private static ObjectNode json(SyncEvent event) {
    ObjectNode node = Json.document("SyncEvent");
    node.put("type", event.getClass().getSimpleName()).put("at", event.at().toString());
    switch (event) {
      case SyncEvent.RevisionFound found -> revision(node, found.revision());
      case SyncEvent.RevisionUnchanged same -> revision(node, same.revision());
      case SyncEvent.FetchFailed failed ->
          node.put("message", failed.message())
              .put("hint", failed.hint())
              .put("failures", failed.failures())
              .put("retry", failed.retry().toString());
      case SyncEvent.RevisionRefused refused -> {
        revision(node, refused.revision());
        var problems = node.putArray("problems");
        refused.problems().forEach(problem -> problems.add(ValidationJson.of(problem)));
      }
      case SyncEvent.ProblemFound found -> {
        revision(node, found.revision());
        node.set("problem", ValidationJson.of(found.problem()));
      }
      case SyncEvent.AppStarted started ->
          revision(node.put("app", started.app()), started.revision());
      case SyncEvent.AppReconciled done ->
          revision(
              node.put("app", done.app())
                  .put("outcome", done.outcome().getClass().getSimpleName())
                  .put("summary", done.outcome().summary()),
              done.revision());
      case SyncEvent.Crashed crashed ->
          node.put("app", crashed.app().orElse("")).put("message", crashed.bug().toString());
      case SyncEvent.AppSkipped skipped ->
          revision(node.put("app", skipped.app()), skipped.revision());
      case SyncEvent.AppGone gone -> revision(node.put("app", gone.app()), gone.revision());
      case SyncEvent.RevisionFinished finished -> {
        revision(node, finished.revision());
        node.put("applied", finished.result().applied())
            .put("unready", finished.result().unready())
            .put("refused", finished.result().refused())
            .put("skipped", finished.result().skipped());
      }
      case SyncEvent.Stopped ignored -> {}
    }
    return node;
  }

  private static void revision(ObjectNode node, Revision revision) {
    node.putObject("revision").put("id", revision.id()).put("subject", revision.subject());
  }
}
