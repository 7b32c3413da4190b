package dev.tend.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.history.Revision;
import dev.tend.apply.inventory.Ownership;
import java.util.List;
import java.util.Locale;

/** Prints the revisions of an app, oldest first. */
public final class HistoryPrinter {
  private final Console console;
  private final boolean json;

  public HistoryPrinter(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  public void print(Ownership owner, List<Revision> revisions) {
    if (json) {
      ObjectNode document = Json.document("AppHistory");
      document.put("app", owner.app()).put("namespace", owner.namespace());
      var array = document.putArray("revisions");
      revisions.forEach(revision -> array.add(of(revision)));
      Json.print(console.out(), document);
      return;
    }
    if (revisions.isEmpty()) {
      console.say("app " + owner.app() + " has no recorded revisions");
      return;
    }
    Table table = new Table("REVISION", "APPLIED", "OUTCOME", "OBJECTS", "BY", "SOURCE", "MESSAGE");
    for (Revision revision : revisions) {
      table.row(
          String.valueOf(revision.number()),
          Ages.of(revision.applied(), console.clock().instant()) + " ago",
          outcome(revision),
          String.valueOf(revision.objects()),
          dash(revision.provenance().by()),
          dash(revision.provenance().source()),
          revision.message());
    }
    table.lines().forEach(console.out()::println);
    console.out().flush();
  }

  static String outcome(Revision revision) {
    return revision.outcome().name().toLowerCase(Locale.ROOT);
  }

  static String dash(String text) {
    return text.isEmpty() ? "-" : text;
  }

  static ObjectNode of(Revision revision) {
    return Json.object()
        .put("revision", revision.number())
        .put("applied", revision.applied().toString())
        .put("outcome", outcome(revision))
        .put("message", revision.message())
        .put("objects", revision.objects())
        .put("by", revision.provenance().by())
        .put("source", revision.provenance().source())
        .put("digest", revision.digest());
  }
}
