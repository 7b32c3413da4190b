package dev.tend.sandbox.selectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.GroupVersionKind;
import dev.tend.sandbox.store.ApiFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SelectorsTest {
  private static final GroupVersionKind POD = GroupVersionKind.of("v1", "Pod");

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app=web | true",
        "app==web | true",
        "app!=web | false",
        "app!=db | true",
        "none!=x | true",
        "app in (web, db) | true",
        "app notin (web) | false",
        "none notin (web) | true",
        "app | true",
        "!app | false",
        "!none | true",
        "app=web,tier=front | true",
        "app=web,tier=back | false",
        "count>3 | true",
        "count>5 | false",
        "count<6 | true",
        "app in (web),!none,tier | true",
        "example.dev/x=y | true",
        "empty= | true"
      })
  void labelsAreMatched(String selector, boolean matches) throws Exception {
    ObjectNode object =
        json(
            "{'metadata':{'labels':{'app':'web','tier':'front','count':'5','example.dev/x':'y',"
                + "'empty':''}}}");

    assertThat(LabelSelector.parse(selector).matches(object)).isEqualTo(matches);
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void aLabelSelectorThatCannotBeReadIsABadRequest(String selector, String message) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(ApiFailure.class)
        .hasMessage(message);
  }

  static List<Arguments> unreadable() {
    return List.of(
        arguments("app in", "unable to parse requirement: found '' expected: '('"),
        arguments("app in (a", "unable to parse requirement: found '', expected: ',' or ')'"),
        arguments("=a", "found '=', expected: !, identifier, or 'end of string'"),
        arguments("app=a,,b", "found ',', expected: identifier after ','"),
        arguments("app==a=b", "found '=', expected: ',' or 'end of string'"),
        arguments("app===b", "unable to parse requirement: found '=', expected: identifier"),
        arguments(
            "/x=1",
            "unable to parse requirement: <nil>: Invalid value: \"/x\": prefix part must be"
                + " non-empty"),
        arguments(
            "app>b",
            "unable to parse requirement: values[0]: Invalid value: \"b\": for 'Gt', 'Lt'"
                + " operators, the value must be an integer"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v1 | Node | metadata.namespace=x | field label not supported: metadata.namespace",
        "batch/v1 | Job | type=x | field label \"type\" not supported for Job",
        "events.k8s.io/v1 | Event | source=x | field label not supported: source",
        "v1 | Pod | metadata.name=a=b | invalid field selector: unescaped character in value: 61"
      })
  void fieldsAreRefusedInTheWordsOfTheirKind(
      String apiVersion, String kind, String selector, String message) {
    GroupVersionKind type = GroupVersionKind.of(apiVersion, kind);

    assertThatThrownBy(() -> FieldSelector.parse(selector, type, Optional.empty()))
        .isInstanceOf(ApiFailure.class)
        .hasMessage(message);
  }

  @Test
  void aSpecsSelectorMatchesLabelsAndExpressions() throws Exception {
    LabelSelector selector =
        LabelSelector.from(
            json(
                "{'matchLabels':{'app':'web'},'matchExpressions':[{'key':'tier','operator':'In',"
                    + "'values':['a','b']},{'key':'old','operator':'DoesNotExist'}]}"));

    assertThat(
            selector.matches(
                (com.fasterxml.jackson.databind.JsonNode) json("{'app':'web','tier':'a'}")))
        .isTrue();
    assertThat(
            selector.matches(
                (com.fasterxml.jackson.databind.JsonNode)
                    json("{'app':'web','tier':'a','old':'1'}")))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.name=p | true",
        "metadata.name=p,status.phase=Running | true",
        "status.phase!=Running | false",
        "spec.nodeName= | true",
        "metadata.namespace==default | true"
      })
  void fieldsAreMatched(String selector, boolean matches) throws Exception {
    ObjectNode pod =
        json("{'metadata':{'name':'p','namespace':'default'},'status':{'phase':'Running'}}");

    assertThat(FieldSelector.parse(selector, POD, Optional.empty()).matches(pod))
        .isEqualTo(matches);
  }

  @Test
  void fieldsThatAKindCannotBeSelectedByAreRefused() {
    assertThatThrownBy(() -> FieldSelector.parse("spec.image=x", POD, Optional.empty()))
        .isInstanceOf(ApiFailure.class)
        .hasMessage("field label not supported: spec.image");
    assertThat(FieldSelector.parse("spec.size=3", POD, Optional.of(Set.of("spec.size"))).terms())
        .hasSize(1);
  }
}
