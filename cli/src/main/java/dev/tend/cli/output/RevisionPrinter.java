package dev.tend.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.rollout.WorkloadRevision;
import dev.tend.manifest.ResourceId;
import dev.tend.manifest.YamlWriter;
import java.util.List;

/** Prints the revisions of a workload. */
public final class RevisionPrinter {
  private final Console console;
  private final boolean json;

  public RevisionPrinter(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  public void list(ResourceId id, List<WorkloadRevision> revisions) {
    if (json) {
      ObjectNode document = PlanJson.object(Json.document("RolloutHistory"), id);
      var array = document.putArray("revisions");
      revisions.forEach(revision -> array.add(json(revision)));
      Json.print(console.out(), document);
      return;
    }
    Table table = new Table("REVISION", "CREATED", "IMAGES", "CHANGE-CAUSE");
    for (WorkloadRevision revision : revisions) {
      table.row(
          revision.number() + (revision.current() ? " (current)" : ""),
          revision.created().toString(),
          String.join(", ", revision.images()),
          revision.changeCause());
    }
    table.lines().forEach(console.out()::println);
    console.out().flush();
  }

  public void whole(WorkloadRevision revision) {
    if (json) {
      ObjectNode document = Json.document("Revision");
      document.setAll(json(revision));
      document.set("template", revision.template());
      Json.print(console.out(), document);
      return;
    }
    console.out().print(YamlWriter.write(revision.template()));
    console.out().flush();
  }

  private static ObjectNode json(WorkloadRevision revision) {
    ObjectNode node = Json.object();
    node.put("revision", revision.number()).put("current", revision.current());
    node.put("created", revision.created().toString());
    node.put("changeCause", revision.changeCause());
    revision.images().forEach(node.putArray("images")::add);
    return node;
  }
}
