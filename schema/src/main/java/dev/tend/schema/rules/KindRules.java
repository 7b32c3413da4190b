package dev.tend.schema.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.structural.FieldFault;
import java.util.List;
import java.util.Optional;

/** The rules of a built-in kind. */
public final class KindRules {
  /** What of a new object's rules a server asks of a changed one, and when. */
  enum Mode {
    /** None but those of the change. */
    PLAIN,
    /** Those of metadata. */
    AGAIN,
    /** All, first. */
    FRESH,
    /** All, and no others. */
    ONLY
  }

  /** Groups whose servers want a domain before a finalizer's name. */
  private static final List<String> UNQUALIFIED =
      List.of("coordination.k8s.io", "admissionregistration.k8s.io", "apiregistration.k8s.io");

  private final String type;
  private final boolean qualifiedFinalizers;
  private final Rule created;
  private final Change changed;

  KindRules(String group, String type, Form name, Rule created, Change changed, Mode mode) {
    this.type = type;
    this.qualifiedFinalizers = !UNQUALIFIED.contains(group);
    Rule metadata = MetadataRules.created(name, qualifiedFinalizers);
    this.created = Rule.all(metadata, created);
    Change marks = MetadataRules.kept(qualifiedFinalizers);
    Change own =
        switch (mode) {
          case PLAIN -> Change.all(marks, changed);
          case AGAIN -> Change.all(marks, Change.now(metadata), changed);
          case FRESH -> Change.all(Change.now(this.created), marks, changed);
          case ONLY -> Change.now(this.created);
        };
    this.changed = Change.all(MetadataRules.ANY_CHANGED, own);
  }

  /**
   * @param group empty for the core group
   * @return empty for kinds of which only the schema is known
   */
  public static Optional<KindRules> of(String group, String kind) {
    return Rulebook.find(group, kind);
  }

  /** The rules of metadata alone, for kinds without others. */
  public static KindRules ofMetadata() {
    return Rulebook.metadata();
  }

  /** What is wrong with an object that doesn't exist yet, its defaults filled in. */
  public List<FieldFault> create(ObjectNode object) {
    Faults faults = new Faults();
    created.check(Field.root(object, type), faults);
    return faults.all();
  }

  /** What is wrong with a change of an object. */
  public List<FieldFault> update(ObjectNode before, ObjectNode now) {
    Faults faults = new Faults();
    Field old = Field.root(before, type);
    Field changedObject = Field.root(now, type);
    changed.check(old, changedObject, faults);
    return faults.all();
  }
}
