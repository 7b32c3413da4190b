package dev.tend.sandbox.selectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.store.ApiFailure;
import dev.tend.sandbox.store.GroupKind;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorsTest {
  private static final GroupKind POD = new GroupKind("", "Pod");

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
  @ValueSource(strings = {"app in", "app in (a", "=a", "app=a,,b", "app like x"})
  void aLabelSelectorThatCannotBeReadIsABadRequest(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(ApiFailure.class)
        .hasMessageContaining("unable to parse requirement");
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
