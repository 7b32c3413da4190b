package dev.tend.apply.rollout;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.FieldManager;
import dev.tend.diff.merge.FieldSet;
import dev.tend.diff.merge.ManagedFields;
import dev.tend.diff.merge.ManagedFields.Entry;
import dev.tend.manifest.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives a template that tend patched to tend the applier. The server sees two managers there: the
 * next apply would conflict with our own undo, and leave what the undo brought back and the
 * manifest doesn't have.
 */
final class AppliedFields {
  static final FieldManager APPLYING = FieldManager.applying("tend");
  private static final FieldManager PATCHING = FieldManager.updating("tend");

  private static final FieldPath TEMPLATE = FieldPath.of("spec", "template");

  /** No manifest has it, and whoever takes it away replaces all pods. */
  private static final FieldPath RESTARTED_AT =
      FieldPath.of("spec", "template", "metadata", "annotations", Rollouts.RESTARTED_AT);

  private AppliedFields() {}

  /**
   * A JSON patch that the server refuses if the object has changed since.
   *
   * @param before as it was before the patch that changed the fields
   * @param after as it is now
   * @return empty where there is nothing to give
   */
  static Optional<ArrayNode> restore(ObjectNode before, ObjectNode after) {
    ManagedFields now = ManagedFields.of(after);
    FieldSet applied =
        ManagedFields.of(before).find(APPLYING, "").map(Entry::fields).orElse(FieldSet.EMPTY);
    FieldSet taken =
        now.entries().stream()
            .filter(entry -> entry.manager().equals(PATCHING))
            .map(entry -> entry.fields().intersection(applied).union(ofTemplate(entry)))
            .reduce(FieldSet.EMPTY, FieldSet::union);
    if (taken.isEmpty() || now.find(APPLYING, "").isEmpty()) {
      return Optional.empty();
    }
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : now.entries()) {
      if (entry.manager().equals(APPLYING)) {
        entries.add(withFields(entry, entry.fields().union(taken)));
      } else if (!entry.manager().equals(PATCHING)) {
        entries.add(entry);
      } else if (!entry.fields().difference(taken).isEmpty()) {
        entries.add(withFields(entry, entry.fields().difference(taken)));
      }
    }
    ArrayNode patch = JsonNodeFactory.instance.arrayNode();
    replace(patch, "managedFields").set("value", new ManagedFields(entries).toJson());
    replace(patch, "resourceVersion").set("value", after.path("metadata").path("resourceVersion"));
    return Optional.of(patch);
  }

  private static FieldSet ofTemplate(Entry entry) {
    return FieldSet.of(
        entry.fields().paths().stream()
            .filter(path -> path.startsWith(TEMPLATE) && !path.equals(RESTARTED_AT))
            .toList());
  }

  private static Entry withFields(Entry entry, FieldSet fields) {
    return new Entry(entry.manager(), entry.apiVersion(), entry.time(), fields);
  }

  private static ObjectNode replace(ArrayNode patch, String field) {
    return patch.addObject().put("op", "replace").put("path", "/metadata/" + field);
  }
}
