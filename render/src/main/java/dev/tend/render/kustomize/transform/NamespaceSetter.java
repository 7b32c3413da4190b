package dev.tend.render.kustomize.transform;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Fields;
import dev.tend.render.kustomize.model.Gvk;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.tree.ListNode;
import dev.tend.render.kustomize.tree.MapNode;
import dev.tend.render.kustomize.tree.Node;
import dev.tend.render.kustomize.tree.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Puts objects, and the subjects of role bindings, into a namespace. */
public final class NamespaceSetter implements Transformer {
  private static final String NAMESPACE = "metadata/namespace";

  /** Which subjects of role bindings move along. */
  public enum Subjects {
    NAMED_DEFAULT("defaultOnly"),
    SERVICE_ACCOUNTS("allServiceAccounts"),
    NONE("none");

    private final String word;

    Subjects(String word) {
      this.word = word;
    }

    /** Empty means the one that holds unless said otherwise. */
    public static Subjects of(String word) {
      for (Subjects subjects : values()) {
        if (word.isEmpty() || subjects.word.equals(word)) {
          return subjects;
        }
      }
      throw new BuildFailure(
          "setRoleBindingSubjects can't be `" + word + "`",
          "It is one of defaultOnly, allServiceAccounts and none");
    }
  }

  private final String namespace;
  private final List<FieldSpec> specs;
  private final boolean unsetOnly;
  private final Subjects subjects;

  /**
   * @param unsetOnly whether to leave alone what is in a namespace already
   */
  public NamespaceSetter(
      String namespace, List<FieldSpec> specs, boolean unsetOnly, Subjects subjects) {
    this.namespace = namespace;
    this.specs = List.copyOf(specs);
    this.unsetOnly = unsetOnly;
    this.subjects = subjects;
  }

  @Override
  public void apply(ResourceMap resources) {
    if (namespace.isEmpty()) {
      return;
    }
    for (Resource resource : resources.resources()) {
      if (!resource.isGone() && !resource.history().isHelmGenerated()) {
        resource.rememberId();
        set(resource);
      }
    }
    resources
        .conflict()
        .ifPresent(
            id -> {
              throw new BuildFailure(
                  "In the namespace " + namespace + " two objects are " + id,
                  "Give them different names");
            });
  }

  void set(Resource resource) {
    UnaryOperator<Node> setter = setter();
    for (FieldEdit edit : edits(resource, setter)) {
      edit.apply(resource);
    }
    if (isRoleBinding(resource.kind())
        && subjects != Subjects.NONE
        && resource.root().get("subjects") instanceof ListNode list) {
      ListNode moved = list.mapped(subject -> moved(subject, setter));
      resource.setRoot(resource.root().with("subjects", moved));
    }
  }

  private List<FieldEdit> edits(Resource resource, UnaryOperator<Node> setter) {
    List<FieldEdit> edits = new ArrayList<>();
    if (!resource.id().clusterScoped()) {
      FieldSpec own = new FieldSpec(Gvk.ANY, NAMESPACE, true);
      edits.add(new FieldEdit(own, FieldEdit.Missing.TEXT, setter));
    }
    boolean binding = isRoleBinding(resource.kind());
    for (FieldSpec spec : specs) {
      boolean name = spec.path().equals("metadata/name") && !resource.apiVersion().equals("v1");
      boolean subject =
          binding && isRoleBinding(spec.gvk().kind()) && spec.path().equals("subjects/namespace");
      if (!spec.path().equals(NAMESPACE) && !name && !subject) {
        edits.add(new FieldEdit(spec, FieldEdit.Missing.TEXT, setter));
      }
    }
    return edits;
  }

  private UnaryOperator<Node> setter() {
    UnaryOperator<Node> always = FieldEdit.scalar(ScalarNode.string(namespace));
    return node ->
        unsetOnly && !node.isNull() && !FieldEdit.text(node).isEmpty() ? node : always.apply(node);
  }

  private Node moved(Node subject, UnaryOperator<Node> setter) {
    if (!(subject instanceof MapNode map)) {
      return subject;
    }
    boolean meant =
        subjects == Subjects.NAMED_DEFAULT
            ? FieldEdit.text(map.get("name")).equals("default")
            : FieldEdit.text(map.get("kind")).equals("ServiceAccount");
    if (!meant) {
      return subject;
    }
    Node before = Fields.get(map, "namespace");
    Node empty = before == null ? ScalarNode.untagged("") : before;
    return map.with("namespace", setter.apply(empty));
  }

  private static boolean isRoleBinding(String kind) {
    return kind.equals("RoleBinding") || kind.equals("ClusterRoleBinding");
  }
}
