package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.Fields;
import dev.tend.render.kustomize.model.Gvk;
import dev.tend.render.kustomize.model.ResId;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Finds what the names in one object refer to. */
final class Referrals {
  private final Resource referrer;
  private final ResId id;
  private final NameReferences.Candidates candidates;
  private final Set<String> boundNamespaces;

  Referrals(Resource referrer, NameReferences.Candidates candidates) {
    this.referrer = referrer;
    this.id = referrer.id();
    this.candidates = candidates;
    this.boundNamespaces = boundNamespaces(referrer);
  }

  static void refuseBlankNamespaces(Resource referrer) {
    boundNamespaces(referrer);
  }

  /** A role binding may refer to accounts in other namespaces. */
  private static Set<String> boundNamespaces(Resource referrer) {
    Set<String> namespaces = new HashSet<>();
    if (referrer.kind().equals("RoleBinding")
        && referrer.root().get("subjects") instanceof ListNode subjects) {
      for (Node subject : subjects.items()) {
        if (subject instanceof MapNode map
            && map.has("namespace")
            && FieldEdit.text(map.get("kind")).equals("ServiceAccount")) {
          if (!(map.get("namespace") instanceof ScalarNode scalar) || !scalar.isText()) {
            throw new BuildFailure(
                "A subject of " + referrer.id() + " has a blank namespace",
                "Name a namespace, or leave the field out");
          }
          namespaces.add(scalar.text());
        }
      }
    }
    return namespaces;
  }

  /** The field with the names that the objects have now. */
  Node updated(Node node, NameReferences.Link link) {
    return switch (node) {
      case ScalarNode scalar -> scalar.isNull() ? scalar : scalar(scalar, link);
      case MapNode map -> mapping(map, link);
      case ListNode list -> list.mapped(item -> inList(item, link));
    };
  }

  private Node inList(Node item, NameReferences.Link link) {
    if (item instanceof ListNode) {
      throw new BuildFailure("there is a list where a name is expected");
    }
    return updated(item, link);
  }

  private Node scalar(ScalarNode node, NameReferences.Link link) {
    Optional<Resource> found = referral(node.text(), link, this::couldRefer, Resource::name);
    if (found.isEmpty() || found.get().name().equals(node.text())) {
      return node;
    }
    return ScalarNode.untagged(found.get().name()).quotedAs(node.quoted());
  }

  private Node mapping(MapNode map, NameReferences.Link link) {
    Node name = map.get("name");
    if (name == null) {
      throw new BuildFailure("there is a mapping without a name");
    }
    String old = FieldEdit.text(name);
    Optional<Resource> found =
        referral(
            old, link, inNamespace(map), resource -> resource.name() + "/" + resource.namespace());
    if (found.isEmpty() || found.get().name().equals(old) && found.get().namespace().isEmpty()) {
      return map;
    }
    MapNode changed = Fields.put(map, "name", ScalarNode.untagged(found.get().name()));
    return found.get().namespace().isEmpty()
        ? changed
        : Fields.put(changed, "namespace", ScalarNode.untagged(found.get().namespace()));
  }

  private Predicate<Resource> inNamespace(MapNode map) {
    Node field = map.get("namespace");
    if (field == null) {
      return this::couldRefer;
    }
    String namespace = FieldEdit.text(field);
    boolean known = candidates.onceIn(namespace).stream().anyMatch(this::couldRefer);
    return resource ->
        couldRefer(resource)
            && !namespace.equals(ResId.NO_NAMESPACE)
            && (known ? resource.originalId() : resource.id())
                .effectiveNamespace()
                .equals(namespace);
  }

  /** What is in another namespace is out of reach. */
  private boolean couldRefer(Resource target) {
    ResId other = target.id();
    return id.clusterScoped()
        || other.clusterScoped()
        || id.sharesNamespace(other)
        || boundNamespaces.contains(target.namespace());
  }

  private boolean sharesNamespace(Resource target) {
    ResId other = target.id();
    return id.clusterScoped()
        || other.clusterScoped()
        || target.kind().equals("ServiceAccount")
        || id.sharesNamespace(other);
  }

  private Optional<Resource> referral(
      String name,
      NameReferences.Link link,
      Predicate<Resource> reach,
      Function<Resource, String> identity) {
    List<Resource> found = new ArrayList<>();
    Optional<Gvk> role = roleRef(link);
    for (Resource candidate : candidates.once(name)) {
      if (reach.test(candidate)
          && wasOf(candidate, link.target())
          && (role.isEmpty() || wasOf(candidate, role.get()))
          && sharesNamespace(candidate)) {
        found.add(candidate);
      }
    }
    if (found.size() == 1) {
      return Optional.of(found.getFirst());
    }
    found.removeIf(candidate -> !sameAffixes(candidate, true));
    if (found.size() > 1) {
      found.removeIf(candidate -> !sameAffixes(candidate, false));
    }
    if (found.isEmpty()) {
      return Optional.empty();
    }
    if (found.stream().map(identity).distinct().count() > 1) {
      throw new BuildFailure(
          "`"
              + name
              + "` could mean "
              + String.join(" or ", found.stream().map(Resource::toString).toList()),
          "Give them different names before they are prefixed, or namespaces");
    }
    return Optional.of(found.getFirst());
  }

  private static boolean wasOf(Resource resource, Gvk selector) {
    return resource.previousIds().stream().anyMatch(past -> past.gvk().isSelectedBy(selector));
  }

  private Optional<Gvk> roleRef(NameReferences.Link link) {
    if (!link.field().path().endsWith("roleRef/name")
        || !(referrer.root().get("roleRef") instanceof MapNode ref)
        || !ref.has("apiGroup")
        || !ref.has("kind")) {
      return Optional.empty();
    }
    return Optional.of(
        new Gvk(FieldEdit.text(ref.get("apiGroup")), "", FieldEdit.text(ref.get("kind"))));
  }

  private boolean sameAffixes(Resource other, boolean openMatchesAny) {
    return sameEnd(referrer.history().prefixes(), other.history().prefixes(), openMatchesAny)
        && sameEnd(referrer.history().suffixes(), other.history().suffixes(), openMatchesAny);
  }

  private static boolean sameEnd(List<String> a, List<String> b, boolean openMatchesAny) {
    if (a.isEmpty() || b.isEmpty()) {
      return openMatchesAny || a.size() == b.size();
    }
    int shorter = Math.min(a.size(), b.size());
    return a.subList(a.size() - shorter, a.size()).equals(b.subList(b.size() - shorter, b.size()));
  }
}
