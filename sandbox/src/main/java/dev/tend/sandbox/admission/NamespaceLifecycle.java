package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.Failures;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nothing is created in a namespace that isn't there, or is going. */
final class NamespaceLifecycle implements Plugin {
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  private final Storage storage;

  NamespaceLifecycle(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void complete(Attempt attempt) {
    check(attempt);
  }

  /** Again, as the namespace may have gone while other plugins worked. */
  @Override
  public void validate(Attempt attempt) {
    check(attempt);
  }

  private void check(Attempt attempt) {
    String name = attempt.namespace();
    if (name.isEmpty()) {
      return;
    }
    Optional<ObjectNode> namespace = storage.get(new ResourceId("", "Namespace", "", name));
    if (namespace.isEmpty() && attempt.isCreate()) {
      throw Failures.notFound("namespaces", name);
    }
    if (attempt.isCreate() && namespace.filter(Meta::isBeingDeleted).isPresent()) {
      ApiFailure.Cause cause =
          new ApiFailure.Cause(
              "NamespaceTerminating",
              "namespace %s is being terminated".formatted(name),
              "metadata.namespace");
      throw Failures.of(
          403,
          "Forbidden",
          ("%s \"%s\" is forbidden: unable to create new content in namespace %s because it is"
                  + " being terminated")
              .formatted(attempt.resource(), attempt.name(), name),
          attempt.resource(),
          attempt.name(),
          List.of(cause));
    }
  }

  static void checkDelete(ObjectNode namespace) {
    if (IMMORTAL.contains(Meta.name(namespace))) {
      throw Failures.forbidden(
          "namespaces", Meta.name(namespace), "this namespace may not be deleted");
    }
  }
}
