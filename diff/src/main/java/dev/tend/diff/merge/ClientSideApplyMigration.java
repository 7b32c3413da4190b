package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.merge.FieldManager.Operation;
import dev.tend.diff.merge.ManagedFields.Entry;
import dev.tend.manifest.FieldPath;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Hands the fields that client-side tools set over to a server-side applier. Without that, a field
 * that the manifest drops would stay on the object for ever, because the tool still owns it.
 */
public final class ClientSideApplyMigration {
  /** Managers that write what people declare, and that an applier may follow. */
  public static final Set<String> KNOWN_MANAGERS =
      Set.of("kubectl-client-side-apply", "kubectl-edit", "before-first-apply", "helm");

  /** It describes what the tool applied, and means nothing once the tool owns nothing. */
  private static final FieldSet LAST_APPLIED =
      FieldSet.of(FieldPath.of("metadata", "annotations", LastApplied.ANNOTATION));

  private ClientSideApplyMigration() {}

  /**
   * What the managed fields become when the applier takes over what these managers set by updates
   * of the main resource; empty where they own nothing. The claim to the last-applied annotation is
   * dropped, so that nobody owns it.
   *
   * @param from names of managers; the applier's own older updates are taken over by naming it
   */
  public static Optional<ManagedFields> adopt(
      ManagedFields fields, Set<String> from, FieldManager applier) {
    Predicate<Entry> migrates =
        entry ->
            entry.manager().operation() == Operation.UPDATE
                && entry.manager().subresource().isEmpty()
                && from.contains(entry.manager().name());
    List<Entry> migrated = fields.entries().stream().filter(migrates).toList();
    if (migrated.isEmpty()) {
      return Optional.empty();
    }
    Optional<Entry> own = fields.find(applier, "");
    Entry newest =
        migrated.stream().max(Comparator.comparing(ClientSideApplyMigration::time)).get();
    Entry base = own.orElse(newest);
    FieldSet taken = new ManagedFields(migrated).union();
    FieldSet united = own.map(Entry::fields).orElse(FieldSet.EMPTY).union(taken);
    Entry adopted =
        new Entry(applier, base.apiVersion(), newest.time(), united.difference(LAST_APPLIED));
    return Optional.of(fields.filter(migrates.negate()).with(adopted));
  }

  private static Instant time(Entry entry) {
    return entry.time().orElse(Instant.EPOCH);
  }

  /**
   * The same as a JSON patch of the live object, which the server refuses with a conflict if the
   * object has changed since; empty where there is nothing to do.
   *
   * @throws IllegalArgumentException where the object's managed fields are malformed
   */
  public static Optional<ArrayNode> patch(ObjectNode live, Set<String> from, FieldManager applier) {
    return adopt(ManagedFields.of(live), from, applier)
        .map(
            adopted -> {
              ArrayNode patch = JsonNodeFactory.instance.arrayNode();
              operation(patch, "managedFields").set("value", adopted.toJson());
              String version = live.path("metadata").path("resourceVersion").asText("");
              if (!version.isEmpty()) {
                operation(patch, "resourceVersion").put("value", version);
              }
              return patch;
            });
  }

  private static ObjectNode operation(ArrayNode patch, String field) {
    return patch.addObject().put("op", "replace").put("path", "/metadata/" + field);
  }
}
