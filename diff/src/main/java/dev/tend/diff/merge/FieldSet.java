package dev.tend.diff.merge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.FieldPath;
import dev.tend.manifest.FieldPath.Element;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A set of field paths, such as those that a manager owns: an immutable sorted tree. A path's
 * ancestors are no members by that alone.
 */
public final class FieldSet {
  public static final FieldSet EMPTY = new FieldSet(List.of());

  /** By {@link PathElements#ORDER}; none is without meaning. */
  private final List<Branch> branches;

  /**
   * A step, whether the path that ends there is a member, and what lies below.
   *
   * @param member whether the path up to here is in the set
   */
  private record Branch(Element element, boolean member, FieldSet below) {
    boolean isBare() {
      return !member && below.isEmpty();
    }
  }

  /** Joins two branches at the same step; either may be absent, but not both. */
  private interface Join {
    @Nullable Branch join(@Nullable Branch left, @Nullable Branch right);
  }

  private FieldSet(List<Branch> branches) {
    this.branches = branches;
  }

  public static FieldSet of(FieldPath... paths) {
    return of(List.of(paths));
  }

  /** The root is never a member. */
  public static FieldSet of(Collection<FieldPath> paths) {
    Builder builder = new Builder();
    paths.forEach(path -> builder.add(path.elements()));
    return builder.build();
  }

  /**
   * Reads {@code fieldsV1}. Steps of a kind that isn't known are left out.
   *
   * @throws IllegalArgumentException where a step is malformed
   */
  public static FieldSet parse(JsonNode fieldsV1) {
    SortedMap<Element, Branch> parsed = new TreeMap<>(PathElements.ORDER);
    for (Map.Entry<String, JsonNode> entry : fieldsV1.properties()) {
      if (!entry.getKey().equals(".")) {
        Optional<Element> element = PathElements.parse(entry.getKey());
        element.ifPresent(step -> parsed.put(step, branch(step, entry.getValue())));
      }
    }
    return new FieldSet(List.copyOf(parsed.values()));
  }

  private static Branch branch(Element element, JsonNode value) {
    FieldSet below = parse(value);
    return new Branch(element, value.has(".") || below.isEmpty(), below);
  }

  /** As {@code fieldsV1} holds it, in the server's order. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    write(json);
    return json;
  }

  private void write(ObjectNode json) {
    for (Branch branch : branches) {
      ObjectNode child = json.putObject(PathElements.write(branch.element));
      if (branch.member && !branch.below.isEmpty()) {
        child.putObject(".");
      }
      branch.below.write(child);
    }
  }

  public boolean isEmpty() {
    return branches.isEmpty();
  }

  public boolean has(FieldPath path) {
    FieldSet set = this;
    List<Element> elements = path.elements();
    for (int i = 0; i < elements.size() - 1; i++) {
      set = set.below(elements.get(i));
    }
    return !elements.isEmpty() && set.hasMember(elements.getLast());
  }

  /** Whether the path of this one step is a member. */
  boolean hasMember(Element element) {
    Branch branch = find(element);
    return branch != null && branch.member;
  }

  /** The members below this step, as seen from there. */
  FieldSet below(Element element) {
    Branch branch = find(element);
    return branch == null ? EMPTY : branch.below;
  }

  /** Calls back for each step at this level. */
  void forEachStep(Consumer<Element> consumer) {
    branches.forEach(branch -> consumer.accept(branch.element));
  }

  private @Nullable Branch find(Element element) {
    int low = 0;
    int high = branches.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Branch branch = branches.get(middle);
      int order = PathElements.ORDER.compare(branch.element, element);
      if (order == 0) {
        return branch;
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  /** What is in either. */
  public FieldSet union(FieldSet other) {
    return join(other, FieldSet::joinUnion);
  }

  /** What is in both. */
  public FieldSet intersection(FieldSet other) {
    return join(other, FieldSet::joinIntersection);
  }

  /** What is here and not in the other; members below a member of the other stay. */
  public FieldSet difference(FieldSet other) {
    return join(other, FieldSet::joinDifference);
  }

  /** What is here and neither in the other nor below one of its members. */
  public FieldSet without(FieldSet other) {
    return join(other, FieldSet::joinWithout);
  }

  private static Branch joinUnion(@Nullable Branch left, @Nullable Branch right) {
    if (left == null || right == null) {
      return left == null ? java.util.Objects.requireNonNull(right) : left;
    }
    return new Branch(left.element, left.member || right.member, left.below.union(right.below));
  }

  private static @Nullable Branch joinIntersection(@Nullable Branch left, @Nullable Branch right) {
    return left == null || right == null
        ? null
        : new Branch(
            left.element, left.member && right.member, left.below.intersection(right.below));
  }

  private static @Nullable Branch joinDifference(@Nullable Branch left, @Nullable Branch right) {
    return left == null || right == null
        ? left
        : new Branch(
            left.element, left.member && !right.member, left.below.difference(right.below));
  }

  private static @Nullable Branch joinWithout(@Nullable Branch left, @Nullable Branch right) {
    if (left == null || right == null) {
      return left;
    }
    return right.member
        ? null
        : new Branch(left.element, left.member, left.below.without(right.below));
  }

  private FieldSet join(FieldSet other, Join join) {
    List<Branch> joined = new ArrayList<>(Math.max(branches.size(), other.branches.size()));
    int i = 0;
    int j = 0;
    while (i < branches.size() || j < other.branches.size()) {
      Branch left = i < branches.size() ? branches.get(i) : null;
      Branch right = j < other.branches.size() ? other.branches.get(j) : null;
      int order = order(left, right);
      Branch result = join.join(order <= 0 ? left : null, order >= 0 ? right : null);
      if (result != null && !result.isBare()) {
        joined.add(result);
      }
      i += order <= 0 ? 1 : 0;
      j += order >= 0 ? 1 : 0;
    }
    return new FieldSet(List.copyOf(joined));
  }

  private static int order(@Nullable Branch left, @Nullable Branch right) {
    if (left == null) {
      return 1;
    }
    return right == null ? -1 : PathElements.ORDER.compare(left.element, right.element);
  }

  /** The members that have no member below them. */
  public FieldSet leaves() {
    List<Branch> leaves = new ArrayList<>();
    for (Branch branch : branches) {
      boolean leaf = branch.member && branch.below.isEmpty();
      leaves.add(new Branch(branch.element, leaf, branch.below.leaves()));
    }
    return new FieldSet(List.copyOf(leaves));
  }

  /** This set, and each declared field of a struct that has a member below it. */
  FieldSet withDeclaredAncestors(Typing typing) {
    List<Branch> extended = new ArrayList<>();
    for (Branch branch : branches) {
      boolean declared =
          branch.element instanceof Element.Key(String name) && typing.declares(name);
      FieldSet below = branch.below.withDeclaredAncestors(typing.at(branch.element));
      extended.add(new Branch(branch.element, branch.member || declared, below));
    }
    return new FieldSet(List.copyOf(extended));
  }

  /** Every member, parents first. */
  public List<FieldPath> paths() {
    List<FieldPath> paths = new ArrayList<>();
    collect(FieldPath.ROOT, paths);
    return paths;
  }

  private void collect(FieldPath prefix, List<FieldPath> paths) {
    for (Branch branch : branches) {
      FieldPath path = prefix.append(branch.element);
      if (branch.member) {
        paths.add(path);
      }
      branch.below.collect(path, paths);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldSet set && sameAs(set);
  }

  private boolean sameAs(FieldSet other) {
    if (branches.size() != other.branches.size()) {
      return false;
    }
    for (int i = 0; i < branches.size(); i++) {
      Branch left = branches.get(i);
      Branch right = other.branches.get(i);
      if (left.member != right.member
          || PathElements.ORDER.compare(left.element, right.element) != 0
          || !left.below.sameAs(right.below)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** As JSON. */
  @Override
  public String toString() {
    return toJson().toString();
  }

  /** Gathers paths. */
  static final class Builder {
    private final SortedMap<Element, Node> nodes = new TreeMap<>(PathElements.ORDER);

    private static final class Node {
      private boolean member;
      private final Builder below = new Builder();
    }

    /** Adds what lies below a step. */
    Builder below(Element element) {
      return nodes.computeIfAbsent(element, key -> new Node()).below;
    }

    void add(Element element) {
      nodes.computeIfAbsent(element, key -> new Node()).member = true;
    }

    void add(List<Element> path) {
      if (!path.isEmpty()) {
        Builder builder = this;
        for (Element element : path.subList(0, path.size() - 1)) {
          builder = builder.below(element);
        }
        builder.add(path.getLast());
      }
    }

    FieldSet build() {
      List<Branch> branches = new ArrayList<>(nodes.size());
      nodes.forEach(
          (element, node) -> {
            Branch branch = new Branch(element, node.member, node.below.build());
            if (!branch.isBare()) {
              branches.add(branch);
            }
          });
      return branches.isEmpty() ? EMPTY : new FieldSet(List.copyOf(branches));
    }
  }
}
