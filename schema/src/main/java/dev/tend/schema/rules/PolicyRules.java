package dev.tend.schema.rules;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.structural.FieldFault;
import java.util.List;

/** What admission policies have in common with webhooks. */
public final class PolicyRules {
  private PolicyRules() {}

  /**
   * What is wrong with the rules that say which requests are matched.
   *
   * @param holder the field of the spec that they stand in
   */
  public static List<FieldFault> resourceRules(ObjectNode object, String holder) {
    Faults faults = new Faults();
    Field constraints = Field.root(object, "").at("spec").at(holder);
    for (String field : List.of("resourceRules", "excludeResourceRules")) {
      constraints.at(field).items().forEach(rule -> WebhookRules.RULE.check(rule, faults));
    }
    return faults.all();
  }

  /** Why a text is no name, such as {@code example.com/one}; nothing where it is one. */
  public static List<String> qualifiedName(String text) {
    return Form.QUALIFIED_NAME.faults(text);
  }
}
