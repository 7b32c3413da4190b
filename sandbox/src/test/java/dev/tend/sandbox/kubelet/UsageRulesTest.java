package dev.tend.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.Trees;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsageRulesTest {
  private static final ObjectNode POD =
      Trees.yaml(
          "{metadata: {name: web-1, namespace: shop, labels: {app: web}}, spec: {containers:"
              + " [{name: main, image: x, resources: {requests: {cpu: 200m, memory: 128Mi}}},"
              + " {name: side, image: x}]}}");
  private static final JsonNode MAIN = POD.at("/spec/containers/0");
  private static final JsonNode SIDE = POD.at("/spec/containers/1");

  @Test
  void withoutARuleHalfOfWhatIsRequestedIsUsedOrVeryLittle() {
    UsageRules none = rules("[]");

    assertThat(used(none, MAIN, 0, 1)).isEqualTo("cpu=100m,memory=64Mi");
    assertThat(used(none, SIDE, 0, 1)).isEqualTo("cpu=10m,memory=32Mi");
  }

  @Test
  void theFirstRuleWithAUsageThatMatchesCounts() {
    UsageRules rules =
        rules(
            "[{match: {pod: 'web-*'}, ready: never}, {match: {container: main}, usage: {cpu: 80%}},"
                + " {usage: {cpu: 1, memory: 1Gi}}]");

    assertThat(used(rules, MAIN, 0, 1)).isEqualTo("cpu=160m,memory=64Mi");
    assertThat(used(rules, SIDE, 0, 1)).isEqualTo("cpu=1,memory=1Gi");
  }

  @Test
  void usageChangesWithTime() {
    UsageRules rules =
        rules("[{usage: [{cpu: 10%}, {after: 1m, cpu: 300m}, {after: 2m, memory: 1Gi}]}]");

    assertThat(used(rules, MAIN, 59, 1)).isEqualTo("cpu=20m,memory=64Mi");
    assertThat(used(rules, MAIN, 60, 1)).isEqualTo("cpu=300m,memory=64Mi");
    assertThat(used(rules, MAIN, 500, 1)).isEqualTo("cpu=100m,memory=1Gi");
  }

  @Test
  void whatIsSharedIsDividedAmongThePods() {
    UsageRules rules = rules("[{usage: {cpu: 900m, memory: 90Mi, shared: true}}]");

    assertThat(used(rules, MAIN, 0, 3)).isEqualTo("cpu=300m,memory=30Mi");
  }

  @Test
  void whatIsNoAmountIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> rules("[{}, {usage: [{cpu: much}]}]"))
        .isInstanceOf(KnownFailure.class)
        .hasMessageContaining("rules[1].usage.0.cpu")
        .hasMessageContaining("found \"much\"");
  }

  private static UsageRules rules(String rules) {
    return UsageRules.of(
        Trees.yaml(
            "{apiVersion: sandbox.tend.dev/v1alpha1, kind: KubeletRules, rules: " + rules + "}"));
  }

  private static String used(UsageRules rules, JsonNode container, long seconds, int sharers) {
    return rules.of(POD, container, Duration.ofSeconds(seconds), sharers).text();
  }
}
