package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.ResourceId;
import dev.tend.sandbox.store.Storage;
import java.util.Map;
import java.util.Optional;

/** What a pod's runtime costs, and where it can run. */
final class RuntimeClasses implements Plugin {
  private static final String MISMATCH =
      "pod rejected: Pod's Overhead doesn't match RuntimeClass's defined Overhead";

  private final Storage storage;

  RuntimeClasses(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void complete(Attempt attempt) {
    if (!attempt.isOf(Kinds.POD) || !attempt.isCreate()) {
      return;
    }
    find(attempt)
        .ifPresent(
            runtime -> {
              JsonNode overhead = runtime.path("overhead").path("podFixed");
              JsonNode given = attempt.spec().path("overhead");
              if (!overhead.isEmpty()) {
                if (!given.isEmpty() && !given.equals(overhead)) {
                  throw attempt.forbidden(MISMATCH);
                }
                attempt.spec().set("overhead", overhead.deepCopy());
              }
              schedule(attempt, runtime.path("scheduling"));
            });
  }

  @Override
  public void validate(Attempt attempt) {
    if (!attempt.isOf(Kinds.POD) || !attempt.isCreate()) {
      return;
    }
    JsonNode overhead =
        find(attempt)
            .map(one -> one.path("overhead").path("podFixed"))
            .orElse(MissingNode.getInstance());
    JsonNode given = attempt.spec().path("overhead");
    if (overhead.isEmpty() && !given.isEmpty()) {
      throw attempt.forbidden(
          "pod rejected: Pod Overhead set without corresponding RuntimeClass defined Overhead");
    }
    if (!overhead.isEmpty() && !given.equals(overhead)) {
      throw attempt.forbidden(MISMATCH);
    }
  }

  private Optional<ObjectNode> find(Attempt attempt) {
    String name = attempt.spec().path("runtimeClassName").asText("");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        storage
            .get(new ResourceId("node.k8s.io", "RuntimeClass", "", name))
            .orElseThrow(
                () ->
                    attempt.forbidden(
                        "pod rejected: RuntimeClass \"%s\" not found".formatted(name))));
  }

  private static void schedule(Attempt attempt, JsonNode scheduling) {
    for (Map.Entry<String, JsonNode> entry : scheduling.path("nodeSelector").properties()) {
      ObjectNode selector = attempt.spec().withObject("/nodeSelector");
      JsonNode given = selector.path(entry.getKey());
      String wanted = entry.getValue().asText();
      if (given.isTextual() && !given.asText().equals(wanted)) {
        throw attempt.forbidden(
            "conflict: runtimeClass.scheduling.nodeSelector[%1$s] = %2$s; pod.spec.nodeSelector[%1$s] = %3$s"
                .formatted(entry.getKey(), wanted, given.asText()));
      }
      selector.put(entry.getKey(), wanted);
    }
    for (JsonNode toleration : scheduling.path("tolerations")) {
      ArrayNode tolerations = attempt.spec().withArray("tolerations");
      boolean there = false;
      for (JsonNode given : tolerations) {
        there |= given.equals(toleration);
      }
      if (!there) {
        tolerations.add(toleration.deepCopy());
      }
    }
  }
}
