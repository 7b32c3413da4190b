package dev.tend.apply.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePullCauseTest {
  private static final String NOT_FOUND =
      "failed to resolve reference \"docker.io/shop/web:2\": docker.io/shop/web:2: not found";

  @Test
  void namesContainerImageReasonAndTheRegistrysWords() {
    Diagnosis diagnosis = waiting("ErrImagePull", NOT_FOUND);

    assertThat(diagnosis.cause()).isEqualTo("ImagePull");
    assertThat(diagnosis.subject().kindAndName()).isEqualTo("Pod/web-2-a");
    assertThat(diagnosis.summary())
        .isEqualTo(
            "Deployment/web: container app in pod web-2-a can't get its image shop/web:2: its registry has no"
                + " such image or tag");
    assertThat(diagnosis.evidence()).containsExactly("ErrImagePull", NOT_FOUND);
    assertThat(diagnosis.advice())
        .containsExactly(
            "check name and tag of shop/web:2, and that it was pushed",
            "go back to the revision before: tend rollout undo deploy/web -n shop");
    assertThat(diagnosis.fatal()).isTrue();
  }

  @Test
  void backingOffIsTheSameCauseWithTheWordsOfTheEvent() {
    Diagnosis diagnosis =
        Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.appPod(
                        "web-2-a",
                        "state: {waiting: {reason: ImagePullBackOff, message: Back-off pulling image}}")
                    + Scene.containerEvent(
                        "web-2-a", "Failed", 2, "Failed to pull image \"shop/web:2\": " + NOT_FOUND)
                    + Scene.containerEvent("web-2-a", "Failed", 2, "Error: ImagePullBackOff"))
            .getFirst();

    assertThat(diagnosis.summary()).endsWith("its registry has no such image or tag");
    assertThat(diagnosis.evidence())
        .containsExactly(
            "ImagePullBackOff",
            "Back-off pulling image",
            "Failed to pull image \"shop/web:2\": " + NOT_FOUND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ErrImagePull      | docker.io/a:b: not found                                  | NOT_FOUND
          ErrImagePull      | manifest unknown: manifest unknown                        | NOT_FOUND
          ErrImagePull      | pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed | DENIED
          ErrImagePull      | unexpected status from HEAD request: 401 Unauthorized     | DENIED
          ErrImagePull      | unexpected status from HEAD request: 403 Forbidden        | DENIED
          ErrImagePull      | dial tcp: lookup registry.invalid: no such host           | NETWORK
          ErrImagePull      | dial tcp 10.0.0.1:443: i/o timeout                        | NETWORK
          ErrImagePull      | Head "https://r": dial tcp: connect: connection refused   | NETWORK
          ErrImagePull      | x509: certificate signed by unknown authority             | CERTIFICATE
          ErrImagePull      | toomanyrequests: You have reached your pull rate limit    | LIMITED
          ErrImagePull      | no match for platform in manifest: not found              | PLATFORM
          InvalidImageName  | couldn't parse image reference                            | INVALID_NAME
          ErrImageNeverPull | Container image is not present with pull policy of Never  | NEVER
          ErrImagePull      | something else                                            | UNKNOWN
          """)
  void tellsTheTroublesApart(String reason, String message, PullTrouble trouble) {
    assertThat(PullTrouble.from(reason, message)).isEqualTo(trouble);
  }

  @Test
  void aNetworkThatMayComeBackIsFatalOnlyAfterThreeAttempts() {
    String pod =
        Scene.appPod(
            "web-2-a",
            "state: {waiting: {reason: ErrImagePull, message: 'dial tcp: i/o timeout'}}");
    String failed = "Failed to pull image: dial tcp: i/o timeout";

    assertThat(
            Scene.diagnose(
                    Scene.WORKLOAD + pod + Scene.containerEvent("web-2-a", "Failed", 2, failed))
                .getFirst()
                .fatal())
        .isFalse();
    assertThat(
            Scene.diagnose(
                    Scene.WORKLOAD + pod + Scene.containerEvent("web-2-a", "Failed", 3, failed))
                .getFirst()
                .fatal())
        .isTrue();
  }

  @Test
  void anImageThatRunsInAnotherPodIsNotFatal() {
    assertThat(
            Scene.diagnose(
                    Scene.WORKLOAD
                        + Scene.appPod(
                            "web-2-a",
                            "state: {waiting: {reason: ErrImagePull, message: not found}}")
                        + Scene.appPod("web-2-b", "ready: true, state: {running: {}}"))
                .getFirst()
                .fatal())
        .isFalse();
  }

  @Test
  void manyPodsWithTheSameTroubleAreOneDiagnosis() {
    assertThat(
            Scene.diagnose(
                Scene.WORKLOAD
                    + Scene.appPod("web-2-a", "state: {waiting: {reason: ErrImagePull}}")
                    + Scene.appPod("web-2-b", "state: {waiting: {reason: ImagePullBackOff}}")))
        .hasSize(1);
  }

  private static Diagnosis waiting(String reason, String message) {
    return Scene.diagnose(
            Scene.WORKLOAD
                + Scene.appPod(
                    "web-2-a",
                    "state: {waiting: {reason: %s, message: '%s'}}".formatted(reason, message)))
        .getFirst();
  }
}
