package dev.tend.sandbox.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tend.manifest.KnownFailure;
import dev.tend.sandbox.Trees;
import dev.tend.sandbox.kubelet.Behaviour.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletRulesTest {
  private static final String HEAD = "apiVersion: sandbox.tend.dev/v1alpha1\nkind: KubeletRules\n";

  private static ObjectNode pod(String image) {
    return Trees.yaml(
        """
        metadata: {name: web-1, namespace: shop, labels: {tier: front}}
        spec: {containers: [{name: web, image: "%s"}]}
        """
            .formatted(image));
  }

  private static Behaviour of(KubeletRules rules, ObjectNode pod) {
    return rules.of(pod, pod.at("/spec/containers/0"));
  }

  private static Behaviour of(String rules) {
    return of(KubeletRules.of(List.of(Trees.yaml(HEAD + rules))), pod("team/web:2"));
  }

  @ParameterizedTest
  @CsvSource({
    "nginx:does-not-exist, NotFound",
    "ghcr.io/a/b:unauthorized, Unauthorized",
    "nginx:1.25, ",
  })
  void builtInTagsFailToPull(String image, String error) {
    KubeletRules rules = KubeletRules.load(Optional.empty());

    assertThat(of(rules, pod(image)).pull().error()).isEqualTo(error);
  }

  @ParameterizedTest
  @CsvSource({
    "web:crash, 1, Error",
    "crash-me, 1, Error",
    "team/crashing:7, 1, Error",
    "web:oom, 137, OOMKilled"
  })
  void builtInNamesEnd(String image, int code, String reason) {
    Behaviour behaviour = of(KubeletRules.load(Optional.empty()), pod(image));

    assertThat(behaviour.ending()).isEqualTo(new Ending(code, Duration.ZERO, reason));
    assertThat(behaviour.log()).isNotEmpty();
  }

  @Test
  void podsOfJobsEndWell() {
    ObjectNode pod = pod("migrate:1");
    pod.withObject("/metadata")
        .putArray("ownerReferences")
        .add(Trees.yaml("{apiVersion: batch/v1, kind: Job, name: j, uid: u, controller: true}"));

    assertThat(of(KubeletRules.load(Optional.empty()), pod).ending())
        .isNotNull()
        .extracting(Ending::exitCode)
        .isEqualTo(0);
  }

  @Test
  void theFirstRuleThatMatchesCounts() {
    Behaviour behaviour =
        of(
            """
            rules:
            - match: {image: "team/*", namespace: other}
              ready: never
            - match: {image: "team/*", namespace: "s*", labels: {tier: front}, container: web}
              pull: {delay: 1m30s}
              ready: {after: 500ms}
              start: {exitCode: 0, after: 3s, log: [hello]}
            - match: {}
              ready: never
            """);

    assertThat(behaviour.pull().takes()).isEqualTo(Duration.ofSeconds(90));
    assertThat(behaviour.probing().readyAfter()).isEqualTo(Duration.ofMillis(500));
    assertThat(behaviour.probing().neverReady()).isFalse();
    assertThat(behaviour.ending()).isEqualTo(new Ending(0, Duration.ofSeconds(3), "Completed"));
    assertThat(behaviour.log()).containsExactly("hello");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {rules: [{match: {imge: x}}]}        | rules at .rules[0].match.imge: unknown field
          {rules: [{pull: {delay: soon}}]}     | rules at .rules[0].pull.delay: expected a time such as 2s or 1m30s, found "soon"
          {rules: [{start: {exitCode: "a"}}]}  | rules at .rules[0].start.exitCode: expected a whole number
          {rulez: []}                          | rules at .rulez: unknown field
          """)
  void mistakesAreNamedWithTheirPlace(String rules, String message) {
    ObjectNode object = Trees.yaml(rules);
    object.setAll(Trees.yaml(HEAD));

    assertThatThrownBy(() -> KubeletRules.of(List.of(object)))
        .isInstanceOf(KnownFailure.class)
        .hasMessage("Reading kubelet rules of " + message);
  }

  @Test
  void aMisspellingIsShownWithItsLineAndWhatWasMeant(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("rules.yaml");
    Files.writeString(
        file, HEAD + "metadata: {name: r}\nrules:\n- match: {image: web}\n  livenes: {fail: {}}\n");
    int line = HEAD.split("\n", -1).length + 3;

    assertThatThrownBy(() -> KubeletRules.load(Optional.of(file)))
        .isInstanceOfSatisfying(
            KnownFailure.class,
            failure -> {
              assertThat(failure)
                  .hasMessage(
                      "Reading kubelet rules of %s:%d:3 at .rules[0].livenes: unknown field",
                      file, line);
              assertThat(failure.hint()).contains("Did you mean `liveness`?");
            });
  }

  @Test
  void aRuleThatOnlyMeasuresLeavesTheRestToTheNextOne() {
    Behaviour behaviour =
        of(
            """
            rules:
            - match: {image: "team/*"}
              usage: {cpu: 80%}
            - match: {image: "team/*"}
              ready: never
            """);

    assertThat(behaviour.probing().neverReady()).isTrue();
  }
}
