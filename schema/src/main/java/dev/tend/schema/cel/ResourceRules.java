package dev.tend.schema.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tend.schema.structural.FieldFault;
import dev.tend.schema.structural.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The CEL rules that a version of a custom resource has. May be used by several threads. */
public final class ResourceRules {
  private final @Nullable SchemaRules rules;
  private final List<FieldFault> faults;

  private ResourceRules(@Nullable SchemaRules rules, List<FieldFault> faults) {
    this.rules = rules;
    this.faults = List.copyOf(faults);
  }

  /**
   * @param schema an openAPIV3Schema; a structural one
   */
  public static ResourceRules compile(CelLanguage language, JsonNode schema) {
    return compile(language, schema, true);
  }

  /**
   * @param root whether the schema is that of a whole resource
   */
  public static ResourceRules compile(CelLanguage language, JsonNode schema, boolean root) {
    SchemaRules.Compiler compiler = new SchemaRules.Compiler(language);
    SchemaRules rules = compiler.compile(schema, root, Place.ROOT);
    return new ResourceRules(rules, compiler.faults());
  }

  /** Whether a schema has rules anywhere: where it has none, no language need be made. */
  public static boolean areIn(JsonNode schema) {
    if (schema.has(SchemaRules.RULES)) {
      return true;
    }
    for (JsonNode part : schema) {
      if (part.isContainerNode() && areIn(part)) {
        return true;
      }
    }
    return false;
  }

  /** What couldn't be compiled, by its place in the schema. */
  public List<FieldFault> faults() {
    return faults;
  }

  /**
   * @param object one that fits the schema
   * @param old what it replaces, or null
   */
  public SchemaVerdict check(JsonNode object, @Nullable JsonNode old) {
    return rules == null ? SchemaVerdict.FINE : RuleCheck.run(rules, object, old);
  }
}
