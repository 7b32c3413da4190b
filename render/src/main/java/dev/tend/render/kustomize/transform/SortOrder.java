package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Gvk;
import dev.tend.render.kustomize.model.ResId;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sorts objects: some kinds first, some last, the others by group, version, kind and name. */
public final class SortOrder implements Transformer {
  private final Map<String, Integer> ranks = new HashMap<>();

  public SortOrder(List<String> first, List<String> last) {
    for (int i = 0; i < first.size(); i++) {
      ranks.put(first.get(i), i - first.size());
    }
    for (int i = 0; i < last.size(); i++) {
      ranks.put(last.get(i), i + 1);
    }
  }

  /** The order of {@code kustomize build}. */
  public static SortOrder legacy() {
    return new SortOrder(FieldSpec.printedFirst(), FieldSpec.printedLast());
  }

  private record Keyed(Resource resource, ResId id, String gvk, String whole) {}

  @Override
  public void apply(ResourceMap resources) {
    List<Keyed> keyed = new ArrayList<>();
    for (Resource resource : resources.resources()) {
      ResId id = resource.id();
      String name = id.name().isEmpty() ? "~N" : id.name();
      String namespace = id.namespace().isEmpty() ? "~X" : id.namespace();
      keyed.add(new Keyed(resource, id, key(id.gvk()), id.gvk() + "|" + namespace + "|" + name));
    }
    keyed.sort(order());
    resources.reorder(keyed.stream().map(Keyed::resource).toList());
  }

  private Comparator<Keyed> order() {
    return (a, b) -> {
      if (a.id().gvk().equals(b.id().gvk())) {
        return a.whole().compareTo(b.whole());
      }
      int rank = Integer.compare(rank(a), rank(b));
      if (rank != 0) {
        return rank;
      }
      int byKind = a.gvk().compareTo(b.gvk());
      return isNamespace(a) && isNamespace(b) && (isCore(a) || isCore(b)) ? -byKind : byKind;
    };
  }

  private int rank(Keyed keyed) {
    return ranks.getOrDefault(keyed.id().gvk().kind(), 0);
  }

  private static boolean isNamespace(Keyed keyed) {
    return keyed.id().gvk().kind().equals("Namespace");
  }

  private static boolean isCore(Keyed keyed) {
    return keyed.id().gvk().group().isEmpty();
  }

  private static String key(Gvk gvk) {
    return (gvk.group().isEmpty() ? "~G" : gvk.group())
        + "_"
        + (gvk.version().isEmpty() ? "~V" : gvk.version())
        + "_"
        + (gvk.kind().isEmpty() ? "~K" : gvk.kind());
  }
}
