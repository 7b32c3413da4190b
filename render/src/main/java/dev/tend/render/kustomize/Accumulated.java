package dev.tend.render.kustomize;

import dev.tend.render.kustomize.model.BuildFailure;
import dev.tend.render.kustomize.model.FieldSpecs;
import dev.tend.render.kustomize.model.Resource;
import dev.tend.render.kustomize.model.ResourceMap;
import dev.tend.render.kustomize.model.World;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a kustomization and those below it have come to so far. */
final class Accumulated {
  private final ResourceMap resources;
  private final Map<String, Var> vars = new TreeMap<>();
  private FieldSpecs specs = FieldSpecs.NONE;

  Accumulated(World world) {
    this(new ResourceMap(world));
  }

  private Accumulated(ResourceMap resources) {
    this.resources = resources;
  }

  ResourceMap resources() {
    return resources;
  }

  FieldSpecs specs() {
    return specs;
  }

  Map<String, Var> vars() {
    return vars;
  }

  void addSpecs(FieldSpecs more) {
    specs = specs.and(more);
  }

  void addVar(Var var) {
    if (vars.putIfAbsent(var.name(), var) != null) {
      throw new BuildFailure("The var " + var.name() + " is there already", "Rename one of them");
    }
  }

  /** All of another kustomization's. */
  void add(Accumulated other) {
    resources.appendAll(other.resources);
    addSpecs(other.specs);
    other.vars.values().forEach(this::addVar);
  }

  /** One that changes without this one. */
  Accumulated copy() {
    Accumulated copy = new Accumulated(resources.copy());
    copy.specs = specs;
    copy.vars.putAll(vars);
    return copy;
  }

  /** Says in each object which of the vars take their value from it. */
  void bind(Var var) {
    List<Resource> matches = resources.matching(var::means);
    if (matches.size() > 1) {
      throw new BuildFailure(
          "The var " + var.name() + " could mean any of " + matches,
          "Name the namespace in its objref");
    }
    matches.forEach(resource -> resource.history().varNames().add(var.name()));
  }
}
