package dev.tend.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.diff.Concurrently;
import dev.tend.manifest.ResourceId;
import dev.tend.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads objects by name: a few one by one, many by a listing that is left once it costs more. */
final class NamedReads {
  /** Up to so many are cheaper to ask for by name. */
  private static final int FEW = 2;

  /** About how many objects of a listing cost as much as one request. */
  private static final int OBJECTS_PER_REQUEST = 20;

  private static final int CONCURRENCY = 8;

  private final ObjectRequests requests;
  private final ObjectLists lists;

  NamedReads(ObjectRequests requests, ObjectLists lists) {
    this.requests = requests;
    this.lists = lists;
  }

  /** Those that are there. */
  List<ObjectNode> read(ResourceType type, String namespace, Set<String> names) {
    List<ObjectNode> found = new ArrayList<>();
    Set<String> missing = new TreeSet<>(names);
    if (names.size() > FEW && !areLarge(type) && listed(type, namespace, missing, found)) {
      return found;
    }
    found.addAll(oneByOne(type, namespace, missing));
    return found;
  }

  /** A definition holds the schemas of a whole kind, and clusters have hundreds. */
  private static boolean areLarge(ResourceType type) {
    return type.gvk().kind().equals("CustomResourceDefinition");
  }

  /** Whether a listing told about all of them; those that it found are no longer missing. */
  private boolean listed(
      ResourceType type, String namespace, Set<String> missing, List<ObjectNode> found) {
    Selection selection = Selection.of(type.gvk(), namespace);
    String more = "";
    do {
      Optional<ObjectLists.Page> page;
      try {
        page = lists.page(type, selection, more);
      } catch (Refused e) {
        if (e.status().code() == 403) {
          // Some may read an object whose name they know, but not list.
          return false;
        }
        throw e;
      }
      if (page.isEmpty()) {
        return false;
      }
      for (ObjectNode object : page.get().objects()) {
        if (missing.remove(object.path("metadata").path("name").asText())) {
          found.add(object);
        }
      }
      if (page.get().remaining() > (long) missing.size() * OBJECTS_PER_REQUEST) {
        return missing.isEmpty();
      }
      more = page.get().more();
    } while (!more.isEmpty() && !missing.isEmpty());
    return true;
  }

  private List<ObjectNode> oneByOne(ResourceType type, String namespace, Set<String> names) {
    try {
      return Concurrently.map(
              List.copyOf(names),
              CONCURRENCY,
              name ->
                  requests.get(
                      type, new ResourceId(type.gvk().group(), type.gvk().kind(), namespace, name)))
          .stream()
          .flatMap(Optional::stream)
          .toList();
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }
}
