package dev.tend.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.Change;
import dev.tend.diff.FieldChange;
import dev.tend.diff.LiveState;
import dev.tend.diff.Plan;
import dev.tend.diff.Risk;
import dev.tend.diff.SecretMask;
import dev.tend.manifest.ResourceId;
import java.util.List;

/** A plan as JSON: counts, and one entry for each object. */
final class PlanJson {
  private final SecretMask mask = new SecretMask();

  ObjectNode of(Plan plan) {
    PlanCounts counts = PlanCounts.of(plan);
    ObjectNode document = Json.document("Plan");
    document
        .putObject("counts")
        .put("create", counts.create())
        .put("update", counts.update())
        .put("recreate", counts.recreate())
        .put("prune", counts.prune())
        .put("run", counts.run())
        .put("unchanged", counts.unchanged())
        .put("skip", counts.skip());
    ArrayNode changes = document.putArray("changes");
    for (Change change : plan.changes()) {
      ObjectNode node = of(change);
      List<Risk> risks = Risk.of(change);
      if (!risks.isEmpty()) {
        ArrayNode array = node.putArray("risks");
        risks.forEach(risk -> array.add(risk.words()));
      }
      changes.add(node);
    }
    ArrayNode problems = document.putArray("problems");
    plan.problems().forEach(problem -> problems.add(ValidationJson.of(problem)));
    return document;
  }

  private ObjectNode of(Change change) {
    return switch (change) {
      case Change.Create create -> {
        ObjectNode node = named("create", create.id());
        serverEdits(node, create.id(), create.serverEdits());
        yield warnings(node, create.warnings());
      }
      case Change.Update update -> {
        ObjectNode node = named("update", update.id());
        fields(node.putArray("fields"), update.id(), update.fields());
        serverEdits(node, update.id(), update.serverEdits());
        ArrayNode conflicts = node.putArray("conflicts");
        for (LiveState.FieldConflict conflict : update.conflicts()) {
          ObjectNode one = conflicts.addObject();
          one.put("field", conflict.field()).put("manager", conflict.manager());
          if (conflict.since() != null) {
            one.put("since", conflict.since().toString());
          }
        }
        yield warnings(node, update.warnings());
      }
      case Change.Recreate recreate -> {
        ObjectNode node = named("recreate", recreate.id()).put("reason", recreate.reason());
        fields(node.putArray("fields"), recreate.id(), recreate.fields());
        yield node;
      }
      case Change.Prune prune -> named("prune", prune.id());
      case Change.Run run ->
          named(run.due() ? "run" : "unchanged", run.id()).put("hook", run.hook().word());
      case Change.Unchanged unchanged -> named("unchanged", unchanged.id());
      case Change.Skip skip ->
          named("skip", skip.id()).put("reason", skip.reason()).put("hint", skip.hint());
    };
  }

  static ObjectNode named(String action, ResourceId id) {
    return identify(Json.object().put("action", action), id);
  }

  /** Names an object in a document, whose own kind stands at its top. */
  static ObjectNode object(ObjectNode document, ResourceId id) {
    identify(document.putObject("object"), id);
    return document;
  }

  /** Writes into a part of a document which object it is about. */
  static ObjectNode identify(ObjectNode node, ResourceId id) {
    return node.put("group", id.group())
        .put("kind", id.kind())
        .put("namespace", id.namespace())
        .put("name", id.name());
  }

  private void serverEdits(ObjectNode node, ResourceId id, List<FieldChange> edits) {
    if (!edits.isEmpty()) {
      fields(node.putArray("serverEdits"), id, edits);
    }
  }

  private void fields(ArrayNode fields, ResourceId id, List<FieldChange> changes) {
    for (FieldChange unmasked : changes) {
      FieldChange change = mask.mask(id, unmasked);
      ObjectNode field = fields.addObject().put("path", change.path().toString());
      if (change.before() != null) {
        field.set("before", change.before());
      }
      if (change.after() != null) {
        field.set("after", change.after());
      }
    }
  }

  private static ObjectNode warnings(ObjectNode node, List<String> warnings) {
    ArrayNode array = node.putArray("warnings");
    warnings.forEach(array::add);
    return node;
  }
}
