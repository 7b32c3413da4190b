package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.FieldSpecs.NameReference;
import dev.tend.render.kustomize.model.Gvk;
import dev.tend.render.kustomize.model.ResId;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets fields that name other objects follow when those get other names. */
public final class NameReferences implements Transformer {
  private final List<NameReference> references;

  public NameReferences(List<NameReference> references) {
    this.references = List.copyOf(references);
  }

  /** A field that may name an object of a kind. */
  record Link(FieldSpec field, Gvk target) {}

  @Override
  public void apply(ResourceMap resources) {
    Candidates candidates = new Candidates(resources);
    List<NameReference> live =
        references.stream().filter(reference -> candidates.holds(reference.target())).toList();
    Map<Gvk, List<Link>> links = new HashMap<>();
    for (Resource referrer : resources.resources()) {
      Referrals.refuseBlankNamespaces(referrer);
      Gvk original = referrer.originalId().gvk();
      List<Link> fields = links.computeIfAbsent(original, gvk -> links(gvk, live));
      if (fields.isEmpty()) {
        continue;
      }
      Gvk own = Gvk.of(referrer.apiVersion(), referrer.kind());
      Referrals referrals = new Referrals(referrer, candidates);
      for (Link link : fields) {
        FieldSpec field = new FieldSpec(own, link.field().path(), false);
        new FieldEdit(field, FieldEdit.Missing.NOTHING, node -> referrals.updated(node, link))
            .apply(referrer);
      }
    }
  }

  private static List<Link> links(Gvk referrer, List<NameReference> references) {
    List<Link> links = new ArrayList<>();
    for (NameReference reference : references) {
      for (FieldSpec field : reference.referrers()) {
        if (referrer.isSelectedBy(field.gvk())) {
          links.add(new Link(field, reference.target()));
        }
      }
    }
    return links;
  }

  /** Objects that had other names, by those names. */
  static final class Candidates {
    private final Map<String, List<Resource>> byOldName = new HashMap<>();
    private final Map<String, List<Resource>> byOldNamespace = new HashMap<>();
    private final List<ResId> previous = new ArrayList<>();

    Candidates(ResourceMap resources) {
      for (Resource resource : resources.resources()) {
        byOldNamespace
            .computeIfAbsent(
                resource.originalId().effectiveNamespace(), namespace -> new ArrayList<>())
            .add(resource);
        for (ResId id : resource.previousIds()) {
          List<Resource> same = byOldName.computeIfAbsent(id.name(), name -> new ArrayList<>(1));
          if (same.isEmpty() || same.getLast() != resource) {
            same.add(resource);
            previous.add(id);
          } else {
            previous.add(id);
          }
        }
      }
    }

    /** Whether any of them was of a kind. */
    boolean holds(Gvk target) {
      return previous.stream().anyMatch(id -> id.gvk().isSelectedBy(target));
    }

    List<Resource> once(String name) {
      return byOldName.getOrDefault(name, List.of());
    }

    List<Resource> onceIn(String namespace) {
      return namespace.equals(ResId.NO_NAMESPACE)
          ? List.of()
          : byOldNamespace.getOrDefault(namespace, List.of());
    }
  }
}
