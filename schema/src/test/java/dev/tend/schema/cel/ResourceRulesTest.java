package dev.tend.schema.cel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.schema.structural.FieldFault;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceRulesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CelLanguage LANGUAGE = CelLanguage.ofServers();

  private static List<String> faults(String schema, String object) throws IOException {
    ResourceRules rules = ResourceRules.compile(LANGUAGE, tree(schema));
    assertThat(rules.faults()).isEmpty();
    return rules.check(tree(object), null).faults().stream()
        .map(fault -> fault.place() + ": " + fault.message())
        .toList();
  }

  private static JsonNode tree(String text) throws IOException {
    return JSON.readTree(text.replace('\'', '"'));
  }

  @Test
  void endsRulesThatRunForLong() throws IOException {
    ObjectNode object = JSON.createObjectNode();
    for (int i = 0; i < 400; i++) {
      object.withArray("l").add(i);
    }
    String schema =
        """
        {'type': 'object', 'properties': {'l': {'type': 'array', 'items': {'type': 'integer'}}},
         'x-kubernetes-validations': [
           {'rule': 'self.l.all(a, self.l.all(b, self.l.all(c, a + b + c >= 0)))'},
           {'rule': 'false', 'message': 'never reached'}]}
        """;
    assertThat(faults(schema, object.toString()))
        .containsExactly(
            "<nil>: Invalid value: \"object\": 'operation cancelled: actual cost limit exceeded':"
                + " no further validation rules will be run due to call cost exceeds limit for"
                + " rule: self.l.all(a, self.l.all(b, self.l.all(c, a + b + c >= 0)))");
  }

  @Test
  void seesReservedWordsAsTheyAreWritten() throws IOException {
    String schema =
        """
        {'type': 'object', 'properties': {'namespace': {'type': 'string'}, 'package': {'type': 'string'}},
         'x-kubernetes-validations': [
           {'rule': 'has(self.namespace) && self.namespace.size() == 1 && self.__package__.size() == 1', 'message': 'no'},
           {'rule': 'has(self.__namespace__) && self.package.size() == 1', 'message': 'nor that'}]}
        """;
    assertThat(faults(schema, "{'namespace': 'a', 'package': 'p'}")).isEmpty();
    assertThat(faults(schema, "{'namespace': 'bb', 'package': 'p'}"))
        .containsExactly("<nil>: Invalid value: \"object\": no");
  }

  @Test
  void seesFieldsByTheirEscapedNames() throws IOException {
    String schema =
        """
        {'type': 'object', 'properties': {'a/b.c-d__e': {'type': 'integer'}},
         'x-kubernetes-validations': [
           {'rule': 'self.a__slash__b__dot__c__dash__d__underscores__e == 1', 'message': 'no'}]}
        """;
    assertThat(faults(schema, "{'a/b.c-d__e': 1}")).isEmpty();
    assertThat(faults(schema, "{'a/b.c-d__e': 2}"))
        .containsExactly("<nil>: Invalid value: \"object\": no");
  }

  @Test
  void reportsWhatDoesNotCompileAtItsPlace() throws IOException {
    String schema =
        """
        {'type': 'object', 'properties': {'l': {'type': 'array', 'items': {'type': 'string',
         'x-kubernetes-validations': [{'rule': 'self > 1'}]}}}}
        """;
    assertThat(ResourceRules.compile(LANGUAGE, tree(schema)).faults())
        .extracting(FieldFault::place)
        .extracting(Object::toString)
        .containsExactly("properties[l].items.x-kubernetes-validations[0].rule");
  }

  @Test
  void knowsWhereThereAreRules() throws IOException {
    assertThat(ResourceRules.areIn(tree("{'type': 'object', 'properties': {'a': {}}}"))).isFalse();
    assertThat(
            ResourceRules.areIn(
                tree("{'properties': {'a': {'x-kubernetes-validations': [{'rule': 'true'}]}}}")))
        .isTrue();
  }
}
