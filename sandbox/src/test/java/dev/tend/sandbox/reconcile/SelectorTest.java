package dev.tend.sandbox.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.tend.sandbox.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {matchLabels: {app: web}}                                              | true
          {matchLabels: {app: web, tier: back}}                                  | false
          {matchExpressions: [{key: app, operator: In, values: [api, web]}]}     | true
          {matchExpressions: [{key: app, operator: NotIn, values: [api]}]}       | true
          {matchExpressions: [{key: zone, operator: NotIn, values: [a]}]}        | true
          {matchExpressions: [{key: zone, operator: Exists}]}                    | false
          {matchExpressions: [{key: zone, operator: DoesNotExist}]}              | true
          {matchExpressions: [{key: weight, operator: Gt, values: ["9"]}]}       | true
          {matchExpressions: [{key: weight, operator: Lt, values: ["10"]}]}      | false
          {matchExpressions: [{key: app, operator: Gt, values: ["1"]}]}          | false
          {matchLabels: {app: web}, matchExpressions: [{key: x, operator: Exists}]} | false
          {}                                                                     | true
          """)
  void matchesAsTheApiDoes(String selector, boolean matches) {
    var labels = Trees.yaml("{app: web, tier: front, weight: \"10\"}");

    assertThat(Selector.matches(Trees.yaml(selector), labels)).isEqualTo(matches);
  }

  @Test
  void anAbsentSelectorMatchesNothing() {
    assertThat(Selector.matches(MissingNode.getInstance(), Trees.yaml("{a: b}"))).isFalse();
  }
}
