package dev.tend.render.kustomize.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to an object on its way, as far as later steps want to know. */
public final class History {
  /** A name that an object once had. */
  record Name(String namespace, String name, String kind) {}

  /** How a generated object meets one that is already there. */
  public enum Behavior {
    UNSPECIFIED,
    CREATE,
    REPLACE,
    MERGE
  }

  private final List<Name> names = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private final List<String> suffixes = new ArrayList<>();
  private final List<String> varNames = new ArrayList<>();
  private final List<Provenance> transformations = new ArrayList<>();
  private @Nullable Provenance provenance;
  private Behavior behavior = Behavior.UNSPECIFIED;
  private boolean hashed;
  private boolean nameChangeAllowed;
  private boolean kindChangeAllowed;
  private boolean helmGenerated;

  History copy() {
    History copy = new History();
    copy.names.addAll(names);
    copy.prefixes.addAll(prefixes);
    copy.suffixes.addAll(suffixes);
    copy.varNames.addAll(varNames);
    copy.transformations.addAll(transformations);
    copy.provenance = provenance;
    copy.behavior = behavior;
    copy.hashed = hashed;
    copy.nameChangeAllowed = nameChangeAllowed;
    copy.kindChangeAllowed = kindChangeAllowed;
    copy.helmGenerated = helmGenerated;
    return copy;
  }

  /** Whether anything was noted. */
  public boolean isNoted() {
    return !names.isEmpty()
        || !prefixes.isEmpty()
        || !suffixes.isEmpty()
        || hashed
        || provenance != null
        || behavior != Behavior.UNSPECIFIED;
  }

  /**
   * Forgets all of it. kustomize keeps it in annotations, so that whoever takes those away takes
   * this away, too.
   */
  public void forget() {
    names.clear();
    prefixes.clear();
    suffixes.clear();
    behavior = Behavior.UNSPECIFIED;
    hashed = false;
    forgetOrigin();
  }

  /** Forgets where it came from, and what changed it. */
  public void forgetOrigin() {
    provenance = null;
    transformations.clear();
  }

  List<Name> names() {
    return names;
  }

  void remember(Name name) {
    names.add(name);
  }

  /** The innermost first. */
  public List<String> prefixes() {
    return prefixes;
  }

  /** The innermost first. */
  public List<String> suffixes() {
    return suffixes;
  }

  public void addPrefix(String prefix) {
    if (!prefix.isEmpty()) {
      prefixes.add(prefix);
    }
  }

  public void addSuffix(String suffix) {
    if (!suffix.isEmpty()) {
      suffixes.add(suffix);
    }
  }

  /** Names of the vars that take their value from this object. */
  public List<String> varNames() {
    return varNames;
  }

  /** Where it came from; null while nobody keeps account. */
  public @Nullable Provenance provenance() {
    return provenance;
  }

  public void setProvenance(@Nullable Provenance provenance) {
    this.provenance = provenance;
  }

  /** What changed it, in order. */
  public List<Provenance> transformations() {
    return transformations;
  }

  public Behavior behavior() {
    return behavior;
  }

  public void setBehavior(Behavior behavior) {
    this.behavior = behavior;
  }

  /** Whether its name is to end in a hash of its content. */
  public boolean isHashed() {
    return hashed;
  }

  public void setHashed(boolean hashed) {
    this.hashed = hashed;
  }

  /** Of a patch: whether it may rename what it patches. */
  public boolean isNameChangeAllowed() {
    return nameChangeAllowed;
  }

  public boolean isKindChangeAllowed() {
    return kindChangeAllowed;
  }

  public void allowChanges(boolean ofName, boolean ofKind) {
    nameChangeAllowed |= ofName;
    kindChangeAllowed |= ofKind;
  }

  /** Whether a chart made it, which saw to namespaces itself. */
  public boolean isHelmGenerated() {
    return helmGenerated;
  }

  public void setHelmGenerated() {
    helmGenerated = true;
  }
}
