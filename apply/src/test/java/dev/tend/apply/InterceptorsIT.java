package dev.tend.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterceptorsIT {
  /** Harmless wherever it runs: no such resources exist, and it may fail. */
  private static final String HOOK =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: ValidatingWebhookConfiguration
      metadata: {name: $ns}
      webhooks:
      - name: check.$ns.example
        admissionReviewVersions: [v1]
        sideEffects: None
        failurePolicy: Ignore
        clientConfig: {service: {name: web, namespace: $ns}}
        rules:
        - {apiGroups: [$ns.example], apiVersions: [v1], operations: [CREATE], resources: [nothing]}
      ---
      """;

  @TempDir Path folder;
  private TestCluster test;
  private Shop shop;

  @BeforeEach
  void open() {
    test = TestCluster.open(folder);
    shop = new Shop(test);
  }

  @AfterEach
  void close() {
    try {
      new Deleter(test.cluster(), Clock.systemUTC())
          .delete(test.manifests(HOOK), DeleteOptions.standard(), event -> {});
    } finally {
      test.close();
    }
  }

  @Test
  void aHookThatRunsAfterItIsNotWaitedFor() {
    test.assumeImagesThatEnd();
    String smoke =
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: smoke, annotations: {tend.dev/hook: post-apply}}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers: [{name: smoke, image: "example.com/smoke:1"}]
        ---
        """;
    ApplyReport report = shop.apply(HOOK, Shop.NAMESPACE, Shop.WEB, smoke);

    assertThat(report.failed()).isEmpty();
    assertThat(report.succeeded()).isTrue();
  }

  @Test
  void aWebhookComesAfterWhatAnswersIt() {
    ApplyReport report = shop.apply(HOOK, Shop.NAMESPACE, Shop.WEB);

    assertThat(report.succeeded()).isTrue();
    assertThat(shop.events.stream().filter(ApplyEvent.Applied.class::isInstance).toList().getLast())
        .isInstanceOfSatisfying(
            ApplyEvent.Applied.class,
            last -> assertThat(last.id().kind()).isEqualTo("ValidatingWebhookConfiguration"));
    assertThat(shop.deployment("web").orElseThrow().at("/status/readyReplicas").asInt())
        .isEqualTo(2);
  }

  @Test
  void aWebhookThatNobodyWouldAnswerIsNotApplied() {
    test.assumeImagesThatFail();
    ApplyReport report =
        shop.apply(HOOK, Shop.NAMESPACE, Shop.WEB.replace("pause:3.9", "pause:does-not-exist"));

    assertThat(report.failed())
        .singleElement()
        .satisfies(failed -> assertThat(failed.message()).contains("isn't ready"));
    assertThat(report.failed().getFirst().id().kind()).isEqualTo("ValidatingWebhookConfiguration");
    assertThat(shop.inventoryNames()).contains("web");
  }
}
