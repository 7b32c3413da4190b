package dev.tend.render.kustomize.transform;

import dev.tend.manifest.NearMiss;
import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpec;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.tree.ScalarNode;
import dev.tend.render.kustomize.tree.Tag;
import java.util.List;

/** Sets how many replicas the workloads of one name have. */
public final class ReplicaSetter implements Transformer {
  private final String name;
  private final ScalarNode count;
  private final List<FieldSpec> specs;

  public ReplicaSetter(String name, long count, List<FieldSpec> specs) {
    this.name = name;
    this.count = new ScalarNode(Long.toString(count), Tag.INTEGER, false);
    this.specs = List.copyOf(specs);
  }

  @Override
  public void apply(ResourceMap resources) {
    boolean found = false;
    for (FieldSpec spec : specs) {
      FieldEdit edit = new FieldEdit(spec, FieldEdit.Missing.NUMBER, FieldEdit.scalar(count));
      List<Resource> meant =
          resources.matching(id -> id.name().equals(name) && id.gvk().isSelectedBy(spec.gvk()));
      meant.forEach(edit::apply);
      found |= !meant.isEmpty();
    }
    if (!found) {
      List<String> names = resources.resources().stream().map(Resource::name).toList();
      throw new BuildFailure(
          "No workload with replicas is called " + name, NearMiss.hint(name, names));
    }
  }
}
