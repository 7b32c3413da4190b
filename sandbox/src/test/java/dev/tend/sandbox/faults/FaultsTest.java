package dev.tend.sandbox.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.manifest.KnownFailure;
import dev.tend.manifest.SourceText;
import dev.tend.sandbox.http.Handler;
import dev.tend.sandbox.http.Request;
import dev.tend.sandbox.http.Response;
import dev.tend.sandbox.store.ApiFailure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
  private final AtomicInteger reached = new AtomicInteger();

  private Handler faults(String rules) {
    return Faults.before(
        request -> {
          reached.incrementAndGet();
          return Response.text(200, "ok");
        },
        read(rules));
  }

  private static List<FaultRule> read(String rules) {
    return FaultRules.read(
        new SourceText(
            "faults.yaml",
            """
            apiVersion: sandbox.tend.dev/v1alpha1
            kind: KubeletRules
            rules: []
            ---
            apiVersion: sandbox.tend.dev/v1alpha1
            kind: ApiFaults
            metadata: {name: mine}
            seed: 3
            rules:
            """
                + rules));
  }

  private static String ask(Handler handler, String method, String path) {
    try {
      Response response =
          handler.handle(Request.of(method, URI.create(path), Map.of(), new byte[0]));
      return response == Response.Dropped.INSTANCE ? "dropped" : "ok";
    } catch (ApiFailure failure) {
      return Integer.toString(failure.code());
    }
  }

  private static String asks(Handler handler, int times) {
    return IntStream.range(0, times)
        .mapToObj(i -> ask(handler, "GET", "/api/v1/namespaces/a/pods/x"))
        .collect(Collectors.joining(" "));
  }

  @Test
  void everyNthFails() {
    assertThat(asks(faults("- {every: 3, status: 503}"), 7)).isEqualTo("ok ok 503 ok ok 503 ok");
    assertThat(reached).hasValue(5);
  }

  @Test
  void theFirstAreLetThroughAndSoManyFail() {
    assertThat(asks(faults("- {after: 2, times: 2, status: 500}"), 6))
        .isEqualTo("ok ok 500 500 ok ok");
  }

  @Test
  void aShareFailsTheSameEachTime() {
    String rule = "- {percentage: 30, status: 500}";
    String first = asks(faults(rule), 1000);
    assertThat(asks(faults(rule), 1000)).isEqualTo(first);
    assertThat(first.split("500", -1).length - 1).isBetween(250, 350);
  }

  @Test
  void aDroppedRequestIsDoneOnlyWhereTheRuleSaysSo() {
    assertThat(asks(faults("- {drop: before}"), 1)).isEqualTo("dropped");
    assertThat(reached).hasValue(0);
    assertThat(asks(faults("- {drop: after}"), 1)).isEqualTo("dropped");
    assertThat(reached).hasValue(1);
  }

  @Test
  void ofTwoRulesTheFirstActsAndBothCount() {
    assertThat(asks(faults("- {every: 2, status: 500}\n- {every: 2, after: 1, status: 503}"), 4))
        .isEqualTo("ok 500 503 500");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "verbs: [list] | GET /api/v1/pods | 500",
        "verbs: [list] | GET /api/v1/namespaces/a/pods/x | ok",
        "resources: [deployments.apps] | GET /apis/apps/v1/deployments | 500",
        "resources: [deployments] | GET /apis/apps/v1/deployments | ok",
        "resources: [pods/*] | GET /api/v1/namespaces/a/pods/x/log | 500",
        "resources: [pods] | GET /api/v1/namespaces/a/pods/x/log | ok",
        "namespace: 'a*' | GET /api/v1/namespaces/abc/pods | 500",
        "namespace: 'a*' | GET /api/v1/namespaces/b/pods | ok",
        "name: x | DELETE /api/v1/namespaces/b/pods/x | 500",
        "name: x | DELETE /api/v1/namespaces/b/pods/y | ok",
        "user: 'system:*' | GET /api/v1/pods | 500",
        "user: bob | GET /api/v1/pods | ok",
        "paths: [/apis*] | GET /apis/apps | 500",
        "paths: [/apis*] | GET /apis/apps/v1/deployments | ok",
        "{} | GET /readyz | ok",
        "{} | GET /api/v1/pods | 500",
      })
  void aRuleIsForSomeRequests(String match, String request, String expected) {
    String fields = match.equals("{}") ? "{}" : "{" + match + "}";
    String[] words = request.split(" ");
    assertThat(ask(faults("- {match: " + fields + ", status: 500}"), words[0], words[1]))
        .isEqualTo(expected);
  }

  @Test
  void theAnswerSaysWhenToTryAgainAndWhoMadeIt() {
    Handler handler = faults("- {status: 429, retryAfter: 2}");
    assertThatThrownBy(() -> asksOnce(handler))
        .isInstanceOfSatisfying(
            ApiFailure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo("TooManyRequests");
              assertThat(failure.message())
                  .isEqualTo("Too many requests, please try again later. (by mine rules[0])");
              assertThat(failure.details().orElseThrow().retryAfterSeconds()).isEqualTo(2);
            });
  }

  private static void asksOnce(Handler handler) {
    handler.handle(Request.of("GET", URI.create("/api/v1/pods"), Map.of(), new byte[0]));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- {status: 200} | at .rules[0].status: expected a status from 400 to 599",
        "- {every: 0, status: 500} | at .rules[0].every: expected a whole number of at least 1",
        "- {percentage: 200, status: 500} | at .rules[0].percentage: expected a number from 0 to 100",
        "- {every: 2, percentage: 2, status: 500} | at .rules[0]: every and percentage exclude each other",
        "- {match: {verbs: [read]}, status: 500} | at .rules[0].match.verbs: \"read\" is no verb",
        "- {latency: soon} | at .rules[0].latency: expected a time such as 200ms, found \"soon\"",
        "- {drop: maybe} | at .rules[0].drop: expected before or after",
        "- {stauts: 500} | at .rules[0].stauts: unknown field",
        "- {every: 2} | at .rules[0]: expected one of latency, status and drop",
      })
  void whatMeansNothingIsRefusedByItsPlace(String rule, String message) {
    assertThatThrownBy(() -> read(rule))
        .isInstanceOf(KnownFailure.class)
        .hasMessage("Reading fault rules of faults.yaml " + message);
  }
}
