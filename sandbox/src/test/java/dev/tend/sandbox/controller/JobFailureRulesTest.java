package dev.tend.sandbox.controller;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.sandbox.Trees;
import dev.tend.sandbox.controller.JobFailureRules.Decision;
import org.junit.jupiter.api.Test;

class JobFailureRulesTest {
  private final JobFailureRules rules =
      new JobFailureRules(
          Trees.yaml(
              "{spec: {podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type:"
                  + " DisruptionTarget}]}, {action: FailJob, onExitCodes: {containerName: main,"
                  + " operator: In, values: [42]}}, {action: FailIndex, onExitCodes: {operator:"
                  + " NotIn, values: [1, 42]}}]}}}"));

  @Test
  void theFirstRuleThatMatchesDecides() {
    assertThat(rules.of(pod("main", 42, "DisruptionTarget"))).isEqualTo(new Decision.Ignore());
    assertThat(rules.of(pod("main", 42, "Other")))
        .isEqualTo(
            new Decision.FailJob(
                "Container main for pod shop/p failed with exit code 42 matching FailJob rule at"
                    + " index 1"));
    assertThat(rules.of(pod("main", 9, "Other"))).isEqualTo(new Decision.FailIndex());
  }

  @Test
  void whatNoRuleMatchesCounts() {
    assertThat(rules.of(pod("main", 1, "Other"))).isEqualTo(new Decision.Count());
    assertThat(rules.of(pod("side", 42, "Other"))).isEqualTo(new Decision.Count());
  }

  @Test
  void aPodThatHasNotFailedIsNotJudged() {
    ObjectNode pod = pod("main", 42, "Other");
    pod.withObject("/status").put("phase", "Running");

    assertThat(rules.of(pod)).isEqualTo(new Decision.Count());
  }

  private static ObjectNode pod(String container, int code, String condition) {
    return Trees.yaml(
        ("{metadata: {name: p, namespace: shop}, status: {phase: Failed, conditions: [{type: %s,"
                + " status: 'True'}], containerStatuses: [{name: %s, state: {terminated:"
                + " {exitCode: %d}}}]}}")
            .formatted(condition, container, code));
  }
}
