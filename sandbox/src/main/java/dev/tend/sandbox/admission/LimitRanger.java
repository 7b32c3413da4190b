package dev.tend.sandbox.admission;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.Meta;
import dev.tend.sandbox.store.Storage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The limits that a namespace sets for its pods, containers and claims, and what it assumes. */
final class LimitRanger implements Plugin {
  private static final String NOTE = "kubernetes.io/limit-ranger";

  private final Storage storage;

  LimitRanger(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void complete(Attempt attempt) {
    if (!attempt.isOf(Kinds.POD) || !attempt.isCreate()) {
      return;
    }
    for (ObjectNode range : ranges(attempt)) {
      List<String> notes = new ArrayList<>();
      fill(attempt, "containers", "container", range, notes);
      fill(attempt, "initContainers", "init container", range, notes);
      if (!notes.isEmpty()) {
        Meta.metadata(attempt.object())
            .withObject("/annotations")
            .put(NOTE, "LimitRanger plugin set: " + String.join("; ", notes));
      }
    }
  }

  private static void fill(
      Attempt attempt, String list, String word, ObjectNode range, List<String> notes) {
    for (JsonNode container : attempt.spec().path(list)) {
      if (container instanceof ObjectNode node) {
        String name = container.path("name").asText();
        // Requests that were left out are the limits that were given; those come before these.
        Set<String> limits = fill(node, "limits", range, "default");
        Set<String> requests = fill(node, "requests", range, "defaultRequest");
        if (!requests.isEmpty()) {
          notes.add("%s request for %s %s".formatted(String.join(", ", requests), word, name));
        }
        if (!limits.isEmpty()) {
          notes.add("%s limit for %s %s".formatted(String.join(", ", limits), word, name));
        }
      }
    }
  }

  private static Set<String> fill(
      ObjectNode container, String into, ObjectNode range, String from) {
    Set<String> filled = new TreeSet<>();
    for (JsonNode item : range.path("spec").path("limits")) {
      if (item.path("type").asText().equals("Container")) {
        item.path(from)
            .properties()
            .forEach(
                entry -> {
                  if (!container.path("resources").path(into).has(entry.getKey())
                      || filled.contains(entry.getKey())) {
                    container
                        .withObject("/resources")
                        .withObject("/" + into)
                        .set(entry.getKey(), entry.getValue().deepCopy());
                    filled.add(entry.getKey());
                  }
                });
      }
    }
    return filled;
  }

  @Override
  public void validate(Attempt attempt) {
    boolean pod = attempt.isOf(Kinds.POD) && attempt.isCreate();
    if (!pod && !attempt.isOf(Kinds.CLAIM)) {
      return;
    }
    if (attempt.live() != null && Meta.isBeingDeleted(attempt.live())) {
      return;
    }
    for (ObjectNode range : ranges(attempt)) {
      Set<String> findings = new LinkedHashSet<>();
      for (JsonNode item : range.path("spec").path("limits")) {
        LimitItem limit = new LimitItem(item);
        if (pod) {
          findings.addAll(limit.checkPod(attempt.spec()));
        } else {
          findings.addAll(limit.checkClaim(attempt.spec()));
        }
      }
      if (!findings.isEmpty()) {
        String all = String.join(", ", findings);
        throw attempt.forbidden(findings.size() == 1 ? all : "[" + all + "]");
      }
    }
  }

  private List<ObjectNode> ranges(Attempt attempt) {
    return storage.list(Kinds.LIMIT_RANGE, attempt.namespace()).objects();
  }
}
