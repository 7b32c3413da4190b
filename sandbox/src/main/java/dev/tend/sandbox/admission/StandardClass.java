package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.GroupKind;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.util.Comparator;
import java.util.Optional;

/** The class that an annotation makes the standard one: the newest, where there are several. */
final class StandardClass {
  private StandardClass() {}

  static Optional<String> name(Storage storage, GroupKind kind, String annotation) {
    Comparator<ObjectNode> oldestFirst =
        Comparator.comparing(one -> one.path("metadata").path("creationTimestamp").asText());
    return storage.list(kind, "").objects().stream()
        .filter(
            one ->
                one.path("metadata").path("annotations").path(annotation).asText().equals("true"))
        .max(oldestFirst.thenComparing(Meta::name, Comparator.reverseOrder()))
        .map(Meta::name);
  }
}
