package dev.tend.cli.output;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.apply.Apps;
import dev.tend.apply.history.Revision;
import dev.tend.apply.rollout.Readiness;
import dev.tend.apply.rollout.RolloutReport;
import dev.tend.manifest.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints the apps of a cluster, or how one is doing. */
public final class StatusPrinter {
  private final Console console;
  private final boolean json;

  public StatusPrinter(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /** What there is, by namespace and name. */
  public void list(List<Apps.Summary> apps) {
    if (json) {
      ObjectNode document = Json.document("AppList");
      var array = document.putArray("apps");
      apps.forEach(app -> array.add(of(app)));
      Json.print(console.out(), document);
      return;
    }
    if (apps.isEmpty()) {
      console.say(
          "no apps: "
              + console.advice(
                  "objects become one by `tend apply --app NAME`, or by a tend.yaml beside them"));
      return;
    }
    Table table =
        new Table("NAMESPACE", "APP", "OBJECTS", "REVISION", "APPLIED", "OUTCOME", "SOURCE");
    for (Apps.Summary app : apps) {
      Optional<Revision> revision = app.revision();
      table.row(
          app.owner().namespace(),
          app.owner().app(),
          String.valueOf(app.inventory().entries().size()),
          revision.map(r -> String.valueOf(r.number())).orElse("-"),
          revision.map(this::age).orElse("-"),
          revision.map(HistoryPrinter::outcome).orElse("-"),
          revision.map(r -> HistoryPrinter.dash(r.provenance().source())).orElse("-"));
    }
    table.lines().forEach(console.out()::println);
    console.out().flush();
  }

  private String age(Revision revision) {
    return Ages.of(revision.applied(), console.clock().instant()) + " ago";
  }

  /** Object by object, then what is wrong. */
  public void whole(Apps.Status status) {
    if (json) {
      Json.print(console.out(), of(status));
      return;
    }
    Apps.Summary summary = status.summary();
    console.out().println(headline(summary));
    ApplyText text = ApplyText.onOut(console);
    RolloutReport objects = status.objects();
    for (Map.Entry<ResourceId, Readiness> object : objects.readiness().entrySet()) {
      console.out().println("  " + text.progressed(object.getKey(), object.getValue()));
    }
    objects.diagnoses().stream()
        .flatMap(diagnosis -> text.diagnosis(diagnosis).stream())
        .forEach(console.out()::println);
    console.out().println(text.readiness(objects));
    console.out().flush();
  }

  private String headline(Apps.Summary summary) {
    String app =
        "app %s in namespace %s".formatted(summary.owner().app(), summary.owner().namespace());
    return summary
        .revision()
        .map(
            revision ->
                "%s, revision %d: %s %s by %s%s"
                    .formatted(
                        app,
                        revision.number(),
                        HistoryPrinter.outcome(revision),
                        age(revision),
                        HistoryPrinter.dash(revision.provenance().by()),
                        revision.provenance().source().isEmpty()
                            ? ""
                            : " from " + revision.provenance().source()))
        .orElse(app);
  }

  private static ObjectNode of(Apps.Summary app) {
    ObjectNode node = Json.object();
    node.put("app", app.owner().app()).put("namespace", app.owner().namespace());
    node.put("objects", app.inventory().entries().size());
    app.revision().ifPresent(revision -> node.set("revision", HistoryPrinter.of(revision)));
    return node;
  }

  private static ObjectNode of(Apps.Status status) {
    ObjectNode document = Json.document("AppStatus");
    document.setAll(of(status.summary()));
    document.put("ready", status.objects().succeeded());
    document.setAll(ApplyJson.of(status.objects()));
    return document;
  }
}
